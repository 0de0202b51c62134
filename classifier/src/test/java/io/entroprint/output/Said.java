package io.entroprint.output;

import io.entroprint.library.Nature;
import io.entroprint.match.Claim;
import io.entroprint.match.Decision;
import io.entroprint.match.Verdict;
import java.util.Optional;

/** Verdicts for tests. */
final class Said {
  static final Verdict NOTHING =
      new Verdict(
          Decision.UNDECIDED,
          Optional.empty(),
          0,
          Claim.NONE,
          Claim.NONE,
          Claim.NONE,
          Nature.UNDETERMINED,
          "",
          Double.NaN,
          Double.NaN,
          0,
          "no payload",
          "made@1.0.0");

  private Said() {}
}
