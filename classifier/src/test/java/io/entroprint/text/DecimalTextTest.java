package io.entroprint.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalTextTest {
  @Test
  void roundsHalfUp() {
    assertEquals("0.5", DecimalText.of(0.45, 1));
    assertEquals("-1", DecimalText.of(-0.5, 0));
    assertEquals("0.00", DecimalText.of(-0.001, 2));
    assertEquals("7.99999999", DecimalText.of(7.999999994, 8));
    assertEquals("8.00000000", DecimalText.of(7.999999996, 8));
  }

  @Test
  void leavesOutZerosButOne() {
    assertEquals("0.0", DecimalText.ofShort(0, 6));
    assertEquals("10.0", DecimalText.ofShort(10, 6));
    assertEquals("10", DecimalText.ofShort(10, 0));
    assertEquals("-1.25", DecimalText.ofShort(-1.25, 6));
  }

  @Test
  void agreesWithExactArithmetic() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(7));
      BigDecimal scaled = new BigDecimal(Math.abs(value) * 1e6);
      BigDecimal expected = scaled.setScale(0, RoundingMode.HALF_UP).movePointLeft(6);
      String sign = value < 0 && expected.signum() != 0 ? "-" : "";
      assertEquals(sign + expected.toPlainString(), DecimalText.of(value, 6));
    }
  }

  @Test
  void printsAsCDoes() {
    assertEquals("0.12", DecimalText.asInC(0.125, 2));
    assertEquals("inf", DecimalText.asInC(Double.POSITIVE_INFINITY, 2));
    assertEquals("-inf", DecimalText.asInC(Double.NEGATIVE_INFINITY, 2));
  }

  @Test
  void numbersThatNoLongHoldsWithTheirDecimals() {
    assertEquals("10000000000000.0", DecimalText.ofShort(1e13, 6));
    assertEquals("-10000000000000.00", DecimalText.of(-1e13, 2));
    assertEquals("1" + "0".repeat(22), DecimalText.ofShort(1e22, 0));
    assertEquals("100000000000.25", DecimalText.ofShort(1e11 + 0.25, 6));
    assertEquals("90071992.54740992", DecimalText.of(90071992.54740992, 8));
    assertEquals("89999999999.5", DecimalText.ofShort(9e10 - 0.5, 8));
  }
}
