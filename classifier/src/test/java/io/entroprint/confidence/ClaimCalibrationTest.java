package io.entroprint.confidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.search.VectorPart;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimCalibrationTest {
  private static final ClaimCalibration.OfLabel OWN =
      new ClaimCalibration.OfLabel(VectorPart.CLIENT, -0.5, 0.02, 0.3);
  private static final ClaimCalibration CALIBRATION =
      new ClaimCalibration(2, -1.5, -0.75, 0.5, new TreeMap<>());

  /** By the formula of the class, with every number another. */
  @ParameterizedTest
  @CsvSource({"0.1, 0.4", "0.3, 0.4", "0.5, 0.4", "0, 0.4", "0.5, Infinity", "0.1, Infinity"})
  void itIsTheLogisticFunctionOfRatioAndWhatIsBeyondTheUsual(double d1, double d2) {
    double near = Math.log(d1 + 0.02);
    double ratio = Double.isInfinite(d2) ? 0 : near - Math.log(d2 + 0.02);
    double beyond = d1 > 0.3 ? near - Math.log(0.32) : 0;
    assertEquals(
        1 / (1 + Math.exp(-(2 - 0.5 - 1.5 * ratio - 0.75 * beyond))),
        CALIBRATION.of(OWN, d1, d2),
        1e-12);
  }

  @Test
  void ofAHeaderWithoutANumberTheDefaultHolds() {
    TreeMap<String, Double> header = new TreeMap<>();
    header.put("part.ssh-2", (double) VectorPart.CLIENT.number());
    assertEquals(
        new ClaimCalibration.OfLabel(VectorPart.CLIENT, 0, 0.003, 0),
        ClaimCalibration.from(CalibrationSection.of(header)).labels().get("ssh-2"));
  }
}
