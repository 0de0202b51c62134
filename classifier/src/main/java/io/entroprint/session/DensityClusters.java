package io.entroprint.session;

import java.util.Arrays;

/**
 * DBSCAN on a line (Ester, Kriegel, Sander, Xu: A density-based algorithm for discovering clusters,
 * KDD 1996). On sorted numbers the neighbours of each are a window, and a cluster is a run of core
 * points no farther apart than the radius with the border points beside it: one pass in place of
 * the general algorithm's search for neighbours, which in commons-math3 compares each pair. A
 * border point between two clusters goes to the one on its left, since that one is complete first.
 */
final class DensityClusters {
  static final int NOISE = -1;

  private DensityClusters() {}

  /**
   * The cluster of each point.
   *
   * @param sorted the points, ascending
   * @param radius how far away a neighbour may be
   * @param minPoints how many points within the radius, itself included, make a point a core point
   * @return for each point the index of its cluster, ascending from 0, or {@link #NOISE}
   */
  static int[] of(long[] sorted, long radius, int minPoints) {
    boolean[] core = new boolean[sorted.length];
    int first = 0;
    int end = 0;
    for (int i = 0; i < sorted.length; i++) {
      while (sorted[i] - sorted[first] > radius) {
        first++;
      }
      while (end < sorted.length && sorted[end] - sorted[i] <= radius) {
        end++;
      }
      core[i] = end - first >= minPoints;
    }
    int[] clusters = new int[sorted.length];
    Arrays.fill(clusters, NOISE);
    int cluster = NOISE;
    int lastCore = -1;
    for (int i = 0; i < sorted.length; i++) {
      if (core[i]) {
        if (lastCore < 0 || sorted[i] - sorted[lastCore] > radius) {
          cluster++;
          for (int j = i - 1;
              j >= 0 && clusters[j] == NOISE && sorted[i] - sorted[j] <= radius;
              j--) {
            clusters[j] = cluster;
          }
        }
        clusters[i] = cluster;
        lastCore = i;
      } else if (lastCore >= 0 && sorted[i] - sorted[lastCore] <= radius) {
        clusters[i] = cluster;
      }
    }
    return clusters;
  }
}
