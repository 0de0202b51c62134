/**
 * Verdicts for other programs to read: EVE JSON, Zeek-style and comma-separated tables, syslog.
 *
 * <p>A {@link io.entroprint.sensor.VerdictEvent} is what happened to a stream, a {@link
 * io.entroprint.sensor.VerdictOutput} is told of it, and a {@link
 * io.entroprint.output.VerdictFormat} makes a line of it. {@code OUTPUTS.md} beside this module
 * says what each field is, and how the fields map to ECS and OCSF.
 */
package io.entroprint.output;
