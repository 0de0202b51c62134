package io.entroprint.example.ids;

import io.entroprint.output.EveLine;
import io.entroprint.stream.StreamStart;

/**
 * A rule was broken.
 *
 * @param stream by which stream
 * @param timeNanos when, nanoseconds since 1970
 * @param rule its name
 * @param message what was seen
 */
record Alert(StreamStart stream, long timeNanos, String rule, String message) {

  /** As one line of EVE JSON. */
  byte[] eve() {
    return new EveLine("alert", timeNanos)
        .endpoints(stream.key())
        .flow(stream)
        .object("alert")
        .field("signature", rule)
        .field("message", message)
        .end()
        .endLine();
  }
}
