package io.entroprint.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogarithmTest {
  @Test
  void isWithinAFewUnitsOfTheLastPlaceOfTheTrueOne() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      double x = 0.01 * Math.pow(10_000, random.nextDouble());
      double expected = StrictMath.log(x);
      assertEquals(expected, Logarithm.of(x), 1e-15, () -> "ln(" + x + ")");
    }
    assertEquals(0, Logarithm.of(1), 1e-16);
  }
}
