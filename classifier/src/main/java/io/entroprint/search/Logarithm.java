package io.entroprint.search;

/**
 * The natural logarithm, the same on any machine and several times faster than {@link
 * StrictMath#log}: a query takes 153 of them. Within 1e-15 of it for arguments from 0.01 to 100,
 * which is all that the scale asks for.
 */
final class Logarithm {
  private static final int BITS = 7;
  private static final int MANTISSA = 52;
  private static final long MANTISSA_MASK = (1L << MANTISSA) - 1;
  private static final long ONE = Double.doubleToRawLongBits(1);
  private static final double LN2 = StrictMath.log(2);

  /** By the first bits of the mantissa: 1 over the middle of their interval, and minus its log. */
  private static final double[] INVERSE = new double[1 << BITS];

  private static final double[] LOG = new double[1 << BITS];

  static {
    for (int i = 0; i < INVERSE.length; i++) {
      INVERSE[i] = 1 / (1 + (i + 0.5) / INVERSE.length);
      LOG[i] = -StrictMath.log(INVERSE[i]);
    }
  }

  private Logarithm() {}

  /** ln(x) of a positive normal number. */
  static double of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long mantissa = bits & MANTISSA_MASK;
    int i = (int) (mantissa >>> (MANTISSA - BITS));
    int exponent = (int) (bits >>> MANTISSA) - 1023;
    // |r| < 1/256: six terms of the series leave less than 3e-18.
    double r = Double.longBitsToDouble(ONE | mantissa) * INVERSE[i] - 1;
    double series =
        r * (1 - r * (1.0 / 2 - r * (1.0 / 3 - r * (1.0 / 4 - r * (1.0 / 5 - r * (1.0 / 6))))));
    return exponent * LN2 + LOG[i] + series;
  }
}
