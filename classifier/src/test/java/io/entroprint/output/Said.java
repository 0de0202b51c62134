package io.entroprint.output;

import io.entroprint.match.Verdict;

/** Verdicts for tests. */
final class Said {
  static final Verdict NOTHING = Verdict.without(Verdict.Reason.NO_PAYLOAD, "made@1.0.0").build();

  private Said() {}
}
