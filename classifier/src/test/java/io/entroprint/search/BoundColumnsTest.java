package io.entroprint.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.library.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoundColumnsTest {
  private static final int SIZE = 200;

  @ParameterizedTest
  @EnumSource(VectorPart.class)
  void noBoundIsAboveItsDistanceAndMostAreNear(VectorPart part) {
    assertBounds(part, FeatureDefinition.EV1);
  }

  @ParameterizedTest
  @EnumSource(VectorPart.class)
  void theBandsAreThoseOfTheDefinition(VectorPart part) {
    assertBounds(part, OtherDefinition.OTHER);
  }

  private static void assertBounds(VectorPart part, FeatureDefinition definition) {
    Random random = new Random(part.ordinal());
    Weighting weighting = Weighting.of(part, definition);
    List<Fingerprint> fingerprints = new ArrayList<>();
    ScaledVector[] vectors = new ScaledVector[SIZE];
    for (int i = 0; i < SIZE; i++) {
      fingerprints.add(
          FingerprintIndexTest.fingerprint(
              i, "a", FingerprintIndexTest.stream(random, definition)));
      vectors[i] = new ScaledVector(weighting, fingerprints.get(i).vector());
    }
    Leader[] leaders = new Leader[SIZE];
    for (int i = 0; i < SIZE; i++) {
      List<Leader> one = new ArrayList<>();
      Leader.addAll(List.of(i), vectors, one);
      leaders[i] = one.get(0);
    }
    BoundColumns columns = new BoundColumns(weighting, leaders, vectors);
    SumRows bands = new SumRows(weighting, 8, vectors);
    SumRows all = new SumRows(weighting, definition.offsets().size(), vectors);
    IndexQuery query = new IndexQuery(weighting, SIZE, new int[bands.length()]);
    int[] whole = new int[all.length()];
    double distances = 0;
    double bounds = 0;
    double closer = 0;
    for (int n = 0; n < 100; n++) {
      if (!query.take(FingerprintIndexTest.evidence(random, fingerprints))) {
        continue;
      }
      CoarseSums.fill(query.vector, query.sums);
      bands.fill(query.vector, query.bands, 0);
      all.fill(query.vector, whole, 0);
      columns.bound(query);
      for (int i = 0; i < SIZE; i++) {
        double distance = distance(query, vectors[i]);
        double coarse = query.leaders.bounds[i];
        double ofBands = query.distance(i, bands.differences(query.bands, i));
        double ofAll = query.distance(i, all.differences(whole, i));
        assertTrue(coarse <= distance, () -> coarse + " is above the distance " + distance);
        assertTrue(ofBands <= distance, () -> ofBands + " is above the distance " + distance);
        assertEquals(distance, ofAll, 3e-3);
        distances += distance;
        bounds += coarse;
        closer += ofBands;
      }
    }
    // Bounds that are always 0 would be right, and of no use.
    assertTrue(bounds > 0.6 * distances, bounds + " of " + distances);
    assertTrue(closer > 0.8 * distances, closer + " of " + distances);
  }

  private static double distance(IndexQuery query, ScaledVector vector) {
    return EntropyDistance.within(query.vector, vector, query.finished, Double.POSITIVE_INFINITY);
  }
}
