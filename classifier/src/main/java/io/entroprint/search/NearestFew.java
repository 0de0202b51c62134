package io.entroprint.search;

import java.util.Arrays;

/**
 * The nearest fingerprint of each of the few nearest groups of an index, nearest group first. Of
 * equally near ones the first counts. Filled again and again, and allocates nothing after it was
 * made. One thread at a time.
 */
public final class NearestFew implements Ranking {
  private final int[] groups;
  private final int[] places;
  private final double[] distances;
  private int count;

  /**
   * One that has seen nothing.
   *
   * @param most of how many groups, a few
   */
  public NearestFew(int most) {
    groups = new int[most];
    places = new int[most];
    distances = new double[most];
  }

  void clear() {
    count = 0;
  }

  /** How many groups were found. */
  public int size() {
    return count;
  }

  /** How many are looked for. */
  int most() {
    return groups.length;
  }

  /** The place in the index of the nearest fingerprint of the group of a rank, from 0. */
  int place(int rank) {
    return places[rank];
  }

  /** Its distance; positive infinity where there are fewer groups. */
  public double distance(int rank) {
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
    return count < groups.length ? Double.POSITIVE_INFINITY : distances[count - 1];
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
  }

  /** Whether what stands at a rank comes before a fingerprint. */
  private boolean isBefore(int rank, int place, double distance) {
    return distances[rank] < distance || (distances[rank] == distance && places[rank] < place);
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(distances, count));
  }
}
