package io.entroprint.cli.base;

import io.entroprint.output.EveLine;
import io.entroprint.stream.StreamSummary;

/** Objects about streams in the manner of Suricata's EVE output, beside those of verdicts. */
public final class EveJson {
  private EveJson() {}

  /** Begins the object of a stream with the fields that say which one it is. */
  public static EveLine stream(String capture, StreamSummary stream) {
    return new EveLine("entroprint", stream.start().startNanos())
        .field("pcap_filename", capture).stream(stream.start()).flow(stream);
  }
}
