package io.entroprint.entropy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
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

  /**
   * Two bytes are equal once in 256 times: entropy 0, otherwise 1. Of three, all are equal once in
   * 256^2 times (0), all different 255 * 254 times of 256^2 (log2 3), otherwise two are equal.
   */
  @Test
  void deviationOfTwoAndThreeBytesIsThatOfTheirFewOutcomes() {
    double p = 1 / 256.0;
    assertEquals(Math.sqrt(p * (1 - p)), UniformBytes.standardDeviation(2), 1e-12);
    double[] chance = {p * p, 3 * p * (1 - p), (1 - p) * (1 - 2 * p)};
    double[] entropy = {0, Math.log(3) / Math.log(2) - 2.0 / 3, Math.log(3) / Math.log(2)};
    double mean = 0;
    double square = 0;
    for (int i = 0; i < 3; i++) {
      mean += chance[i] * entropy[i];
      square += chance[i] * entropy[i] * entropy[i];
    }
    assertEquals(Math.sqrt(square - mean * mean), UniformBytes.standardDeviation(3), 1e-12);
    assertEquals(0, UniformBytes.standardDeviation(1));
  }

  /** The standard error of a deviation from 4,000 samples is about 1.1 %; four of them. */
  @ParameterizedTest
  @CsvSource({"7", "64", "300", "1024", "4096", "20000"})
  void deviationIsThatOfManyRandomSamples(int n) {
    Random random = new Random(n);
    int samples = 4000;
    byte[] bytes = new byte[n];
    ByteCounts counts = new ByteCounts();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < samples; i++) {
      random.nextBytes(bytes);
      counts.clear();
      counts.add(bytes, 0, n);
      double off = counts.entropy() - UniformBytes.expected(Measure.H, n);
      sum += off;
      squares += off * off;
    }
    double deviation = UniformBytes.standardDeviation(n);
    assertEquals(0, sum / samples, 4 * deviation / Math.sqrt(samples));
    assertEquals(1, Math.sqrt(squares / samples) / deviation, 0.045);
  }

  /** G = 2 n ln2 (8 - H) tends to chi-square with 255 degrees of freedom: variance 510. */
  @ParameterizedTest
  @CsvSource({"4096,0.015", "16384,0.006", "65536,0.002"})
  void deviationTendsToThatOfTheChiSquareLimit(int n, double within) {
    double limit = Math.sqrt(510) / (2 * n * Math.log(2));
    assertEquals(1, UniformBytes.standardDeviation(n) / limit, within);
  }

  @ParameterizedTest
  @CsvSource({"0", "65537"})
  void refusesLengthsThatCannotBeCounted(int n) {
    assertThrows(IllegalArgumentException.class, () -> UniformBytes.standardDeviation(n));
  }
}
