/**
 * What another program embeds: a {@link io.entroprint.sensor.Sensor} judges the streams that it is
 * handed and tells its outputs: a {@link io.entroprint.sensor.VerdictOutput} takes each {@link
 * io.entroprint.sensor.VerdictEvent}. Package {@code io.entroprint.output} writes them to files and
 * to syslog.
 *
 * <p>It has no thread, opens no file and no connection but for {@link
 * io.entroprint.sensor.Sensor#reload}, and keeps nothing static: whatever happens, happens in a
 * call of its host.
 */
package io.entroprint.sensor;
