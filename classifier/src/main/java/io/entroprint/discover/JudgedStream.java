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
}
