package io.entroprint.cli.base;

/** Decimal numbers as text, the same on any machine and in any locale. */
public final class Decimal {
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private Decimal() {}

  /**
   * Appends a number, rounded half up.
   *
   * @param value finite, less than 10^9 in size
   * @param decimals 0 to 8
   * @param shortest leave out zeros at the end, but for one
   */
  public static void append(StringBuilder out, double value, int decimals, boolean shortest) {
    long scaled = Math.round(Math.abs(value) * POWERS[decimals]);
    if (value < 0 && scaled != 0) {
      out.append('-');
    }
    out.append(scaled / POWERS[decimals]);
    if (decimals == 0) {
      return;
    }
    out.append('.');
    int from = out.length();
    padded(out, scaled % POWERS[decimals], decimals);
    if (shortest) {
      int end = out.length();
      while (end > from + 1 && out.charAt(end - 1) == '0') {
        end--;
      }
      out.setLength(end);
    }
  }

  /** Appends a whole number of so many digits, with zeros in front. */
  public static void padded(StringBuilder out, long value, int digits) {
    for (int i = digits - 1; i >= 0; i--) {
      out.append((char) ('0' + value / POWERS[i] % 10));
    }
  }
}
