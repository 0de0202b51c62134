/**
 * A small intrusion detection system that embeds a sensor: rules about verdicts, streams spread
 * over threads by their five-tuple.
 */
package io.entroprint.example.ids;
