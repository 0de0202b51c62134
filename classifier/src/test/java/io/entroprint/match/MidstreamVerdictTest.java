package io.entroprint.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.label.LabelledStream;
import io.entroprint.label.LateStart;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.match.Verdict.Decision;
import io.entroprint.sensor.Sensor;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamStart.Beginning;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams of the example captures as if their beginning had not been captured. */
class MidstreamVerdictTest {
  private static List<LabelledStream> streams;
  private static FingerprintLibrary library;
  private static StreamClassifier classifier;

  @BeforeAll
  static void train() throws IOException, InterruptedException {
    streams = ExampleStreams.all();
    library = ExampleStreams.library(streams);
    classifier = new StreamClassifier(library);
  }

  private static List<StreamEvidence> lacking(LateStart lacking) {
    return streams.stream().flatMap(s -> s.startingLate(lacking).stream()).toList();
  }

  @Test
  void theyAreUndecidedUnlessTheyAreToBeJudged() {
    for (LateStart lacking : LateStart.values()) {
      assertTrue(lacking(lacking).size() > 20);
      for (StreamEvidence evidence : lacking(lacking)) {
        Verdict verdict = classifier.classify(evidence);
        assertEquals(Optional.of(Verdict.Reason.MIDSTREAM), verdict.reason());
        assertEquals(0, verdict.confidence());
      }
    }
  }

  @Test
  void judgedTheyGetTheLabelOfALikeStreamOrStayUndecidedButAreNeverUnknown() {
    StreamClassifier judging = classifier.judgingMidstream();
    int asked = 0;
    int right = 0;
    for (LabelledStream stream : streams) {
      for (LateStart lacking : LateStart.values()) {
        Optional<StreamEvidence> evidence = stream.startingLate(lacking);
        if (evidence.isEmpty() || stream.truth().label().isEmpty()) {
          continue;
        }
        Verdict verdict = judging.classify(evidence.get());
        assertNotEquals(Decision.UNKNOWN, verdict.decision());
        if (lacking == LateStart.HANDSHAKE) {
          asked++;
          right += verdict.label().equals(stream.truth().label()) ? 1 : 0;
        }
      }
    }
    // The library has these very streams: without their handshake alone nothing is missing.
    assertTrue(right >= 0.9 * asked, right + " of " + asked);
  }

  /** The rule is one of its own; a library without it has that of whole streams. */
  @Test
  void theConfidenceIsThatOfStreamsWithoutTheirBeginning() {
    TreeMap<String, Double> header = new TreeMap<>(library.calibration());
    assertTrue(header.keySet().removeIf(key -> key.startsWith("tcp.label@midstream.")));
    FingerprintLibrary without =
        FingerprintLibrary.builder(library.definition(), "examples", "1.0.0")
            .created(library.created())
            .calibration(header)
            .addAll(library.fingerprints())
            .build();
    StreamClassifier lacking = new StreamClassifier(without).judgingMidstream();
    StreamClassifier judging = classifier.judgingMidstream();
    int others = 0;
    for (StreamEvidence evidence : lacking(LateStart.FIRST_PACKET)) {
      StreamEvidence seen =
          new StreamEvidence(
              evidence.transport(),
              evidence.vector(),
              evidence.curve(),
              true,
              Beginning.SEEN,
              evidence.oneDirection(),
              evidence.outsideOf());
      double ofWhole = classifier.classifyAnyway(seen).confidence();
      assertEquals(ofWhole, judging.classifyAnyway(seen).confidence());
      assertEquals(ofWhole, lacking.classifyAnyway(evidence.ended()).confidence());
      others += judging.classifyAnyway(evidence.ended()).confidence() == ofWhole ? 0 : 1;
    }
    assertTrue(others > 20, others + " differ");
  }

  /** A beginning that is only inferred is judged as whole where that is sure, else as midstream. */
  @Test
  void anInferredBeginningIsJudgedAsItsSureSide() {
    StreamClassifier judging = classifier.judgingMidstream();
    int fallen = 0;
    for (StreamEvidence evidence : lacking(LateStart.HANDSHAKE)) {
      StreamEvidence inferred =
          new StreamEvidence(
              evidence.transport(),
              evidence.vector(),
              evidence.curve(),
              evidence.finished(),
              Beginning.INFERRED,
              evidence.oneDirection(),
              evidence.outsideOf());
      Verdict byDefault = classifier.classify(inferred);
      if (byDefault.decision() == Decision.KNOWN) {
        assertEquals(byDefault, judging.classify(inferred));
      } else if (byDefault.reason().equals(Optional.of(Verdict.Reason.MIDSTREAM))) {
        assertEquals(judging.classify(evidence), judging.classify(inferred));
        fallen++;
      }
    }
    assertTrue(fallen > 0);
  }

  @Test
  void aSensorJudgesThemIfItIsToldTo() {
    StreamEvidence evidence = lacking(LateStart.HANDSHAKE).get(0);
    assertEquals(
        Optional.of(Verdict.Reason.MIDSTREAM),
        Sensor.builder(library).build().classifier().classify(evidence).reason());
    Sensor judging = Sensor.builder(library).midstream(true).build();
    Verdict said = classifier.judgingMidstream().classify(evidence);
    assertEquals(said, judging.classifier().classify(evidence));
    judging.use(library);
    assertEquals(said, judging.classifier().classify(evidence));
  }
}
