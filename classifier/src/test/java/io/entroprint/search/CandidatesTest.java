package io.entroprint.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.entropy.UniformBytes;
import io.entroprint.entropy.View;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.Label;
import io.entroprint.library.MadeFingerprints;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static final FeatureDefinition DEFINITION = FeatureDefinition.CURRENT;

  private static StreamEvidence stream(Random random) {
    StreamMeter meter = new StreamMeter(DEFINITION);
    for (int i = 0; i < 4; i++) {
      byte[] bytes = new byte[random.nextInt(1 << random.nextInt(12)) + 1];
      int kinds = random.nextInt(250) + 2;
      for (int k = 0; k < bytes.length; k++) {
        bytes[k] = (byte) random.nextInt(kinds);
      }
      Direction direction = random.nextInt(3) > 0 ? Direction.TO_CLIENT : Direction.TO_SERVER;
      meter.add(direction, bytes, 0, bytes.length);
    }
    return StreamEvidence.of(Transport.TCP, meter).ended();
  }

  private static List<Fingerprint> fingerprints(Random random, int count) {
    List<Fingerprint> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Label label = new Label("label" + i % 40);
      all.add(MadeFingerprints.of(label, i, stream(random).vector()));
    }
    return all;
  }

  /** As comparing with every fingerprint gives it, with some hidden. */
  @Test
  void findsTheNearestOfEachOfTheNearestLabels() {
    Random random = new Random(5);
    List<Fingerprint> all = fingerprints(random, 1500);
    FingerprintIndex index = FingerprintIndex.of(DEFINITION, VectorPart.WHOLE, all);
    Candidates candidates = new Candidates(6);
    for (int i = 0; i < 60; i++) {
      StreamEvidence stream = stream(random);
      int hidden = random.nextInt(5);
      Predicate<Fingerprint> among = f -> f.id().hashCode() % 5 != hidden;
      List<Neighbour> expected = index.nearestPer(Fingerprint::label, stream, among);
      index.candidates(stream, among, candidates);
      assertEquals(6, candidates.size());
      for (int rank = 0; rank < 6; rank++) {
        assertEquals(expected.get(rank).fingerprint(), candidates.fingerprint(rank));
        assertEquals(expected.get(rank).distance(), candidates.distance(rank));
      }
    }
  }

  /** The same of those that are not much farther than the nearest, whatever is looked at first. */
  @Test
  void leavesOutWhatIsMuchFartherThanTheNearest() {
    Random random = new Random(8);
    List<Fingerprint> all = fingerprints(random, 1500);
    FingerprintIndex index = FingerprintIndex.of(DEFINITION, VectorPart.WHOLE, all);
    int[] sizes = new int[5];
    for (double times : new double[] {1, 1.05, 1.2}) {
      Candidates candidates = new Candidates(4, nearest -> Math.max(times * nearest, 0.05));
      for (int i = 0; i < 40; i++) {
        StreamEvidence stream = stream(random);
        int hidden = random.nextInt(5);
        Predicate<Fingerprint> among = f -> f.id().hashCode() % 5 != hidden;
        List<Neighbour> near = index.nearestPer(Fingerprint::label, stream, among);
        double farthest = Math.max(times * near.get(0).distance(), 0.05);
        List<Neighbour> expected =
            near.stream().limit(4).filter(n -> n.distance() <= farthest).toList();
        index.candidates(stream, among, candidates);
        assertEquals(expected.size(), candidates.size());
        sizes[candidates.size()]++;
        for (int rank = 0; rank < candidates.size(); rank++) {
          assertEquals(expected.get(rank).fingerprint(), candidates.fingerprint(rank));
          assertEquals(expected.get(rank).distance(), candidates.distance(rank));
        }
        assertEquals(Double.POSITIVE_INFINITY, candidates.distance(expected.size()));
      }
    }
    assertTrue(
        sizes[1] > 3 && sizes[2] > 3 && sizes[3] > 3 && sizes[4] > 3, Arrays.toString(sizes));
  }

  /** The numbers by their definition, one coordinate after the other. */
  @Test
  void saysWhereTheyDiffer() {
    Random random = new Random(6);
    List<Fingerprint> all = fingerprints(random, 50);
    FingerprintIndex index = FingerprintIndex.of(DEFINITION, VectorPart.WHOLE, all);
    Candidates candidates = new Candidates(3);
    List<String> names = BandDifferences.names();
    assertEquals(BandDifferences.SIZE, names.size());
    for (int i = 0; i < 20; i++) {
      StreamEvidence stream = stream(random);
      index.candidates(stream, f -> true, candidates);
      for (int rank = 0; rank < candidates.size(); rank++) {
        Fingerprint f = candidates.fingerprint(rank);
        double[] found = candidates.differences(rank);
        for (View view : View.values()) {
          int ofStream = stream.vector().reached(view);
          int ofOther = f.vector().reached(view);
          assertEquals(
              Math.max(0, ofStream - ofOther), found[names.indexOf(view.id() + ".stream-only")]);
          assertEquals(
              Math.max(0, ofOther - ofStream),
              found[names.indexOf(view.id() + ".fingerprint-only")]);
          assertEquals(
              mean(stream, f, view, true, 9, 64),
              found[names.indexOf(view.id() + ".9-64.entropy")],
              1e-9);
          assertEquals(
              mean(stream, f, view, false, 1, 4),
              found[names.indexOf(view.id() + ".1-4.cross-entropy")],
              1e-9);
        }
      }
    }
  }

  private static double mean(
      StreamEvidence stream, Fingerprint f, View view, boolean entropy, int from, int to) {
    double sum = 0;
    int count = 0;
    int shared = Math.min(stream.vector().reached(view), f.vector().reached(view));
    for (int i = 0; i < shared; i++) {
      int offset = DEFINITION.offsets().get(i);
      for (Measure measure : DEFINITION.measures()) {
        if (offset >= from && offset <= to && measure.isEntropy() == entropy) {
          double a = stream.vector().get(view, i, measure);
          double b = f.vector().get(view, i, measure);
          sum +=
              entropy
                  ? Math.abs(scaled(a, measure, offset) - scaled(b, measure, offset))
                  : Math.abs(a - b);
          count++;
        }
      }
    }
    return Math.log((count == 0 ? 0 : sum / count) + 0.03);
  }

  private static double scaled(double bits, Measure measure, int offset) {
    return -Math.log(Math.max(UniformBytes.expected(measure, offset) - bits, 0) + 0.03);
  }

  @Test
  void aStreamIsIdenticalToItself() {
    Random random = new Random(7);
    List<Fingerprint> all = fingerprints(random, 60);
    FingerprintIndex index = FingerprintIndex.of(DEFINITION, VectorPart.WHOLE, all);
    Fingerprint own = all.get(3);
    Candidates candidates = new Candidates(6);
    StreamEvidence stream =
        new StreamEvidence(Transport.TCP, own.vector(), stream(random).curve(), true, false, false);
    index.candidates(stream, f -> true, candidates);
    assertEquals(own, candidates.fingerprint(0));
    double[] found = candidates.differences(0);
    for (int i = 0; i < BandDifferences.DIFFERENCES; i++) {
      assertEquals(Math.log(0.03), found[i], 1e-9);
    }
    for (View view : View.values()) {
      assertEquals(own.vector().reached(view), found[BandDifferences.PREFIX + view.ordinal()]);
      assertTrue(candidates.reached(view) == own.vector().reached(view));
    }
  }
}
