package io.entroprint.confidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.search.VectorPart;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LibraryCalibrationTest {
  private static CandidateRule rule(Random random) {
    double[] order = random.doubles(CandidateFeatures.ORDER, 0.1, 1).toArray();
    double[] sure = random.doubles(CandidateFeatures.SURE, 0.1, 1).toArray();
    return new CandidateRule(order, random.nextDouble(), sure);
  }

  private static LibraryCalibration calibration() {
    Random random = new Random(1);
    List<Optional<CandidateRule>> early = new ArrayList<>();
    for (int i = 0; i < Checkpoints.GRID.size(); i++) {
      early.add(i == 2 ? Optional.empty() : Optional.of(rule(random)));
    }
    LabelCalibration labels =
        LabelCalibration.of(
            0.625,
            -1.5,
            new TreeMap<>(Map.of("ssh-2", -2.5, "http", -1.25)),
            rule(random),
            Optional.of(rule(random)),
            Optional.of(rule(random)),
            early,
            new TreeMap<>(Map.of(0.9, 0.99, 0.95, 0.995)));
    ClaimCalibration claims =
        new ClaimCalibration(
            1,
            -0.75,
            -0.25,
            0.7,
            new TreeMap<>(
                Map.of(
                    "ssh-2", new ClaimCalibration.OfLabel(VectorPart.CLIENT_H, -2, 0.001, 0.03))));
    return new LibraryCalibration(
        Map.of(Transport.TCP, labels), Map.of(Transport.TCP, Map.of(Attribute.CLIENT, claims)));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    SortedMap<String, Double> entries = calibration().entries();
    LibraryCalibration read = LibraryCalibration.from(entries);
    SortedMap<String, Double> again =
        new LibraryCalibration(
                Map.of(Transport.TCP, read.labels(Transport.TCP)),
                Map.of(
                    Transport.TCP,
                    Map.of(Attribute.CLIENT, read.claims(Transport.TCP, Attribute.CLIENT))))
            .entries();
    assertEquals(entries, again);
    assertEquals(
        calibration().claims(Transport.TCP, Attribute.CLIENT),
        read.claims(Transport.TCP, Attribute.CLIENT));
  }

  /** The keys stand in FORMAT.md: they never change their meaning. */
  @Test
  void theKeysAreThoseOfTheFormat() {
    SortedMap<String, Double> entries = calibration().entries();
    for (String key :
        List.of(
            "tcp.label.threshold",
            "tcp.label.usual-spread",
            "tcp.label.spread.ssh-2",
            "tcp.label.order.near",
            "tcp.label.order.both.1-4.entropy",
            "tcp.label.sure.bias",
            "tcp.label.sure.first.to_client.9-64.cross-entropy",
            "tcp.label.sure.second.both.513-.direction",
            "tcp.label.sure.one-family",
            "tcp.label@16.sure.bias",
            "tcp.label@4096.order.distance",
            "tcp.label@one-direction.sure.ratio",
            "tcp.label@midstream.sure.ratio",
            "tcp.label.precision-at.0.9",
            "tcp.client.beyond",
            "tcp.client.part.ssh-2",
            "tcp.client.softening.ssh-2",
            "tcp.client.usual.ssh-2")) {
      assertTrue(entries.containsKey(key), key);
    }
    assertTrue(!entries.containsKey("tcp.label@64.sure.bias"));
    assertEquals(3, entries.get("tcp.client.part.ssh-2"));
  }

  @Test
  void aLabelOfOneFamilyMustBeSurerToBeVerySure() {
    double[] sure = new double[CandidateFeatures.SURE];
    CandidateRule rule = new CandidateRule(new double[CandidateFeatures.ORDER], 4, sure);
    double[] several = new double[CandidateFeatures.SURE];
    double[] one = several.clone();
    one[CandidateFeatures.ONE_FAMILY] = 1;
    assertTrue(rule.confidence(several) > 0.98);
    assertEquals(0.95, rule.confidence(one), 1e-12);
    CandidateRule surer = new CandidateRule(new double[CandidateFeatures.ORDER], 6, sure);
    assertTrue(surer.confidence(one) > 0.95 && surer.confidence(one) < surer.confidence(several));
  }
}
