package io.entroprint.discover;

import io.entroprint.search.MutualDistances;
import java.util.Arrays;

/**
 * DBSCAN where each point has a reach of its own: two are neighbours if they are nearer to each
 * other than the shorter of their reaches. A border point, which has too few neighbours itself,
 * goes to the group of its nearest core point, so that the answer does not depend on the order of
 * the groups.
 *
 * <p>No neighbours are kept: memory grows with the number of points alone, however dense they lie.
 * Pairs that are known to be of one group are not compared again.
 */
final class DensityGrouping {
  static final int NOISE = -1;

  private final MutualDistances distances;
  private final double[] reach;
  private final int neighbours;

  /** Which points the groups are found among; the others only join them. */
  private final int[] sample;

  private final boolean[] core;
  private final int[] parent;

  private DensityGrouping(MutualDistances distances, double[] reach, int neighbours, int[] sample) {
    this.distances = distances;
    this.reach = reach;
    this.neighbours = neighbours;
    this.sample = sample;
    core = new boolean[reach.length];
    parent = new int[reach.length];
    Arrays.setAll(parent, i -> i);
  }

  /**
   * The group of each point.
   *
   * @param reach by point how near a neighbour is
   * @param neighbours how many points within reach, itself included, make a core point
   * @param sample the points among which groups are found, ascending
   * @return for each point the first core point of its group, or {@link #NOISE}
   */
  static int[] of(MutualDistances distances, double[] reach, int neighbours, int[] sample) {
    DensityGrouping grouping = new DensityGrouping(distances, reach, neighbours, sample);
    grouping.findCores();
    grouping.joinCores();
    return grouping.answer();
  }

  private boolean near(int a, int b) {
    double limit = Math.min(reach[a], reach[b]);
    return distances.below(a, b, limit) < limit;
  }

  private void findCores() {
    int[] counts = new int[reach.length];
    for (int i = 0; i < sample.length; i++) {
      int a = sample[i];
      counts[a]++;
      for (int j = 0; j < i; j++) {
        int b = sample[j];
        if ((counts[a] < neighbours || counts[b] < neighbours) && near(a, b)) {
          counts[a]++;
          counts[b]++;
        }
      }
    }
    for (int a : sample) {
      core[a] = counts[a] >= neighbours;
    }
  }

  private void joinCores() {
    for (int i = 0; i < sample.length; i++) {
      int a = sample[i];
      for (int j = 0; j < i && core[a]; j++) {
        int b = sample[j];
        if (core[b] && root(a) != root(b) && near(a, b)) {
          // The smaller is the root, so that a group is named by its first core point.
          int first = Math.min(root(a), root(b));
          int second = Math.max(root(a), root(b));
          parent[second] = first;
        }
      }
    }
  }

  private int root(int point) {
    int at = point;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private int[] answer() {
    int[] cores = Arrays.stream(sample).filter(i -> core[i]).toArray();
    int[] groups = new int[reach.length];
    for (int a = 0; a < groups.length; a++) {
      groups[a] = core[a] ? root(a) : nearestCore(a, cores);
    }
    return groups;
  }

  private int nearestCore(int point, int[] cores) {
    double nearest = reach[point];
    int group = NOISE;
    for (int b : cores) {
      double limit = Math.min(nearest, reach[b]);
      double distance = distances.below(point, b, limit);
      if (distance < limit) {
        nearest = distance;
        group = root(b);
      }
    }
    return group;
  }
}
