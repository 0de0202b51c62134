package io.entroprint.entropy;

/**
 * What uniform random bytes would give: the exact expected plug-in entropy of N of them. A fixed
 * threshold in bits is a test of length, since random bytes pass 7.9 only at about 1.9 KiB; the
 * distance from this expectation is not.
 */
public final class UniformBytes {
  private static final int BYTES = 256;

  private UniformBytes() {}

  /**
   * The exact expectation of the plug-in entropy of {@code n} independent uniform bytes under a
   * measure's grouping, in bits: {@code log2 n - (1/n) sum over groups of E[c log2 c]}, where the
   * count c of a group of probability p is binomial(n, p).
   *
   * @param measure one that is an entropy
   * @param n 1 to {@value ByteCounts#LIMIT}
   * @throws IllegalArgumentException if the measure is a cross-entropy or n is out of range
   */
  public static double expected(Measure measure, int n) {
    if (n < 1 || n > ByteCounts.LIMIT) {
      throw new IllegalArgumentException(n + " bytes; 1 to " + ByteCounts.LIMIT + " are allowed");
    }
    double sum =
        switch (measure) {
          case H -> BYTES * expectedCLogC(n, 1.0 / BYTES);
          case H_HI -> 16 * expectedCLogC(n, 1.0 / 16);
          case H_POP -> {
            double all = 0;
            int ways = 1;
            for (int ones = 0; ones <= 8; ones++) {
              all += expectedCLogC(n, (double) ways / BYTES);
              ways = ways * (8 - ones) / (ones + 1);
            }
            yield all;
          }
          case X_TEXT, X_BIN ->
              throw new IllegalArgumentException(measure.id() + " is not an entropy");
        };
    return log2(n) - sum / n;
  }

  /** E[c log2 c] for c binomial(n, p). */
  private static double expectedCLogC(int n, double p) {
    // Weights relative to the mode, outwards until they vanish: exact without log-gamma, and no
    // underflow where (1-p)^n would.
    int mode = (int) Math.min(n, Math.floor((n + 1) * p));
    double odds = p / (1 - p);
    double weights = 1;
    double sum = cLog2C(mode);
    double weight = 1;
    for (int c = mode; c < n && weight > 1e-20; c++) {
      weight *= odds * (n - c) / (c + 1);
      weights += weight;
      sum += weight * cLog2C(c + 1);
    }
    weight = 1;
    for (int c = mode; c > 0 && weight > 1e-20; c--) {
      weight *= c / (odds * (n - c + 1));
      weights += weight;
      sum += weight * cLog2C(c - 1);
    }
    return sum / weights;
  }

  private static double cLog2C(int c) {
    return c < 2 ? 0 : c * log2(c);
  }

  private static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }
}
