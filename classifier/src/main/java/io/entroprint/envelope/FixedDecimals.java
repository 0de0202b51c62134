package io.entroprint.envelope;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as C's {@code %.Nf} prints them, in any locale. */
final class FixedDecimals {
  private FixedDecimals() {}

  static String text(double value, int decimals) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return of(value, decimals).toPlainString();
  }

  static BigDecimal of(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
  }
}
