package io.entroprint.discover;

import io.entroprint.search.MutualDistances;
import java.util.Arrays;

/**
 * Pivot MDS (U. Brandes and C. Pich, Eigensolver Methods for Progressive Multidimensional Scaling
 * of Large Data, Graph Drawing 2006): where each point stands by its distances to a few pivots, in
 * two dimensions. In proportion to the points in time and memory.
 */
final class PivotScaling {
  private static final int PIVOTS = 40;
  private static final int ITERATIONS = 100;

  /** Stands for the distance of vectors that have nothing in common. */
  private static final double FARTHEST = 5;

  private PivotScaling() {}

  /** The places of all points: x and y, each with the mean 0 and the mean square 1, or 0. */
  static double[][] of(MutualDistances distances) {
    int n = distances.size();
    double[][] squares = squares(distances);
    centre(squares, n);
    int pivots = squares.length;
    double[][] products = new double[pivots][pivots];
    for (int p = 0; p < pivots; p++) {
      for (int q = 0; q < pivots; q++) {
        for (int i = 0; i < n; i++) {
          products[p][q] += squares[p][i] * squares[q][i];
        }
      }
    }
    double[][] axes = new double[2][n];
    double[] first = eigenvector(products, null);
    project(squares, first, axes[0]);
    project(squares, eigenvector(products, first), axes[1]);
    return axes;
  }

  /** The squares of the distances to pivots, each the farthest from those before. */
  private static double[][] squares(MutualDistances distances) {
    int n = distances.size();
    double[][] squares = new double[Math.min(n, PIVOTS)][n];
    double[] nearest = new double[n];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int pivot = 0;
    for (double[] row : squares) {
      int next = 0;
      for (int i = 0; i < n; i++) {
        double distance = i == pivot ? 0 : Math.min(FARTHEST, distances.between(pivot, i));
        row[i] = distance * distance;
        nearest[i] = Math.min(nearest[i], distance);
        next = nearest[i] > nearest[next] ? i : next;
      }
      pivot = next;
    }
    return squares;
  }

  /** Takes the means of rows and columns off. */
  private static void centre(double[][] rows, int n) {
    double[] columns = new double[n];
    double all = 0;
    for (double[] row : rows) {
      for (int i = 0; i < n; i++) {
        columns[i] += row[i] / rows.length;
      }
    }
    for (int i = 0; i < n; i++) {
      all += columns[i] / n;
    }
    for (double[] row : rows) {
      double mean = 0;
      for (int i = 0; i < n; i++) {
        mean += row[i] / n;
      }
      for (int i = 0; i < n; i++) {
        row[i] = -(row[i] - mean - columns[i] + all) / 2;
      }
    }
  }

  /** By power iteration, at a right angle to another one. */
  private static double[] eigenvector(double[][] matrix, double[] other) {
    int n = matrix.length;
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      vector[i] = 1 + i % 7;
    }
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      if (other != null) {
        double along = dot(vector, other);
        for (int i = 0; i < n; i++) {
          vector[i] -= along * other[i];
        }
      }
      double[] next = new double[n];
      for (int i = 0; i < n; i++) {
        next[i] = dot(matrix[i], vector);
      }
      double length = Math.sqrt(dot(next, next));
      if (!(length > 0)) {
        break;
      }
      for (int i = 0; i < n; i++) {
        vector[i] = next[i] / length;
      }
    }
    return vector;
  }

  private static void project(double[][] squares, double[] vector, double[] into) {
    int n = into.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < squares.length; p++) {
        into[i] += squares[p][i] * vector[p];
      }
      sum += into[i] * into[i];
    }
    double scale = sum > 0 ? Math.sqrt(n / sum) : 0;
    for (int i = 0; i < n; i++) {
      into[i] *= scale;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
