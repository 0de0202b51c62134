package io.entroprint.discover;

import io.entroprint.search.MutualDistances;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The nearest few of each point among all others, nearest first; of equally near the first found.
 *
 * <p>Of many points not all pairs are compared: only those that are about equally far from one of a
 * few pivots, and then neighbours of neighbours (W. Dong, M. Charikar and K. Li, Efficient
 * k-Nearest Neighbor Graph Construction for Generic Similarity Measures, WWW 2011). Some neighbours
 * are missed then, which a map does not show.
 */
final class NearestNeighbours {
  private static final int MOST_EXACT = 3000;

  /** Along so many pivots each point is compared with so many before it. */
  private static final int ALONG = 12;

  private static final int WINDOW = 12;
  private static final int ROUNDS = 2;

  private final int most;
  private final int[][] places;
  private final double[][] distances;
  private final int[] counts;

  private NearestNeighbours(int points, int most) {
    this.most = most;
    places = new int[points][most];
    distances = new double[points][most];
    counts = new int[points];
    for (double[] row : distances) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
  }

  /**
   * Finds them.
   *
   * @param pivots by pivot and point how far they are from each other
   */
  static NearestNeighbours of(MutualDistances all, int most, double[][] pivots) {
    NearestNeighbours nearest = new NearestNeighbours(all.size(), most);
    if (all.size() <= MOST_EXACT) {
      for (int a = 0; a < all.size(); a++) {
        for (int b = 0; b < a; b++) {
          nearest.compare(all, a, b);
        }
      }
    } else {
      nearest.alongPivots(all, pivots);
      nearest.neighboursOfNeighbours(all);
    }
    return nearest;
  }

  private void compare(MutualDistances all, int a, int b) {
    double bound = Math.max(farthest(a), farthest(b));
    double distance = all.below(a, b, bound);
    if (distance < bound && !knows(a, b)) {
      offer(a, b, distance);
      offer(b, a, distance);
    }
  }

  /** Either may have forgotten the other for nearer ones, which a comparison then does again. */
  private boolean knows(int a, int b) {
    return has(a, b) || has(b, a);
  }

  private boolean has(int point, int other) {
    for (int i = 0; i < counts[point]; i++) {
      if (places[point][i] == other) {
        return true;
      }
    }
    return false;
  }

  private void alongPivots(MutualDistances all, double[][] pivots) {
    for (int p = 0; p < Math.min(ALONG, pivots.length); p++) {
      double[] row = pivots[p];
      int[] order =
          IntStream.range(0, row.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> row[i]))
              .mapToInt(i -> i)
              .toArray();
      for (int i = 0; i < order.length; i++) {
        for (int j = Math.max(0, i - WINDOW); j < i; j++) {
          compare(all, order[i], order[j]);
        }
      }
    }
  }

  private void neighboursOfNeighbours(MutualDistances all) {
    for (int round = 0; round < ROUNDS; round++) {
      for (int a = 0; a < counts.length; a++) {
        int[] first = Arrays.copyOf(places[a], counts[a]);
        for (int b : first) {
          for (int c : Arrays.copyOf(places[b], counts[b])) {
            if (c != a) {
              compare(all, a, c);
            }
          }
        }
      }
    }
  }

  private double farthest(int point) {
    return distances[point][most - 1];
  }

  private void offer(int point, int other, double distance) {
    double[] row = distances[point];
    if (distance >= row[most - 1]) {
      return;
    }
    int at = most - 1;
    while (at > 0 && row[at - 1] > distance) {
      row[at] = row[at - 1];
      places[point][at] = places[point][at - 1];
      at--;
    }
    row[at] = distance;
    places[point][at] = other;
    counts[point] = Math.min(most, counts[point] + 1);
  }

  /** How many points there are. */
  int points() {
    return counts.length;
  }

  /** How many neighbours of a point are known. */
  int count(int point) {
    return counts[point];
  }

  /** A neighbour of a point, by rank. */
  int place(int point, int rank) {
    return places[point][rank];
  }

  /** How far that is. */
  double distance(int point, int rank) {
    return distances[point][rank];
  }
}
