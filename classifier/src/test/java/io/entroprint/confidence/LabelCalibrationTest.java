package io.entroprint.confidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.library.Label;
import io.entroprint.stream.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How sure a label must be, and how far its own streams are apart. */
class LabelCalibrationTest {
  private static LabelCalibration with(Map<Double, Double> precisions) {
    return LabelCalibration.of(
        0.625,
        -1.5,
        new TreeMap<>(Map.of("ssh-2", -2.5)),
        CandidateRule.nearest(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        new TreeMap<>(precisions));
  }

  @Test
  void theLeastConfidenceThatGaveThePrecision() {
    LabelCalibration measured = with(Map.of(0.7, 0.95, 0.8, 0.98, 0.9, 0.97, 0.95, 0.99));
    assertEquals(0.7, measured.confidenceFor(0.9));
    assertEquals(0.7, measured.confidenceFor(0.95));
    assertEquals(0.8, measured.confidenceFor(0.951));
    assertEquals(0.8, measured.confidenceFor(0.98));
    assertEquals(0.95, measured.confidenceFor(0.985));
    // What was never measured takes the confidence at its word, but no less than a label needs.
    assertEquals(0.999, measured.confidenceFor(0.999));
    assertEquals(0.625, with(Map.of()).confidenceFor(0.5));
  }

  @Test
  void aLabelWithoutASpreadHasTheUsualOne() {
    assertEquals(-2.5, with(Map.of()).spread(new Label("ssh-2")));
    assertEquals(-1.5, with(Map.of()).spread(new Label("http")));
  }

  /** A library without a rule keeps its plain numbers, for the end and for each checkpoint. */
  @Test
  void aPlainCalibrationIsWrittenAsItWasRead() {
    SortedMap<String, Double> entries = new TreeMap<>();
    entries.put("tcp.label.threshold", 0.5);
    entries.put("tcp.label.bias", -3.0);
    entries.put("tcp.label.distance", -1.5);
    entries.put("tcp.label.ratio", -4.0);
    entries.put("tcp.label@16.bias", -2.0);
    entries.put("tcp.label@16.distance", -1.25);
    entries.put("tcp.label@16.ratio", -0.5);
    LibraryCalibration read = LibraryCalibration.from(entries);
    SortedMap<String, Double> again =
        new LibraryCalibration(Map.of(Transport.TCP, read.labels(Transport.TCP)), Map.of())
            .entries();
    entries.forEach((key, value) -> assertEquals(value, again.get(key), key));
    assertEquals(-3.0, again.get("tcp.label@32.bias"));
  }

  @Test
  void howFarACandidateMayBe() {
    assertEquals(0.05, CandidateRule.farthest(0));
    assertEquals(0.06, CandidateRule.farthest(0.01), 1e-15);
    assertEquals(0.1, CandidateRule.farthest(0.05), 1e-15);
    assertEquals(2, CandidateRule.farthest(1));
    assertEquals(0, CandidateRule.candidates().size());
  }
}
