package io.entroprint.search;

import java.util.function.DoubleUnaryOperator;

/**
 * The nearest fingerprint of each of the few nearest groups of an index, nearest group first, and
 * if so wished only of those that are not much farther than the nearest of all. Of equally near
 * ones the first counts. Filled again and again, and allocates nothing after it was made. One
 * thread at a time.
 */
final class NearestFew implements Ranking {
  private final DoubleUnaryOperator farthest;
  private final int[] groups;
  private final int[] places;
  private final double[] distances;
  private int count;

  /** How far a group may be, by what is the nearest so far. */
  private double within = Double.POSITIVE_INFINITY;

  /**
   * One that has seen nothing.
   *
   * @param most of how many groups, a few
   * @param farthest how far a group may be, by the distance of the nearest: no less than that, and
   *     no less for one that is farther
   */
  NearestFew(int most, DoubleUnaryOperator farthest) {
    this.farthest = farthest;
    groups = new int[most];
    places = new int[most];
    distances = new double[most];
  }

  void clear() {
    count = 0;
    within = Double.POSITIVE_INFINITY;
  }

  /** How many groups were found. */
  int size() {
    return count;
  }

  /** The place in the index of the nearest fingerprint of the group of a rank, from 0. */
  int place(int rank) {
    return places[rank];
  }

  /** Its distance; positive infinity where fewer groups were found. */
  double distance(int rank) {
    return rank < count ? distances[rank] : Double.POSITIVE_INFINITY;
  }

  @Override
  public double limit(int group) {
    if (group >= 0) {
      for (int i = 0; i < count; i++) {
        if (groups[i] == group) {
          return distances[i];
        }
      }
    }
    return count < groups.length ? within : Math.min(within, distances[count - 1]);
  }

  @Override
  public double limit(int group, int place) {
    return limit(group);
  }

  @Override
  public void offer(int group, int place, double distance) {
    int from = 0;
    while (from < count && groups[from] != group) {
      from++;
    }
    if (from < count) {
      if (isBefore(from, place, distance)) {
        return;
      }
    } else if (distance > within) {
      return;
    } else if (count < groups.length) {
      count++;
    } else {
      from = count - 1;
      if (isBefore(from, place, distance)) {
        return;
      }
    }
    int to = from;
    while (to > 0 && !isBefore(to - 1, place, distance)) {
      to--;
    }
    System.arraycopy(groups, to, groups, to + 1, from - to);
    System.arraycopy(places, to, places, to + 1, from - to);
    System.arraycopy(distances, to, distances, to + 1, from - to);
    groups[to] = group;
    places[to] = place;
    distances[to] = distance;
    if (to == 0) {
      within = farthest.applyAsDouble(distance);
      while (distances[count - 1] > within) {
        count--;
      }
    }
  }

  /** Whether what stands at a rank comes before a fingerprint. */
  private boolean isBefore(int rank, int place, double distance) {
    return Ranking.isBefore(distances[rank], places[rank], distance, place);
  }
}
