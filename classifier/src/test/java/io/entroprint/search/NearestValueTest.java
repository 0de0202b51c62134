package io.entroprint.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.Label;
import io.entroprint.library.MadeFingerprints;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class NearestValueTest {
  private static final FeatureDefinition DEFINITION = FeatureDefinition.CURRENT;
  private static final double THRESHOLD = 0.5;
  private static final int VALUES = 12;

  private static StreamEvidence stream(Random random) {
    StreamMeter meter = new StreamMeter(DEFINITION);
    byte[] bytes = new byte[40 + random.nextInt(400)];
    int kinds = 2 + random.nextInt(60);
    for (int k = 0; k < bytes.length; k++) {
      bytes[k] = (byte) random.nextInt(kinds);
    }
    meter.add(Direction.TO_SERVER, bytes, 0, bytes.length);
    return StreamEvidence.of(Transport.TCP, meter).ended();
  }

  /** Some of them twice, some of the same bytes with another value or none. */
  private static List<Fingerprint> fingerprints(Random random, int count, int valued) {
    List<Fingerprint> all = new ArrayList<>();
    StreamEvidence evidence = stream(random);
    for (int i = 0; i < count; i++) {
      evidence = random.nextInt(3) == 0 ? evidence : stream(random);
      Label label = new Label(i < valued ? "value" + random.nextInt(VALUES) : "none");
      all.add(MadeFingerprints.of(label, i, evidence.vector()));
    }
    return all;
  }

  /** As comparing with each gives it where it is sure enough, and unsure exactly where that is. */
  @Test
  void saysWhatComparingWithEachSays() {
    Random random = new Random(3);
    int said = 0;
    int unsaid = 0;
    for (int size : new int[] {10, 300}) {
      int valued = size * 3 / 4;
      List<Fingerprint> all = fingerprints(random, size, valued);
      for (VectorPart part : new VectorPart[] {VectorPart.CLIENT, VectorPart.CLIENT_H}) {
        FingerprintIndex index = FingerprintIndex.of(DEFINITION, part, all);
        FingerprintIndex each = FingerprintIndex.of(DEFINITION, part, all, Fingerprint::id);
        for (double factor : new double[] {-1, -6}) {
          DoubleBinaryOperator sure =
              (d1, d2) ->
                  1
                      / (1
                          + Math.exp(
                              1 + 2 * d1 - factor * (Math.log(d1 + .01) - Math.log(d2 + .01))));
          NearestValue found = new NearestValue(valued, sure, THRESHOLD);
          for (int i = 0; i < 40; i++) {
            StreamEvidence stream =
                i % 2 == 0
                    ? stream(random)
                    : new StreamEvidence(
                        Transport.TCP,
                        all.get(random.nextInt(size)).vector(),
                        stream(random).curve(),
                        true,
                        false,
                        false);
            int hidden = random.nextInt(5);
            Predicate<Fingerprint> among = f -> f.id().hashCode() % 5 != hidden;
            index.nearestValue(stream, among, found);
            said += isAsEach(each, all, valued, stream, among, sure, found) ? 1 : 0;
            unsaid += found.sure() < THRESHOLD ? 1 : 0;
          }
        }
      }
    }
    assertTrue(said > 30 && unsaid > 30, said + " and " + unsaid);
  }

  private static boolean isAsEach(
      FingerprintIndex each,
      List<Fingerprint> all,
      int valued,
      StreamEvidence stream,
      Predicate<Fingerprint> among,
      DoubleBinaryOperator sure,
      NearestValue found) {
    List<Neighbour> ranked = each.nearestPer(Fingerprint::id, stream, among);
    Neighbour first = null;
    double other = Double.POSITIVE_INFINITY;
    for (Neighbour n : ranked) {
      boolean hasValue = all.indexOf(n.fingerprint()) < valued;
      if (first == null && hasValue) {
        first = n;
      } else if (first == null
          || !hasValue
          || !n.fingerprint().label().equals(first.fingerprint().label())) {
        other = Math.min(other, n.distance());
      }
    }
    double expected = first == null ? 0 : sure.applyAsDouble(first.distance(), other);
    assertEquals(expected >= THRESHOLD, found.sure() >= THRESHOLD, expected + " " + found.sure());
    if (expected < THRESHOLD) {
      return false;
    }
    assertEquals(expected, found.sure());
    assertEquals(first.distance(), found.distance());
    assertEquals(other, found.otherDistance());
    assertEquals(first.fingerprint().label(), all.get(found.nearest()).label());
    return true;
  }

  /** A search that ends early leaves nothing behind for those that come after it. */
  @Test
  void manySearchesThatEndEarlyLeaveNoRest() {
    Random random = new Random(5);
    List<Fingerprint> all = fingerprints(random, 300, 225);
    FingerprintIndex index = FingerprintIndex.of(DEFINITION, VectorPart.CLIENT, all);
    NearestValue never = new NearestValue(225, (d1, d2) -> 0, THRESHOLD);
    for (int i = 0; i < 2_000; i++) {
      index.nearestValue(stream(random), f -> true, never);
      assertEquals(0, never.sure());
    }
  }

  /** Of the same vector under two values the one at the earlier place is said. */
  @Test
  void ofEquallyNearValuesTheEarlierPlaceIsSaid() {
    Random random = new Random(6);
    StreamEvidence twice = stream(random);
    List<Fingerprint> all = new ArrayList<>();
    for (String value : new String[] {"far", "first", "second"}) {
      StreamEvidence evidence = value.equals("far") ? stream(random) : twice;
      all.add(MadeFingerprints.of(new Label(value), all.size(), evidence.vector()));
    }
    FingerprintIndex index = FingerprintIndex.of(DEFINITION, VectorPart.CLIENT, all);
    NearestValue found = new NearestValue(3, (d1, d2) -> 1, THRESHOLD);
    index.nearestValue(twice, f -> true, found);
    assertEquals(1, found.nearest());
    assertEquals(found.distance(), found.otherDistance());
  }
}
