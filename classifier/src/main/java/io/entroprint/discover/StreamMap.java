package io.entroprint.discover;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.search.MutualDistances;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A place in two dimensions for each of many streams, so that those that are alike stand together.
 * Distances on it are only suggestive: near on the map is mostly alike, but far may be anything.
 *
 * <p>It is made in the manner of UMAP (L. McInnes, J. Healy and J. Melville, UMAP: Uniform Manifold
 * Approximation and Projection for Dimension Reduction, 2018): from places by {@link PivotScaling},
 * each point is drawn to its nearest neighbours by the library's own distance and driven away from
 * random others. In place of its curves stand {@code 1 / (1 + d * d)}, as in t-SNE (L. van der
 * Maaten and G. Hinton, Visualizing Data using t-SNE, Journal of Machine Learning Research 9,
 * 2008), and the same of the distance by rank: nothing is needed but sums, products and square
 * roots, which are the same on every machine, so the same streams in the same order give the same
 * map.
 *
 * <p>Up to 3,000 streams all pairs are compared, of more some 300 pairs a stream ({@link
 * NearestNeighbours}), so that time and memory grow with their number: 10,000 streams take a few
 * seconds. Immutable and thread-safe.
 */
public final class StreamMap {
  private static final int NEIGHBOURS = 12;
  private static final int EPOCHS = 200;

  /** How many points each one is driven away from for each that it is drawn to. */
  private static final int DRIVEN = 4;

  private static final double FIRST_STEP = 1;

  /** No force moves a point farther than this at once, as in UMAP. */
  private static final double MOST = 4;

  /** Half the width of the map at the beginning, in units of the forces. */
  private static final double WIDTH = 6;

  private static final long SEED = 17;
  private static final double NEVER_ZERO = 0.001;

  private final double[] x;
  private final double[] y;

  private StreamMap(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  /**
   * The map of streams that have ended.
   *
   * @param vectors theirs
   * @throws IllegalArgumentException if they are not of one feature definition
   */
  public static StreamMap of(List<EntropyVector> vectors) {
    int n = vectors.size();
    if (n == 0) {
      return new StreamMap(new double[0], new double[0]);
    }
    MutualDistances distances = new MutualDistances(vectors);
    double[][] pivots = Pivots.distances(distances);
    double[][] axes = PivotScaling.of(pivots);
    SplittableRandom random = new SplittableRandom(SEED);
    for (double[] axis : axes) {
      for (int i = 0; i < n; i++) {
        // A little aside, or equal vectors would stay in one place for ever.
        axis[i] = axis[i] * WIDTH + random.nextDouble() - 0.5;
      }
    }
    StreamMap map = new StreamMap(axes[0], axes[1]);
    map.settle(NearestNeighbours.of(distances, NEIGHBOURS, pivots), random);
    map.fit();
    return map;
  }

  /** How many streams it has. */
  public int size() {
    return x.length;
  }

  /** How far to the right a stream stands, 0 to 1. */
  public double x(int stream) {
    return x[stream];
  }

  /** How far up a stream stands, 0 to 1. */
  public double y(int stream) {
    return y[stream];
  }

  private void settle(NearestNeighbours nearest, SplittableRandom random) {
    double[][] weights = weights(nearest);
    double[][] due = new double[x.length][];
    Arrays.setAll(due, i -> new double[weights[i].length]);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      double step = FIRST_STEP * (EPOCHS - epoch) / EPOCHS;
      for (int a = 0; a < x.length; a++) {
        for (int rank = 0; rank < weights[a].length; rank++) {
          due[a][rank] += weights[a][rank];
          if (due[a][rank] >= 1) {
            due[a][rank] -= 1;
            draw(a, nearest.place(a, rank), step);
            for (int i = 0; i < DRIVEN; i++) {
              drive(a, random.nextInt(x.length), step);
            }
          }
        }
      }
    }
  }

  /**
   * By point and neighbour how strongly it is drawn, above 0 to 1: fully to the nearest, and by how
   * much farther each is, measured by the mean of that.
   */
  private static double[][] weights(NearestNeighbours nearest) {
    double[][] weights = new double[nearest.points()][];
    for (int a = 0; a < weights.length; a++) {
      int count = nearest.count(a);
      weights[a] = new double[count];
      double sum = 0;
      for (int rank = 0; rank < count; rank++) {
        sum += nearest.distance(a, rank) - nearest.distance(a, 0);
      }
      for (int rank = 0; rank < count; rank++) {
        double farther = nearest.distance(a, rank) - nearest.distance(a, 0);
        double relative = sum > 0 ? farther * count / sum : 0;
        weights[a][rank] = 1 / (1 + relative * relative);
      }
    }
    return weights;
  }

  private void draw(int a, int b, double step) {
    double dx = x[a] - x[b];
    double dy = y[a] - y[b];
    double force = -2 / (1 + dx * dx + dy * dy);
    double mx = step * clipped(force * dx);
    double my = step * clipped(force * dy);
    x[a] += mx;
    y[a] += my;
    x[b] -= mx;
    y[b] -= my;
  }

  private void drive(int a, int b, double step) {
    if (a == b) {
      return;
    }
    double dx = x[a] - x[b];
    double dy = y[a] - y[b];
    double square = dx * dx + dy * dy;
    double force = 2 / ((NEVER_ZERO + square) * (1 + square));
    x[a] += step * clipped(force * dx);
    y[a] += step * clipped(force * dy);
  }

  private static double clipped(double force) {
    return Math.max(-MOST, Math.min(MOST, force));
  }

  /** Into the square from 0 to 1, both axes alike. */
  private void fit() {
    double left = Arrays.stream(x).min().getAsDouble();
    double low = Arrays.stream(y).min().getAsDouble();
    double width = Arrays.stream(x).max().getAsDouble() - left;
    double height = Arrays.stream(y).max().getAsDouble() - low;
    double most = Math.max(width, height);
    for (int i = 0; i < x.length; i++) {
      x[i] = most > 0 ? (x[i] - left + (most - width) / 2) / most : 0.5;
      y[i] = most > 0 ? (y[i] - low + (most - height) / 2) / most : 0.5;
    }
  }
}
