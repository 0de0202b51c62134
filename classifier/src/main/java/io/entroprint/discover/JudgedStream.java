package io.entroprint.discover;

import io.entroprint.match.Verdict;
import io.entroprint.stream.StreamEvidence;
import java.util.Objects;

/**
 * A stream that is to be grouped, and what a library says of it. Immutable.
 *
 * @param evidence what was measured, once the stream has ended
 * @param verdict that of the library that the grouping is made with
 */
public record JudgedStream(StreamEvidence evidence, Verdict verdict) {
  /** Requires both. */
  public JudgedStream {
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(verdict, "verdict");
  }

  /**
   * How far the nearest label is that the stream is not: of a stream without a label the nearest of
   * all, of one with a label the next one; positive infinity if there is none.
   */
  double nearestOther() {
    double distance =
        verdict.label().isPresent() ? verdict.distance() + verdict.margin() : verdict.distance();
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }
}
