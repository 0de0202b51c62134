package io.entroprint.output;

/** Numbers with one to six decimals, rounded half up: the same on any machine, in any locale. */
final class SixDecimals {
  private static final long UNIT = 1_000_000;

  private SixDecimals() {}

  /**
   * Appends a number.
   *
   * @param value finite, less than 10^12 in size
   */
  static void append(StringBuilder out, double value) {
    long scaled = Math.round(Math.abs(value) * UNIT);
    if (value < 0 && scaled != 0) {
      out.append('-');
    }
    out.append(scaled / UNIT).append('.');
    long rest = scaled % UNIT;
    long digit = UNIT / 10;
    do {
      out.append((char) ('0' + rest / digit));
      rest %= digit;
      digit /= 10;
    } while (rest > 0);
  }
}
