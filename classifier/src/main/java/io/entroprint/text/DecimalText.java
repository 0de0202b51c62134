package io.entroprint.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as decimal text: the same on any machine, in any locale, of any Java release. */
public final class DecimalText {
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  private DecimalText() {}

  /**
   * Appends a number, rounded half up.
   *
   * @param value finite, less than 10^(18 - decimals) in size
   * @param decimals 0 to 8
   */
  public static void append(StringBuilder out, double value, int decimals) {
    long scaled = scaled(value, decimals);
    append(out, value < 0 && scaled != 0, scaled, decimals);
  }

  /** The same without zeros at the end, but for one behind the point. */
  public static void appendShort(StringBuilder out, double value, int decimals) {
    long scaled = scaled(value, decimals);
    boolean negative = value < 0 && scaled != 0;
    int left = decimals;
    while (left > 1 && scaled % 10 == 0) {
      scaled /= 10;
      left--;
    }
    append(out, negative, scaled, left);
  }

  private static long scaled(double value, int decimals) {
    return Math.round(Math.abs(value) * POWERS[decimals]);
  }

  private static void append(StringBuilder out, boolean negative, long scaled, int decimals) {
    if (negative) {
      out.append('-');
    }
    long whole = decimals == 0 ? scaled : scaled / POWERS[decimals];
    out.append(whole);
    if (decimals > 0) {
      appendPadded(out.append('.'), scaled - whole * POWERS[decimals], decimals);
    }
  }

  /**
   * What {@link #append} appends.
   *
   * @param decimals 0 to 8
   */
  public static String of(double value, int decimals) {
    StringBuilder text = new StringBuilder(16);
    append(text, value, decimals);
    return text.toString();
  }

  /**
   * What {@link #appendShort} appends.
   *
   * @param decimals 0 to 8
   */
  public static String ofShort(double value, int decimals) {
    StringBuilder text = new StringBuilder(16);
    appendShort(text, value, decimals);
    return text.toString();
  }

  /** Appends a whole number of so many digits, at most 9, with zeros in front. */
  public static void appendPadded(StringBuilder out, long value, int digits) {
    // By constants, which a compiler turns into multiplications.
    int number = (int) (value % POWERS[9]);
    switch (digits) {
      case 2 -> appendTwo(out, number);
      case 4 -> {
        appendTwo(out, number / 100);
        appendTwo(out, number % 100);
      }
      case 6 -> {
        appendTwo(out, number / 10_000);
        appendTwo(out, number / 100 % 100);
        appendTwo(out, number % 100);
      }
      default -> {
        for (int i = digits - 1; i >= 0; i--) {
          out.append((char) ('0' + number / POWERS[i] % 10));
        }
      }
    }
  }

  private static void appendTwo(StringBuilder out, int number) {
    out.append((char) ('0' + number / 10 % 10)).append((char) ('0' + number % 10));
  }

  /** A number as C's {@code %.Nf} prints it: of the exact value, rounded half to even. */
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
