package io.entroprint.search;

import io.entroprint.entropy.EntropyVector;
import java.util.List;

/**
 * How far streams that have ended are from each other, by whole vectors: the mean of the {@link
 * EntropyDistance} from the one to the other and back. Immutable and thread-safe; keeps 2.2 KB a
 * vector.
 */
public final class MutualDistances {
  private final ScaledVector[] vectors;

  /**
   * Makes vectors ready to be compared.
   *
   * @throws IllegalArgumentException if they are not of one feature definition
   */
  public MutualDistances(List<EntropyVector> all) {
    vectors = new ScaledVector[all.size()];
    for (int i = 0; i < vectors.length; i++) {
      EntropyVector vector = all.get(i);
      EntropyDistance.requireSame(all.get(0).definition(), vector.definition());
      vectors[i] = new ScaledVector(Weighting.of(VectorPart.WHOLE, vector.definition()), vector);
    }
  }

  /** How many vectors there are. */
  public int size() {
    return vectors.length;
  }

  /**
   * The distance between the vectors at two places, 0 or more; positive infinity if one of them is
   * empty.
   */
  public double between(int a, int b) {
    return EntropyDistance.symmetric(vectors[a], vectors[b], Double.POSITIVE_INFINITY);
  }

  /**
   * The same where it is below a bound, else positive infinity: many times quicker for vectors that
   * are far apart.
   */
  public double below(int a, int b, double bound) {
    return EntropyDistance.symmetric(vectors[a], vectors[b], bound);
  }
}
