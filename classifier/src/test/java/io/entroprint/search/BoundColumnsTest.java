package io.entroprint.search;

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
    List<Fingerprint> all = new ArrayList<>();
    ScaledVector[] vectors = new ScaledVector[SIZE];
    for (int i = 0; i < SIZE; i++) {
      all.add(
          FingerprintIndexTest.fingerprint(
              i, "a", FingerprintIndexTest.stream(random, definition)));
      vectors[i] = new ScaledVector(weighting, all.get(i).vector());
    }
    Leader[] leaders = new Leader[SIZE];
    for (int i = 0; i < SIZE; i++) {
      List<Leader> one = new ArrayList<>();
      Leader.addAll(List.of(i), vectors, one);
      leaders[i] = one.get(0);
    }
    BoundColumns columns = new BoundColumns(weighting, vectors, leaders);
    RoundedRows rows = new RoundedRows(weighting, vectors);
    IndexQuery query = new IndexQuery(weighting, SIZE, SIZE, 1);
    int closelyBounded = 0;
    int compared = 0;
    double distances = 0;
    double bounds = 0;
    for (int n = 0; n < 100; n++) {
      if (!query.take(FingerprintIndexTest.evidence(random, all))) {
        continue;
      }
      query.prepareBounds();
      columns.bound(query);
      for (int i = 0; i < SIZE; i++) {
        double distance =
            EntropyDistance.within(
                query.vector, vectors[i], query.finished, Double.POSITIVE_INFINITY);
        assertTrue(query.ofBlock[i] <= distance, () -> "a bound above the distance " + distance);
        assertTrue(rows.mayBeWithin(query, i, distance), () -> "is left out at " + distance);
        closelyBounded += rows.mayBeWithin(query, i, 0.99 * distance) ? 0 : 1;
        compared++;
        distances += distance;
        bounds += query.ofBlock[i];
      }
    }
    // Bounds that are always 0 would be right, and of no use.
    assertTrue(bounds > 0.75 * distances, bounds + " of " + distances);
    // Numbers without weight take part in the rounding, too.
    double least = part == VectorPart.WHOLE ? 0.9 : 0.15;
    assertTrue(closelyBounded > least * compared, closelyBounded + " of " + compared);
  }
}
