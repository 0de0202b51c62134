package io.entroprint.library;

import java.math.BigDecimal;

/** Looks at numbers of libraries. */
public final class FuzzedDecimal {
  private FuzzedDecimal() {}

  /** A number is refused, or it is what {@link BigDecimal} reads and prints as it was. */
  public static void check(String text) {
    double value;
    try {
      value = Decimal.parse(text);
    } catch (NumberFormatException e) {
      return;
    }
    if (value != new BigDecimal(text).doubleValue() || !Decimal.text(value).equals(text)) {
      throw new AssertionError("accepted, but not canonical: " + text);
    }
  }
}
