package io.entroprint.entropy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class UniformBytesTest {

  /** Numbers of an independent program. */
  @ParameterizedTest
  @CsvFileSource(resources = "uniform.csv", useHeadersInDisplayName = true)
  void equalsTheIndependentNumbers(int n, double h, double hi, double pop) {
    assertEquals(h, UniformBytes.expected(Measure.H, n), 1e-9);
    assertEquals(hi, UniformBytes.expected(Measure.H_HI, n), 1e-9);
    assertEquals(pop, UniformBytes.expected(Measure.H_POP, n), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({"H,0", "H,65537", "X_TEXT,5"})
  void refusesWhatHasNoExpectation(Measure measure, int n) {
    assertThrows(IllegalArgumentException.class, () -> UniformBytes.expected(measure, n));
  }
}
