package io.entroprint.confidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.library.Label;
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
}
