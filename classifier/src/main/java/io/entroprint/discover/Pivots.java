package io.entroprint.discover;

import io.entroprint.search.MutualDistances;
import java.util.Arrays;

/**
 * A few points, each the farthest from those before, and how far all points are from them: in
 * proportion to the number of points in time and memory.
 */
final class Pivots {
  private static final int MOST = 40;

  /** Stands for the distance of vectors that have nothing in common. */
  private static final double FARTHEST = 5;

  private Pivots() {}

  /** By pivot and point how far they are from each other. */
  static double[][] distances(MutualDistances all) {
    int n = all.size();
    double[][] distances = new double[Math.min(n, MOST)][n];
    double[] nearest = new double[n];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int pivot = 0;
    for (double[] row : distances) {
      int next = 0;
      for (int i = 0; i < n; i++) {
        row[i] = i == pivot ? 0 : Math.min(FARTHEST, all.between(pivot, i));
        nearest[i] = Math.min(nearest[i], row[i]);
        next = nearest[i] > nearest[next] ? i : next;
      }
      pivot = next;
    }
    return distances;
  }
}
