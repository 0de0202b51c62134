package io.entroprint.search;

import io.entroprint.library.Fingerprint;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Fingerprints that are searched together: those whose lower bounds, worked out for all at once,
 * are low enough are compared in full. Immutable.
 */
final class FingerprintBlock {
  /** So few are as quickly compared in full. */
  private static final int FEW = 24;

  /** Lets ties and rounding through: they are decided by comparing in full. */
  private static final double TIES = 1e-12;

  private final Fingerprint[] fingerprints;

  /** The place of the first among those of the index. */
  private final int first;

  /** By fingerprint the number of its group. */
  private final int[] groups;

  private final ScaledVector[] vectors;

  /** Null for a few. */
  private final BoundColumns columns;

  /**
   * A block of some of an index's fingerprints.
   *
   * @param groups by place in the index the number of the group
   * @param from the first of the block
   * @param to behind the last of the block
   */
  FingerprintBlock(Weighting weighting, List<Fingerprint> all, int[] groups, int from, int to) {
    first = from;
    fingerprints = all.subList(from, to).toArray(Fingerprint[]::new);
    this.groups = Arrays.copyOfRange(groups, from, to);
    vectors = new ScaledVector[to - from];
    Arrays.setAll(vectors, i -> new ScaledVector(weighting, fingerprints[i].vector()));
    columns = vectors.length <= FEW ? null : new BoundColumns(weighting, vectors);
  }

  ScaledVector vector(int i) {
    return vectors[i];
  }

  int size() {
    return vectors.length;
  }

  /**
   * Offers a ranking every fingerprint that can change it.
   *
   * @param among which fingerprints may answer
   */
  void search(IndexQuery query, Ranking ranking, Predicate<Fingerprint> among) {
    if (columns == null) {
      for (int i = 0; i < vectors.length; i++) {
        compare(i, query, ranking, among);
      }
      return;
    }
    query.sumBands();
    columns.bound(query);
    if (ranking.limit(-1) == Double.POSITIVE_INFINITY) {
      compareNearest(query, ranking, among);
    }
    float[] bounds = query.bounds;
    double limit = ranking.limit(-1);
    for (int i = 0; i < groups.length; i++) {
      if (bounds[i] <= limit && bounds[i] <= ranking.limit(groups[i])) {
        compare(i, query, ranking, among);
        limit = ranking.limit(-1);
      }
    }
  }

  /**
   * Compares the one of least bound and that of another group, and strikes them out: with these at
   * hand few more need to be compared.
   */
  private void compareNearest(IndexQuery query, Ranking ranking, Predicate<Fingerprint> among) {
    float[] bounds = query.bounds;
    int nearest = -1;
    int group = -1;
    float nearestBound = Float.POSITIVE_INFINITY;
    int other = -1;
    float otherBound = Float.POSITIVE_INFINITY;
    for (int i = 0; i < groups.length; i++) {
      float bound = bounds[i];
      if (bound >= otherBound) {
        continue;
      }
      boolean same = groups[i] == group;
      if ((same && bound >= nearestBound) || !among.test(fingerprints[i])) {
        continue;
      }
      if (bound >= nearestBound) {
        other = i;
        otherBound = bound;
        continue;
      }
      if (!same) {
        other = nearest;
        otherBound = nearestBound;
        group = groups[i];
      }
      nearest = i;
      nearestBound = bound;
    }
    if (nearest >= 0) {
      compare(nearest, query, ranking, among);
      bounds[nearest] = Float.NaN;
    }
    if (other >= 0) {
      compare(other, query, ranking, among);
      bounds[other] = Float.NaN;
    }
  }

  private void compare(int i, IndexQuery query, Ranking ranking, Predicate<Fingerprint> among) {
    if (among.test(fingerprints[i])) {
      double limit = ranking.limit(groups[i], first + i) * (1 + TIES) + TIES;
      double distance = EntropyDistance.within(query.vector, vectors[i], query.finished, limit);
      if (distance < limit) {
        ranking.offer(groups[i], first + i, distance);
      }
    }
  }
}
