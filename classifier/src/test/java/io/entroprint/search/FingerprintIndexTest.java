package io.entroprint.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.entropy.View;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.Label;
import io.entroprint.library.MadeFingerprints;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintIndexTest {

  /** Few are all compared in full, many are bounded first. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 40, 1100})
  void findsWhatComparingWithEveryFingerprintFinds(int size) {
    searchLikeComparingWithAll(FeatureDefinition.EV1, size);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 700})
  void asksTheDefinitionWhatToCompare(int size) {
    searchLikeComparingWithAll(OtherDefinition.OTHER, size);
  }

  private static void searchLikeComparingWithAll(FeatureDefinition definition, int size) {
    Random random = new Random(size);
    List<Fingerprint> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      // Some are there twice: of equally near ones the first has to answer.
      StreamMeter meter = stream(random, definition);
      for (int twice = random.nextInt(8) == 0 ? 2 : 1; twice > 0; twice--) {
        all.add(fingerprint(all.size(), "label-" + random.nextInt(12), meter));
      }
    }
    for (VectorPart part : VectorPart.values()) {
      FingerprintIndex index = FingerprintIndex.of(definition, part, all);
      for (int i = 0; i < 60; i++) {
        assertSameAsComparingWithAll(
            index, part, all, evidence(random, all), f -> f.number() % 7 != 3);
      }
    }
  }

  /** Those that are near each other stand behind a leader, and so do some that are the same. */
  @Test
  void findsThoseThatStandBehindALeader() {
    Random random = new Random(4);
    List<Fingerprint> all = new ArrayList<>();
    while (all.size() < 600) {
      EntropyVector like = stream(random).vector();
      String label = "label-" + random.nextInt(9);
      for (int copies = random.nextInt(12); copies >= 0; copies--) {
        double most = random.nextInt(4) == 0 ? 0 : 0.04;
        all.add(fingerprint(all.size(), label, shifted(like, most, random)));
      }
    }
    ScaledVector[] vectors =
        all.stream()
            .map(
                f ->
                    new ScaledVector(
                        Weighting.of(VectorPart.WHOLE, f.vector().definition()), f.vector()))
            .toArray(ScaledVector[]::new);
    List<Leader> leaders = new ArrayList<>();
    Leader.addAll(IntStream.range(0, all.size()).boxed().toList(), vectors, leaders);
    assertTrue(leaders.size() < all.size() / 2, leaders.size() + " leaders");
    assertEquals(all.size(), leaders.stream().mapToInt(leader -> 1 + leader.members.length).sum());
    for (VectorPart part : VectorPart.values()) {
      FingerprintIndex index = FingerprintIndex.of(FeatureDefinition.EV1, part, all);
      for (int i = 0; i < 60; i++) {
        assertSameAsComparingWithAll(
            index, part, all, evidence(random, all), f -> f.number() % 7 != 3);
      }
    }
  }

  private static EntropyVector shifted(EntropyVector vector, double most, Random random) {
    FeatureDefinition definition = vector.definition();
    double[] values = new double[definition.dimension()];
    for (int i = 0; i < values.length; i++) {
      double value = vector.get(i);
      values[i] = value > most && value < 1 - most ? value + most * random.nextDouble() : value;
    }
    return EntropyVector.of(
        definition,
        vector.reached(View.BOTH),
        vector.reached(View.TO_SERVER),
        vector.reached(View.TO_CLIENT),
        values);
  }

  /** Streams from nothing, and streams like one of the fingerprints. */
  static StreamEvidence evidence(Random random, List<Fingerprint> all) {
    FeatureDefinition definition = all.get(0).vector().definition();
    EntropyVector vector = stream(random, definition).vector();
    if (random.nextBoolean()) {
      vector = all.get(random.nextInt(all.size())).vector();
      int most = definition.offsets().size();
      if (random.nextBoolean()) {
        vector = vector.upTo(random.nextInt(most), random.nextInt(most), random.nextInt(most));
      }
    }
    return new StreamEvidence(
        Transport.TCP,
        vector,
        EntropyCurve.NONE,
        random.nextBoolean(),
        false,
        random.nextInt(4) == 0);
  }

  private static void assertSameAsComparingWithAll(
      FingerprintIndex index,
      VectorPart part,
      List<Fingerprint> all,
      StreamEvidence query,
      Predicate<Fingerprint> among) {
    List<Neighbour> sorted = compareWithAll(part, all, query, among);
    List<Neighbour> perLabel = new ArrayList<>();
    Set<Label> labels = new HashSet<>();
    sorted.stream().filter(n -> labels.add(n.fingerprint().label())).forEach(perLabel::add);

    TwoNearest two = new TwoNearest();
    index.nearestTwo(query, among, two);
    assertEquals(perLabel.isEmpty() ? null : perLabel.get(0), nearest(index, two));
    assertEquals(perLabel.size() < 2 ? null : perLabel.get(1), other(index, two));
    assertEquals(
        perLabel.subList(0, Math.min(3, perLabel.size())),
        index.nearestPer(Fingerprint::label, 3, query, among));
    List<Neighbour> every = index.nearestPer(Fingerprint::label, query, among);
    assertEquals(new HashSet<>(perLabel), new HashSet<>(every));
    // Other groups than those of the index.
    assertEquals(
        new HashSet<>(sorted), new HashSet<>(index.nearestPer(Fingerprint::id, query, among)));
    assertEquals(
        sorted.isEmpty() ? -1 : all.indexOf(sorted.get(0).fingerprint()),
        index.nearest(query, among));
    for (int i = 1; i < every.size(); i++) {
      assertTrue(every.get(i - 1).distance() <= every.get(i).distance());
    }
    if (part == VectorPart.WHOLE && !query.oneDirection() && !sorted.isEmpty()) {
      assertEquals(distance(query, sorted.get(0).fingerprint()), two.distance());
    }
  }

  /** Every fingerprint with its distance, nearest first, equally near ones in their order. */
  private static List<Neighbour> compareWithAll(
      VectorPart part, List<Fingerprint> all, StreamEvidence query, Predicate<Fingerprint> among) {
    EntropyVector v = query.vector();
    Weighting weighting = Weighting.of(part, v.definition());
    View only = null;
    if (query.oneDirection()) {
      boolean toServer = weighting.reach(View.TO_SERVER, v.reached(View.TO_SERVER)) > 0;
      only = toServer ? View.TO_SERVER : View.TO_CLIENT;
    }
    ScaledVector stream = new ScaledVector(weighting);
    stream.fill(only(v, only), null);
    List<Neighbour> sorted = new ArrayList<>();
    for (Fingerprint f : all) {
      ScaledVector fingerprint = new ScaledVector(weighting, only(f.vector(), only));
      double distance =
          EntropyDistance.within(stream, fingerprint, query.finished(), Double.POSITIVE_INFINITY);
      if (among.test(f) && distance < Double.POSITIVE_INFINITY) {
        sorted.add(new Neighbour(f, distance));
      }
    }
    sorted.sort(Comparator.comparingDouble(Neighbour::distance));
    return sorted;
  }

  private static EntropyVector only(EntropyVector v, View only) {
    int all = v.definition().offsets().size();
    return only == null
        ? v
        : v.upTo(0, only == View.TO_SERVER ? all : 0, only == View.TO_CLIENT ? all : 0);
  }

  private static Neighbour nearest(FingerprintIndex index, TwoNearest two) {
    return two.nearest() < 0 ? null : new Neighbour(index.get(two.nearest()), two.distance());
  }

  private static Neighbour other(FingerprintIndex index, TwoNearest two) {
    return two.other() < 0 ? null : new Neighbour(index.get(two.other()), two.otherDistance());
  }

  @Test
  void ofEquallyNearOnesTheFirstAnswers() {
    StreamMeter meter = stream(new Random(2));
    List<Fingerprint> all =
        List.of(fingerprint(3, "b", meter), fingerprint(4, "a", meter), fingerprint(5, "b", meter));
    FingerprintIndex index = FingerprintIndex.of(FeatureDefinition.EV1, VectorPart.WHOLE, all);
    TwoNearest two = new TwoNearest();
    index.nearestTwo(StreamEvidence.of(Transport.TCP, meter).ended(), f -> true, two);
    assertEquals("b/0003", nearest(index, two).fingerprint().id());
    assertEquals("a/0004", other(index, two).fingerprint().id());
  }

  @Test
  void onlyThoseThatMayAnswerDo() {
    StreamMeter meter = stream(new Random(3));
    List<Fingerprint> all = List.of(fingerprint(1, "a", meter), fingerprint(2, "b", meter));
    FingerprintIndex index = FingerprintIndex.of(FeatureDefinition.EV1, VectorPart.WHOLE, all);
    StreamEvidence query = StreamEvidence.of(Transport.TCP, meter).ended();
    TwoNearest two = new TwoNearest();
    index.nearestTwo(query, f -> f.label().name().equals("b"), two);
    assertEquals("b/0002", nearest(index, two).fingerprint().id());
    assertNull(other(index, two));
    index.nearestTwo(query, f -> false, two);
    assertNull(nearest(index, two));
    assertTrue(index.nearestPer(Fingerprint::label, 3, query, f -> false).isEmpty());
  }

  private static double distance(StreamEvidence query, Fingerprint fingerprint) {
    return EntropyDistance.between(query.vector(), fingerprint.vector(), query.finished());
  }

  static Fingerprint fingerprint(int number, String label, StreamMeter meter) {
    return fingerprint(number, label, meter.vector());
  }

  private static Fingerprint fingerprint(int number, String label, EntropyVector vector) {
    return MadeFingerprints.of(new Label(label), number, vector);
  }

  static StreamMeter stream(Random random) {
    return stream(random, FeatureDefinition.EV1);
  }

  static StreamMeter stream(Random random, FeatureDefinition definition) {
    StreamMeter meter = new StreamMeter(definition);
    int messages = 1 + random.nextInt(4);
    for (int m = 0; m < messages; m++) {
      byte[] bytes = new byte[1 + random.nextInt(700)];
      random.nextBytes(bytes);
      int mask = random.nextBoolean() ? 0xff : 0x1f;
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] &= (byte) mask;
      }
      meter.add(Direction.values()[random.nextInt(2)], bytes, 0, bytes.length);
    }
    return meter;
  }
}
