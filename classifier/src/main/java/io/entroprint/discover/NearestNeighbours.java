package io.entroprint.discover;

import io.entroprint.search.MutualDistances;
import java.util.Arrays;

/** The nearest few of each point among all others, nearest first; of equally near the first. */
final class NearestNeighbours {
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

  /** Compares all pairs, most of them not to the end. */
  static NearestNeighbours of(MutualDistances all, int most) {
    NearestNeighbours nearest = new NearestNeighbours(all.size(), most);
    for (int a = 0; a < all.size(); a++) {
      for (int b = 0; b < a; b++) {
        double bound = Math.max(nearest.farthest(a), nearest.farthest(b));
        double distance = all.below(a, b, bound);
        if (distance < bound) {
          nearest.offer(a, b, distance);
          nearest.offer(b, a, distance);
        }
      }
    }
    return nearest;
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
