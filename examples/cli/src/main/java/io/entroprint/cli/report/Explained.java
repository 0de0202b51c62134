package io.entroprint.cli.report;

import io.entroprint.entropy.OffsetGrid;
import io.entroprint.match.Explanation;
import io.entroprint.match.Explanation.Comparison;
import java.util.Optional;

/**
 * What of an explanation goes into a report.
 *
 * @param second the id of the nearest fingerprint of another label; empty if there is none
 * @param distance the distance to it; 0 if there is none
 * @param partingOffset where the two part most, in bytes; 0 if nowhere
 * @param ofNearest by offset what its bytes add to the distance to the nearest, in units of 0.0001
 * @param ofSecond the same for the second
 */
record Explained(
    String second, double distance, int partingOffset, long[] ofNearest, long[] ofSecond) {
  private static final double UNITS = 10_000;

  static Explained of(Explanation explanation) {
    Optional<Comparison> second = explanation.second();
    return new Explained(
        second.map(s -> s.fingerprint().id()).orElse(""),
        second.map(Comparison::distance).orElse(0.0),
        explanation.partingOffset().orElse(0),
        byOffset(explanation.nearest()),
        second.map(Explained::byOffset).orElse(new long[0]));
  }

  private static long[] byOffset(Comparison comparison) {
    OffsetGrid offsets = comparison.fingerprint().vector().definition().offsets();
    double[] sums = new double[offsets.size()];
    for (Explanation.Part part : comparison.parts()) {
      sums[offsets.reachedBy(part.offset()) - 1] += part.contribution();
    }
    int last = sums.length;
    while (last > 0 && sums[last - 1] == 0) {
      last--;
    }
    long[] rounded = new long[last];
    for (int i = 0; i < last; i++) {
      rounded[i] = Math.round(UNITS * sums[i]);
    }
    return rounded;
  }
}
