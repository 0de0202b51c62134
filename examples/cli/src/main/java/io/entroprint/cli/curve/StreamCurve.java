package io.entroprint.cli.curve;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamSummary;

/** A stream that has ended, with its entropy curve. */
record StreamCurve(StreamSummary summary, EntropyCurve curve) {

  static StreamCurve of(StreamSummary summary, MeteredStream stream) {
    return new StreamCurve(summary, stream.meter().curve());
  }
}
