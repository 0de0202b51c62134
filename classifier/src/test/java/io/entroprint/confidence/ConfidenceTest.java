package io.entroprint.confidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.library.Label;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
  private static final Label LABEL = new Label("ssh-2");

  /** The factors of a library's header were fitted with 9, so this number belongs to the format. */
  @Test
  void whereThereIsNoOtherLabelItIsTakenToBeNineAway() {
    Confidence confidence = Confidence.UNCALIBRATED;
    assertEquals(
        confidence.of(LABEL, 0.1, 9), confidence.of(LABEL, 0.1, Double.POSITIVE_INFINITY), 0);
    assertEquals(confidence.of(LABEL, 0.1, 9), confidence.of(LABEL, 0.1, 1000), 0);
    assertTrue(confidence.of(LABEL, 0.1, 9) > confidence.of(LABEL, 0.1, 8.9));
  }

  @Test
  void itRisesWithTheDistanceOfTheNextAndFallsWithThatOfTheNearest() {
    double before = 0;
    for (double other = 0.1; other < 3; other += 0.1) {
      double sure = Confidence.UNCALIBRATED.of(LABEL, 0.1, other);
      assertTrue(sure > before && sure < 1, "" + sure);
      before = sure;
    }
    assertTrue(
        Confidence.UNCALIBRATED.of(LABEL, 0.2, 1) < Confidence.UNCALIBRATED.of(LABEL, 0.1, 1));
  }

  private static CalibrationSection section(Map<String, Double> numbers) {
    return CalibrationSection.of(new TreeMap<>(numbers));
  }

  /** By the formula of the class, with every number another. */
  @Test
  void itIsTheLogisticFunctionOfDistanceAndRatio() {
    Confidence confidence =
        new Confidence(0.5, -1.25, -2, 0.5, -3, new TreeMap<>(Map.of("ssh-2", -2.0)), 0.02);
    double near = Math.log(0.12);
    double ratio = near - Math.log(0.42);
    assertEquals(
        1 / (1 + Math.exp(-(0.5 - 1.25 * (near + 2) - 2 * ratio))),
        confidence.of(LABEL, 0.1, 0.4),
        1e-12);
    assertEquals(
        1 / (1 + Math.exp(-(0.5 - 1.25 * (near + 3) - 2 * ratio))),
        confidence.of(new Label("other"), 0.1, 0.4),
        1e-12);
  }

  @Test
  void aHeaderWithoutABiasHasTheDefault() {
    assertEquals(Confidence.UNCALIBRATED, Confidence.from(section(Map.of("threshold", 0.9))));
    assertEquals(
        new Confidence(1, 0, 0, 0.5, 0, new TreeMap<>(), 0.01),
        Confidence.from(section(Map.of("bias", 1.0))));
  }

  @Test
  void aCheckpointHasFactorsOfItsOwnOrThoseOfTheEnd() {
    Confidence end = Confidence.from(section(Map.of("bias", 1.0, "spread.ssh-2", -2.0)));
    assertSame(end, end.withFactorsOf(section(Map.of("distance", -9.0))));
    Confidence early =
        end.withFactorsOf(section(Map.of("bias", 2.0, "distance", -3.0, "ratio", -4.0)));
    assertEquals(
        new Confidence(2, -3, -4, 0.5, 0, new TreeMap<>(Map.of("ssh-2", -2.0)), 0.01), early);
  }

  @Test
  void allOfItIsReadAgain() {
    TreeMap<String, Double> header = new TreeMap<>();
    Confidence confidence =
        new Confidence(0.5, -1.25, -2, 0.6, -3, new TreeMap<>(Map.of("ssh-2", -2.0)), 0.02);
    confidence.writeTo(CalibrationSection.of(header).section("x"));
    assertEquals(confidence, Confidence.from(CalibrationSection.of(header).section("x")));
  }
}
