package io.entroprint.cli.curve;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamSummary;

/** A stream that has ended, with its entropy curve. */
record StreamCurve(String capture, StreamSummary summary, EntropyCurve curve) {

  static StreamCurve of(String capture, StreamSummary summary, MeteredStream stream) {
    return new StreamCurve(capture, summary, stream.meter().curve());
  }

  /** What it takes of the memory of an ordinary stream's result. */
  long weight() {
    return 1L + curve.grid().size() / 16;
  }
}
