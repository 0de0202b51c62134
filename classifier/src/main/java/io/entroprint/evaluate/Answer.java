package io.entroprint.evaluate;

import io.entroprint.label.LabelledStream;
import io.entroprint.match.Verdict;

/**
 * A stream of known label, and what was said of it.
 *
 * @param stream the stream
 * @param forced what is said when every stream must be answered
 * @param verdict what is said when {@code unknown} may be said
 */
public record Answer(LabelledStream stream, Verdict forced, Verdict verdict) {
  /** The true label. */
  public String truth() {
    return stream.truth().label().orElseThrow().name();
  }

  /** Whether the nearest label is the true one. */
  boolean isRight() {
    return forced.labelOrDecision().equals(truth());
  }
}
