package io.entroprint.cli;

import io.entroprint.output.EveLine;
import io.entroprint.stream.StreamSummary;

/** Objects about streams in the manner of Suricata's EVE output, beside those of verdicts. */
final class EveJson {
  private EveJson() {}

  /** The object of what was reassembled of a stream. */
  static void digests(StringBuilder out, String capture, StreamDigests.Result digests) {
    StreamSummary stream = digests.summary();
    stream(out, capture, stream)
        .object("stream")
        .field("sha256_toserver", digests.toServer())
        .field("sha256_toclient", digests.toClient())
        .field("sha256_both", digests.both())
        .field("gap", stream.gap())
        .field("midstream", stream.start().midstream())
        .end()
        .endLine();
  }

  /** Begins the object of a stream with the fields that say which one it is. */
  static EveLine stream(StringBuilder out, String capture, StreamSummary stream) {
    return new EveLine(out, "entroprint", stream.start().startNanos())
        .field("pcap_filename", capture)
        .endpoints(stream.start().key())
        .flow(stream);
  }
}
