package io.entroprint.confidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of a library's rules judges a stream, by how much is seen of it. */
class RuleOfAStreamTest {
  private static CandidateRule rule() {
    return CandidateRule.nearest();
  }

  private final CandidateRule end = rule();
  private final CandidateRule oneDirection = rule();
  private final CandidateRule midstream = rule();
  private final List<Optional<CandidateRule>> early = new ArrayList<>();

  private LabelCalibration calibration() {
    for (int i = 0; i < Checkpoints.GRID.size(); i++) {
      early.add(Optional.of(rule()));
    }
    return LabelCalibration.of(
        0.5,
        0,
        new TreeMap<>(),
        end,
        Optional.of(oneDirection),
        Optional.of(midstream),
        early,
        new TreeMap<>());
  }

  private static StreamEvidence evidence(
      int bytes, boolean finished, boolean midstream, boolean oneDirection) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    meter.add(Direction.TO_SERVER, new byte[bytes], 0, bytes);
    return new StreamEvidence(
        Transport.TCP, meter.vector(), meter.curve(), finished, midstream, oneDirection);
  }

  /** An unfinished stream has the rule of the last checkpoint that it reached. */
  @ParameterizedTest
  @CsvSource({"16, 0", "31, 0", "32, 1", "4095, 7", "4096, 8", "9000, 8"})
  void aStreamThatGoesOnHasTheRuleOfItsCheckpoint(int bytes, int checkpoint) {
    LabelCalibration calibration = calibration();
    assertSame(
        early.get(checkpoint).orElseThrow(),
        calibration.rule(evidence(bytes, false, false, false)).orElseThrow());
  }

  @Test
  void aStreamThatHasEndedHasTheRuleOfTheEndWhereverThatWas() {
    LabelCalibration calibration = calibration();
    for (int bytes : new int[] {9, 16, 4096, 9000}) {
      assertSame(end, calibration.rule(evidence(bytes, true, false, false)).orElseThrow());
    }
    // Below the first checkpoint nothing else is known of one that goes on.
    assertSame(end, calibration.rule(evidence(15, false, false, false)).orElseThrow());
  }

  @Test
  void whatIsMissingOfAStreamComesFirst() {
    LabelCalibration calibration = calibration();
    for (boolean finished : new boolean[] {true, false}) {
      assertSame(oneDirection, calibration.rule(evidence(64, finished, false, true)).orElseThrow());
      assertSame(midstream, calibration.rule(evidence(64, finished, true, false)).orElseThrow());
      assertSame(midstream, calibration.rule(evidence(64, finished, true, true)).orElseThrow());
    }
  }

  @Test
  void aLibraryWithoutRulesHasNone() {
    assertEquals(
        Optional.empty(), LabelCalibration.uncalibrated().rule(evidence(64, true, false, false)));
  }
}
