/**
 * What another program embeds: a {@link io.entroprint.sensor.Sensor} judges the streams that it is
 * handed and tells its outputs.
 *
 * <p>It has no thread, opens no file and no connection but for {@link
 * io.entroprint.sensor.Sensor#reload}, and keeps nothing static: whatever happens, happens in a
 * call of its host.
 */
package io.entroprint.sensor;
