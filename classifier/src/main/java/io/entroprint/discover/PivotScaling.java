package io.entroprint.discover;

/**
 * Pivot MDS (U. Brandes and C. Pich, Eigensolver Methods for Progressive Multidimensional Scaling
 * of Large Data, Graph Drawing 2006): where each point stands by its distances to a few pivots, in
 * two dimensions. In proportion to the points in time and memory.
 */
final class PivotScaling {
  private static final int ITERATIONS = 100;

  private PivotScaling() {}

  /**
   * The places of all points: x and y, each with the mean 0 and the mean square 1, or 0.
   *
   * @param distances by pivot and point
   */
  static double[][] of(double[][] distances) {
    int n = distances[0].length;
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

  private static double[][] squares(double[][] distances) {
    double[][] squares = new double[distances.length][];
    for (int p = 0; p < squares.length; p++) {
      squares[p] = distances[p].clone();
      for (int i = 0; i < squares[p].length; i++) {
        squares[p][i] *= squares[p][i];
      }
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
