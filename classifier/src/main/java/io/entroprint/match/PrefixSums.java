package io.entroprint.match;

import io.entroprint.entropy.View;

/**
 * Prefix sums of a {@link ScaledVector}, from which its distance is bounded from below: the sum of
 * absolute differences over a block of coordinates is at least the absolute difference of the sums.
 * A measure mostly differs the same way at all offsets of a view, so that one sum a measure over
 * all offsets that both vectors reach already gives four fifths of the distance, with 16 numbers
 * for 272, and four sums a measure give nineteen twentieths.
 *
 * <p>The layout: for each view, for each number of offsets from 0, for each measure the sum over so
 * many offsets; then the sums of the direction entropies. They are kept as floats, and so many fit
 * a cache; {@link #SLACK} makes up for the rounding.
 */
final class PrefixSums {
  /**
   * More than rounding to float can add to a bound. Each of at most 64 differences is of sums below
   * 1024, rounded to 2^-15; what they add up to stays below 4096, so each addition rounds by at
   * most 2^-13.
   */
  static final double SLACK = 64 * (4 / 32768.0 + 1 / 8192.0);

  /** Where the sums over blocks of offsets end, beside where the shorter vector ends. */
  private static final int[] CUTS = {4, 8, 12};

  private static final int M = Weighting.MEASURES;

  /** The offsets and one more, for the sums over none. */
  private final int steps;

  private final int view;
  private final int directions;

  PrefixSums(Weighting weighting) {
    steps = weighting.definition.offsets().size() + 1;
    view = steps * M;
    directions = View.values().length * view;
  }

  /** How many numbers there are of each vector. */
  int length() {
    return directions + steps;
  }

  void fill(ScaledVector vector, float[] into, int at) {
    fill(vector, View.BOTH, vector.both, into, at);
    fill(vector, View.TO_SERVER, vector.toServer, into, at + view);
    fill(vector, View.TO_CLIENT, vector.toClient, into, at + 2 * view);
    double sum = 0;
    int from = vector.weighting.definition.directionCoordinate(0);
    for (int i = 0; i < vector.both; i++) {
      sum += vector.weighted[from + i];
      into[at + directions + i + 1] = (float) sum;
    }
  }

  private static void fill(ScaledVector vector, View view, int reach, float[] into, int at) {
    int from = vector.weighting.definition.coordinate(view, 0);
    for (int m = 0; m < M; m++) {
      double sum = 0;
      for (int i = 0; i < reach; i++) {
        sum += vector.weighted[from + i * M + m];
        into[at + (i + 1) * M + m] = (float) sum;
      }
    }
  }

  /**
   * At most the sum of absolute differences over the first so many offsets of each view, but for
   * rounding.
   */
  float coarse(float[] a, float[] b, int at, int both, int toServer, int toClient) {
    int i = both * M;
    int j = view + toServer * M;
    int k = 2 * view + toClient * M;
    int d = directions + both;
    return difference(a, i, b, at + i)
        + difference(a, j, b, at + j)
        + difference(a, k, b, at + k)
        + Math.abs(a[d] - b[at + d]);
  }

  private static float difference(float[] a, int i, float[] b, int j) {
    return Math.abs(a[i] - b[j])
        + Math.abs(a[i + 1] - b[j + 1])
        + Math.abs(a[i + 2] - b[j + 2])
        + (Math.abs(a[i + 3] - b[j + 3]) + Math.abs(a[i + 4] - b[j + 4]));
  }

  /**
   * The same for the nearest point of a box around several vectors, twice as much.
   *
   * @param centre the middle of the box
   * @param half half its width
   */
  float twiceCoarse(
      float[] a, float[] centre, float[] half, int at, int both, int toServer, int toClient) {
    int i = both * M;
    int j = view + toServer * M;
    int k = 2 * view + toClient * M;
    int d = directions + both;
    return outside(a, i, centre, half, at + i)
        + outside(a, j, centre, half, at + j)
        + outside(a, k, centre, half, at + k)
        + outside(a[d], centre[at + d], half[at + d]);
  }

  private static float outside(float[] a, int i, float[] centre, float[] half, int j) {
    return outside(a[i], centre[j], half[j])
        + outside(a[i + 1], centre[j + 1], half[j + 1])
        + outside(a[i + 2], centre[j + 2], half[j + 2])
        + (outside(a[i + 3], centre[j + 3], half[j + 3])
            + outside(a[i + 4], centre[j + 4], half[j + 4]));
  }

  /** Twice how far a number is outside an interval, without a branch. */
  private static float outside(float a, float centre, float half) {
    float beyond = Math.abs(a - centre) - half;
    return Math.abs(beyond) + beyond;
  }

  /** A greater bound than {@link #coarse}, from four blocks of offsets. */
  float fine(float[] a, float[] b, int at, int both, int toServer, int toClient) {
    return blocks(a, b, at, 0, both)
        + blocks(a, b, at, view, toServer)
        + blocks(a, b, at, 2 * view, toClient)
        + directions(a, b, at, both);
  }

  private static float blocks(float[] a, float[] b, int at, int view, int reach) {
    float sum = 0;
    int from = view;
    for (int cut : CUTS) {
      if (cut >= reach) {
        break;
      }
      int to = view + cut * M;
      sum += block(a, b, at, from, to);
      from = to;
    }
    return sum + block(a, b, at, from, view + reach * M);
  }

  private static float block(float[] a, float[] b, int at, int from, int to) {
    float sum = 0;
    for (int m = 0; m < M; m++) {
      sum += Math.abs(a[to + m] - a[from + m] - (b[at + to + m] - b[at + from + m]));
    }
    return sum;
  }

  private float directions(float[] a, float[] b, int at, int reach) {
    float sum = 0;
    int from = directions;
    for (int cut : CUTS) {
      if (cut >= reach) {
        break;
      }
      int to = directions + cut;
      sum += Math.abs(a[to] - a[from] - (b[at + to] - b[at + from]));
      from = to;
    }
    int to = directions + reach;
    return sum + Math.abs(a[to] - a[from] - (b[at + to] - b[at + from]));
  }
}
