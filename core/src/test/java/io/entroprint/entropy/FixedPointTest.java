package io.entroprint.entropy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FixedPointTest {
  private static final double UNIT = 1L << FixedPoint.BITS;

  /** Small counts, whose products a double holds exactly enough to tell a half. */
  @Test
  void aProductIsTheNearestWholeNumberOfUnits() {
    for (int c = 0; c <= 500; c++) {
      double exact = c < 2 ? 0 : c * (StrictMath.log(c) / StrictMath.log(2)) * UNIT;
      assertEquals(exact, (double) FixedPoint.cLogC(c), 0.5 + Math.ulp(exact) * 4);
    }
    assertEquals(3, FixedPoint.of(2.6 / UNIT));
    assertEquals(2, FixedPoint.of(2.4 / UNIT));
  }
}
