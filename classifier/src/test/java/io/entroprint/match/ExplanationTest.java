package io.entroprint.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.confidence.CandidateRule;
import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.MadeFingerprints;
import io.entroprint.match.Explanation.Part;
import io.entroprint.match.Explanation.Seen;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is said of a distance adds up to it. */
class ExplanationTest {
  private static final FeatureDefinition EV1 = FeatureDefinition.EV1;
  private static final int OFFSETS = EV1.offsets().size();

  private static void assertAddsUp(Explanation explanation, Verdict verdict) {
    double distance = verdict.distance();
    assertEquals(verdict.nearest().orElseThrow(), explanation.nearest().fingerprint().id());
    assertEquals(distance, explanation.nearest().distance(), 0);
    assertEquals(distance, explanation.nearest().sum(p -> true), 1e-9);
    if (Double.isInfinite(verdict.margin())) {
      assertTrue(explanation.second().isEmpty());
      return;
    }
    Explanation.Comparison second = explanation.second().orElseThrow();
    double next = distance + verdict.margin();
    // Beyond that a verdict only says that the next label is beyond.
    if (second.distance() < CandidateRule.farthest(distance)) {
      assertEquals(next, second.distance(), 1e-12);
    } else {
      assertTrue(next <= second.distance() + 1e-12);
    }
    assertEquals(second.distance(), second.sum(p -> true), 1e-9);
    assertFalse(second.fingerprint().label().equals(explanation.nearest().fingerprint().label()));
    for (Part part : second.parts()) {
      assertTrue(part.contribution() >= 0, part.toString());
      assertEquals(part.seen() == Seen.IN_FINGERPRINT, Double.isNaN(part.stream()));
      assertEquals(part.seen() == Seen.IN_STREAM, Double.isNaN(part.fingerprint()));
    }
  }

  @Test
  void whatIsSaidOfRealStreamsAddsUpToTheirDistances() throws IOException, InterruptedException {
    List<LabelledStream> streams = ExampleStreams.all();
    FingerprintLibrary library = ExampleStreams.library(streams);
    StreamClassifier classifier = new StreamClassifier(library);
    int explained = 0;
    for (LabelledStream stream : streams) {
      Verdict verdict = classifier.classifyAnyway(stream.evidence());
      Optional<Explanation> explanation = classifier.explain(stream.evidence());
      assertEquals(verdict.nearest().isPresent(), explanation.isPresent());
      if (explanation.isPresent()) {
        assertAddsUp(explanation.get(), verdict);
        explained++;
      }
    }
    assertTrue(explained > 100, explained + " streams");
  }

  /** Of any lengths, of one direction, ended or not, with a library without a rule. */
  @Test
  void whatIsSaidOfAnyStreamAddsUpToItsDistance() {
    Random random = new Random(17);
    for (int round = 0; round < 300; round++) {
      FingerprintLibrary.Builder library =
          FingerprintLibrary.builder(EV1, "made", "1.0.0").created(LocalDate.EPOCH);
      int labels = 1 + random.nextInt(4);
      for (int i = 0; i < labels * 2; i++) {
        Label label = new Label("label-" + i % labels);
        library.add(MadeFingerprints.of(label, i, vector(random, false)));
      }
      StreamClassifier classifier = new StreamClassifier(library.build());
      boolean oneDirection = random.nextInt(4) == 0;
      StreamEvidence stream =
          new StreamEvidence(
              Transport.TCP,
              vector(random, oneDirection),
              EntropyCurve.NONE,
              random.nextBoolean(),
              false,
              oneDirection);
      Explanation explanation = classifier.explain(stream).orElseThrow();
      assertAddsUp(explanation, classifier.classifyAnyway(stream));
      if (oneDirection) {
        assertTrue(
            explanation.nearest().parts().stream().noneMatch(p -> p.view() == View.BOTH),
            "the joined view of one direction is not compared");
      }
    }
  }

  /** Two fingerprints that differ from the stream at one offset alone. */
  @Test
  void namesTheOffsetAtWhichTheyPart() {
    double[] stream = filled();
    double[] near = filled();
    near[EV1.coordinate(View.TO_SERVER, 3, Measure.X_TEXT)] += 0.1;
    double[] far = filled();
    far[EV1.coordinate(View.TO_SERVER, 9, Measure.X_TEXT)] += 1;
    far[EV1.directionCoordinate(9)] += 0.5;
    FingerprintLibrary library =
        FingerprintLibrary.builder(EV1, "made", "1.0.0")
            .created(LocalDate.EPOCH)
            .add(MadeFingerprints.of(new Label("near"), 1, whole(near)))
            .add(MadeFingerprints.of(new Label("far"), 2, whole(far)))
            .build();
    StreamEvidence asked =
        new StreamEvidence(Transport.TCP, whole(stream), EntropyCurve.NONE, true, false, false);
    Explanation explanation = new StreamClassifier(library).explain(asked).orElseThrow();
    assertEquals("near/0001", explanation.nearest().fingerprint().id());
    assertEquals(OptionalInt.of(EV1.offsets().get(9)), explanation.partingOffset());
    Explanation.Comparison second = explanation.second().orElseThrow();
    double text = second.sum(p -> p.measureId().equals("X.text"));
    double direction = second.sum(p -> p.measureId().equals("D"));
    assertTrue(text > 0 && direction > 0);
    assertEquals(4 * text, direction, 1e-4, "eight times the weight, half the difference");
    assertEquals(second.distance(), text + direction, 1e-9);
    assertEquals(272, second.parts().size());
  }

  private static double[] filled() {
    double[] values = new double[EV1.dimension()];
    Arrays.fill(values, 0.5);
    return values;
  }

  private static EntropyVector whole(double[] values) {
    return EntropyVector.of(EV1, OFFSETS, OFFSETS, OFFSETS, values);
  }

  private static EntropyVector vector(Random random, boolean clientAlone) {
    double[] values = new double[EV1.dimension()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble();
    }
    int toServer = 1 + random.nextInt(OFFSETS);
    return clientAlone
        ? EntropyVector.of(EV1, toServer, toServer, 0, values)
        : EntropyVector.of(
            EV1, 1 + random.nextInt(OFFSETS), toServer, random.nextInt(OFFSETS + 1), values);
  }
}
