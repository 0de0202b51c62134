package io.entroprint.entropy;

/**
 * Sums in fixed point: integers add up to the same sum in any order, so a value does not depend on
 * how the bytes were cut into chunks.
 *
 * <p>With 40 fractional bits the largest sum of {@code c log2 c}, {@code 65536 * 16 * 2^40 = 2^60},
 * fits a long, and the error of an entropy stays below 1e-12 bits.
 */
final class FixedPoint {
  static final int LIMIT = 65_536;

  /** Up to this count {@link #STEP} is known. */
  static final int STEPS = 512;

  /**
   * What the sum of {@code c log2 c} gains when a count goes from c to c + 1, for c below {@link
   * #STEPS}.
   */
  static final long[] STEP = new long[STEPS];

  /** Bits behind the point. */
  static final int BITS = 40;

  private static final double UNIT = 1L << BITS;

  /** {@code round(c log2 c 2^40)} for c from 0 to {@link #LIMIT}. */
  private static final long[] C_LOG_C = new long[LIMIT + 1];

  static {
    // StrictMath: Math.log may differ by an ulp from one machine to the next.
    double perLn = UNIT / StrictMath.log(2);
    for (int c = 2; c <= LIMIT; c++) {
      C_LOG_C[c] = Math.round(c * StrictMath.log(c) * perLn);
    }
    for (int c = 0; c < STEPS; c++) {
      STEP[c] = C_LOG_C[c + 1] - C_LOG_C[c];
    }
  }

  private FixedPoint() {}

  static long cLogC(int count) {
    return C_LOG_C[count];
  }

  /** A number of bits as an integer to add up. */
  static long of(double bits) {
    return Math.round(bits * UNIT);
  }

  /** {@code c log2 c} itself. */
  static double bits(int count) {
    return C_LOG_C[count] / UNIT;
  }

  /**
   * The plug-in entropy {@code log2 n - (1/n) sum c log2 c}, in bits.
   *
   * @param n the number of symbols counted, 1 to {@link #LIMIT}
   * @param sum the sum of {@link #cLogC} over the counts
   */
  static double entropy(int n, long sum) {
    return mean(n, C_LOG_C[n] - sum);
  }

  /** The n-th part of a sum. */
  static double mean(int n, long sum) {
    return sum * (1 / UNIT) / n;
  }
}
