package io.entroprint.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.confidence.Checkpoints;
import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Attributes;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.library.Provenance;
import io.entroprint.match.Verdict.Decision;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a classifier makes of the numbers in a library's header. */
class CalibratedClassifierTest {
  private static final Label LABEL = new Label("letters");

  private static FingerprintLibrary.Builder library(Fingerprint... fingerprints) {
    FingerprintLibrary.Builder builder =
        FingerprintLibrary.builder(FeatureDefinition.EV1, "made", "1.0.0").created(LocalDate.EPOCH);
    for (Fingerprint fingerprint : fingerprints) {
      builder.add(fingerprint);
    }
    return builder;
  }

  private static Fingerprint fingerprint(int number, byte[] bytes, Optional<Nature> nature) {
    return new Fingerprint(
        Fingerprint.id(LABEL, number),
        LABEL,
        Transport.TCP,
        new Attributes("", "", "", nature),
        evidence(bytes).vector(),
        1,
        LocalDate.EPOCH,
        LocalDate.EPOCH,
        Provenance.NONE);
  }

  private static StreamEvidence evidence(byte[] bytes) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    meter.add(Direction.TO_SERVER, bytes, 0, bytes.length);
    return StreamEvidence.of(Transport.TCP, meter);
  }

  private static byte[] letters(int kinds) {
    Random random = new Random(1);
    byte[] bytes = new byte[1000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(kinds));
    }
    return bytes;
  }

  /**
   * The table behind {@code --precision}: by confidence how often a label that had it was right.
   */
  @Test
  void aPrecisionIsHadFromTheLeastConfidenceThatGaveIt() {
    StreamClassifier classifier =
        new StreamClassifier(
            library(fingerprint(1, letters(16), Optional.empty()))
                .calibration("tcp.label.bias", 0)
                .calibration("tcp.label.threshold", 0.6)
                .calibration("tcp.label.precision-at.0.7", 0.95)
                .calibration("tcp.label.precision-at.0.9", 0.98)
                .calibration("tcp.label.precision-at.0.97", 0.97)
                .calibration("tcp.label.precision-at.0.99", 0.999)
                .build());
    assertEquals(0.7, classifier.confidenceFor(Transport.TCP, 0.5));
    assertEquals(0.7, classifier.confidenceFor(Transport.TCP, 0.95));
    assertEquals(0.9, classifier.confidenceFor(Transport.TCP, 0.951));
    assertEquals(0.9, classifier.confidenceFor(Transport.TCP, 0.98));
    assertEquals(0.99, classifier.confidenceFor(Transport.TCP, 0.99));
    // No row gave it: the confidence is taken at its word, and never below the threshold.
    assertEquals(0.9999, classifier.confidenceFor(Transport.TCP, 0.9999));
    StreamClassifier bare =
        new StreamClassifier(
            library(fingerprint(1, letters(16), Optional.empty()))
                .calibration("tcp.label.bias", 0)
                .calibration("tcp.label.threshold", 0.6)
                .build());
    assertEquals(0.6, bare.confidenceFor(Transport.TCP, 0.5));
    assertEquals(0.5, bare.confidenceFor(Transport.UDP, 0.3));
  }

  @Test
  void onlyAStreamThatGoesOnIsJudgedByTheCalibrationOfItsCheckpoint() {
    FingerprintLibrary.Builder builder =
        library(fingerprint(1, letters(16), Optional.empty())).calibration("tcp.label.bias", 3);
    for (int i = 0; i < Checkpoints.GRID.size(); i++) {
      builder.calibration("tcp.label@" + Checkpoints.GRID.get(i) + ".bias", -1 - i);
    }
    StreamClassifier classifier = new StreamClassifier(builder.build());
    StreamEvidence open = evidence(letters(16));
    // Of 1000 bytes the checkpoint at 512 is the last that was reached: the sixth.
    assertEquals(1 / (1 + Math.exp(6)), classifier.classify(open).confidence(), 1e-9);
    assertEquals(Decision.UNKNOWN, classifier.classify(open).decision());
    assertEquals(1 / (1 + Math.exp(-3)), classifier.classify(open.ended()).confidence(), 1e-9);
    assertEquals(Decision.KNOWN, classifier.classify(open.ended()).decision());
  }

  /**
   * Which bytes a stream has says nothing of its nature, how many kinds of them does: here the
   * fingerprint of other bytes has the nature, and that of the same bytes is the nearest.
   */
  @Test
  void theNatureIsThatOfTheFingerprintWithTheSameEntropyOfTheDirections() {
    byte[] stream = letters(16);
    byte[] otherBytes = stream.clone();
    for (int i = 0; i < otherBytes.length; i++) {
      otherBytes[i] ^= (byte) 0x93;
    }
    FingerprintLibrary library =
        library(
                fingerprint(1, letters(14), Optional.of(Nature.COMPRESSED)),
                fingerprint(2, otherBytes, Optional.of(Nature.ENCRYPTED)))
            .build();
    Verdict verdict = new StreamClassifier(library).classifyAnyway(evidence(stream).ended());
    assertEquals(Optional.of(Fingerprint.id(LABEL, 1)), verdict.nearest());
    assertTrue(verdict.distance() > 0);
    assertEquals(Nature.ENCRYPTED, verdict.nature());
  }

  /** Who taught a label need not have said what its streams are. */
  @Test
  void whereNoFingerprintSaysTheNatureTheBytesDo() {
    FingerprintLibrary library = library(fingerprint(1, letters(16), Optional.empty())).build();
    Verdict verdict = new StreamClassifier(library).classifyAnyway(evidence(letters(16)).ended());
    assertEquals(Optional.of(LABEL), verdict.label());
    assertEquals(Nature.PLAINTEXT, verdict.nature());
  }
}
