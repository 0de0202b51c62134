package io.entroprint.cli.report;

import io.entroprint.entropy.OffsetGrid;
import io.entroprint.match.Explanation;
import io.entroprint.match.Explanation.Comparison;
import java.util.Optional;

/** What of an explanation goes into a report. */
final class Explained {
  private static final double UNITS = 10_000;

  /** The id of the nearest fingerprint of another label; empty if there is none. */
  final String second;

  /** The distance to it; 0 if there is none. */
  final double distance;

  /** Where the two part most, in bytes; 0 if nowhere. */
  final int partingOffset;

  /** By offset what its bytes add to the distance to the nearest, in units of 0.0001. */
  final long[] ofNearest;

  /** The same for the second. */
  final long[] ofSecond;

  private Explained(
      String second, double distance, int partingOffset, long[] ofNearest, long[] ofSecond) {
    this.second = second;
    this.distance = distance;
    this.partingOffset = partingOffset;
    this.ofNearest = ofNearest;
    this.ofSecond = ofSecond;
  }

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
