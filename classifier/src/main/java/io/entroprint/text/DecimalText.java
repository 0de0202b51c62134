package io.entroprint.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as decimal text: the same on any machine, in any locale, of any Java release. */
public final class DecimalText {
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  /** From here on the product with a power of ten is not exact. */
  private static final double LARGE = 0x1p53;

  private DecimalText() {}

  /**
   * A number, rounded half away from zero.
   *
   * @param value finite
   * @param decimals 0 to 8
   */
  public static String of(double value, int decimals) {
    if (isLarge(value, decimals)) {
      return rounded(value, decimals).toPlainString();
    }
    Utf8Builder text = new Utf8Builder(32);
    long scaled = scaled(value, decimals);
    append(text, value < 0 && scaled != 0, scaled, decimals);
    return text.toString();
  }

  /** The same without zeros at the end, but for one behind the point. */
  public static String ofShort(double value, int decimals) {
    Utf8Builder text = new Utf8Builder(32);
    appendShort(text, value, decimals);
    return text.toString();
  }

  /** Appends what {@link #ofShort} gives. */
  public static void appendShort(Utf8Builder out, double value, int decimals) {
    if (isLarge(value, decimals)) {
      BigDecimal exact = rounded(value, decimals).stripTrailingZeros();
      out.append(exact.setScale(Math.max(Math.min(1, decimals), exact.scale())).toPlainString());
      return;
    }
    long scaled = scaled(value, decimals);
    boolean negative = value < 0 && scaled != 0;
    int left = decimals;
    while (left > 1 && scaled % 10 == 0) {
      scaled /= 10;
      left--;
    }
    append(out, negative, scaled, left);
  }

  /** Whether a long does not hold it with its decimals, or not exactly. */
  private static boolean isLarge(double value, int decimals) {
    return Math.abs(value) * POWERS[decimals] >= LARGE;
  }

  private static long scaled(double value, int decimals) {
    return Math.round(Math.abs(value) * POWERS[decimals]);
  }

  private static void append(Utf8Builder out, boolean negative, long scaled, int decimals) {
    if (negative) {
      out.append('-');
    }
    long whole = decimals == 0 ? scaled : scaled / POWERS[decimals];
    out.append(whole);
    if (decimals > 0) {
      out.append('.').padded((int) (scaled - whole * POWERS[decimals]), decimals);
    }
  }

  /** A number, not NaN, as C's {@code %.Nf} prints it, but for the sign of zero: half to even. */
  public static String asInC(double value, int decimals) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return rounded(value, decimals).toPlainString();
  }

  /**
   * The exact value, rounded half to even.
   *
   * @param value finite
   */
  public static BigDecimal rounded(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
  }
}
