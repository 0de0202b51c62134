package io.entroprint.library;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The calibration and evaluation numbers: rounded to 9 decimals and 15 significant digits, which a
 * double keeps; written without exponent and without trailing zeros. {@code Double.toString} would
 * not do: it changed between Java releases.
 */
final class Decimal {
  static final double LIMIT = 1e12;

  private static final int DECIMALS = 9;
  private static final double UNITS = 1e9;

  /** Below it a number's units of the last decimal are less than 15 digits, and so is a double. */
  private static final double EXACT = 1e5;

  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);
  private static final int MAX_CHARS = 24;

  private Decimal() {}

  /**
   * The number as it will be read back.
   *
   * @param word what kind of number it is, for the error that it is none
   * @param key which of them
   * @throws IllegalArgumentException if it is not a number below 1e12 in size
   */
  static double rounded(String word, String key, double value) {
    if (Math.abs(value) < EXACT) {
      // What has been rounded once is met again at every start: no need of BigDecimal, which would
      // make the same division of it.
      double same = Math.rint(value * UNITS) / UNITS;
      if (same == value) {
        return same + 0.0;
      }
    }
    double rounded = Double.isFinite(value) ? decimal(value).doubleValue() : value;
    if (!(Math.abs(rounded) < LIMIT)) {
      throw new IllegalArgumentException(
          word + " " + key + ": expected a number below 1e12 in size, found " + value);
    }
    return rounded;
  }

  static String text(double value) {
    BigDecimal decimal = decimal(value);
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  /**
   * The number of a text that {@link #text} wrote.
   *
   * @throws NumberFormatException if it is anything else
   */
  static double parse(String text) {
    // Looked at before BigDecimal sees it, which takes exponents of any size.
    boolean plain = !text.isEmpty() && text.length() <= MAX_CHARS;
    for (int i = 0; plain && i < text.length(); i++) {
      char c = text.charAt(i);
      plain = (c >= '0' && c <= '9') || c == '.' || c == '-';
    }
    if (plain) {
      double value = new BigDecimal(text).doubleValue();
      if (Math.abs(value) < LIMIT && text(value).equals(text)) {
        return value;
      }
    }
    throw new NumberFormatException(text);
  }

  private static BigDecimal decimal(double value) {
    return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).round(DIGITS);
  }
}
