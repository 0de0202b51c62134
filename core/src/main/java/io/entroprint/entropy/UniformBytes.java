package io.entroprint.entropy;

import java.util.function.IntToDoubleFunction;

/**
 * What uniform random bytes would give: the exact expectation and standard deviation of the plug-in
 * entropy of N of them. A fixed threshold in bits is a test of length, since random bytes pass 7.9
 * only at about 1.9 KiB; the distance from this expectation, in these deviations, is not.
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
    checkLength(n);
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

  /**
   * The exact standard deviation of the plug-in entropy {@link Measure#H} of {@code n} independent
   * uniform bytes, in bits.
   *
   * <p>With k = 256 and f(c) = c log2 c, the entropy is {@code log2 n - S/n}, S the sum of f over
   * the counts, so that its variance is {@code Var S / n^2} with
   *
   * <pre>Var S = k Var f(c1) + k (k-1) Cov(f(c1), f(c2))</pre>
   *
   * where c1 is binomial(n, 1/k), and c2, given c1, binomial(n - c1, 1/(k-1)). The counts add up to
   * n, so a linear function may be taken from f without changing Var S: here its tangent at n/k,
   * without which the two terms would cancel to the last digits. It is exact at every length, and
   * tends to {@code sqrt(2 (k-1)) / (2 n ln 2)}, the deviation of the chi-square limit: 1 % above
   * that at 4 KiB, 0.1 % at 64 KiB. Costs some 10,000 operations, at the longest 100,000.
   *
   * @param n 1 to {@value ByteCounts#LIMIT}
   * @throws IllegalArgumentException if n is out of range
   */
  public static double standardDeviation(int n) {
    checkLength(n);
    if (n == 1) {
      return 0;
    }
    double mean = (double) n / BYTES;
    double slope = log2(mean) + 1 / StrictMath.log(2);
    double atMean = mean * log2(mean);
    IntToDoubleFunction f = c -> FixedPoint.bits(c) - atMean - slope * (c - mean);
    double first = mean(n, 1.0 / BYTES, f);
    double square = mean(n, 1.0 / BYTES, c -> f.applyAsDouble(c) * f.applyAsDouble(c));
    double product =
        mean(n, 1.0 / BYTES, c -> f.applyAsDouble(c) * mean(n - c, 1.0 / (BYTES - 1), f));
    double variance =
        BYTES * (square - first * first) + BYTES * (BYTES - 1.0) * (product - first * first);
    return Math.sqrt(Math.max(0, variance)) / n;
  }

  private static void checkLength(int n) {
    if (n < 1 || n > ByteCounts.LIMIT) {
      throw new IllegalArgumentException(n + " bytes; 1 to " + ByteCounts.LIMIT + " are allowed");
    }
  }

  /** E[c log2 c] for c binomial(n, p). */
  private static double expectedCLogC(int n, double p) {
    return mean(n, p, UniformBytes::cLog2C);
  }

  /** E[f(c)] for c binomial(n, p). */
  private static double mean(int n, double p, IntToDoubleFunction f) {
    // Weights relative to the mode, outwards until they vanish: exact without log-gamma, and no
    // underflow where (1-p)^n would.
    int mode = (int) Math.min(n, Math.floor((n + 1) * p));
    double odds = p / (1 - p);
    double weights = 1;
    double sum = f.applyAsDouble(mode);
    double weight = 1;
    for (int c = mode; c < n && weight > 1e-20; c++) {
      weight *= odds * (n - c) / (c + 1);
      weights += weight;
      sum += weight * f.applyAsDouble(c + 1);
    }
    weight = 1;
    for (int c = mode; c > 0 && weight > 1e-20; c--) {
      weight *= c / (odds * (n - c + 1));
      weights += weight;
      sum += weight * f.applyAsDouble(c - 1);
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
