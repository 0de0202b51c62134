package io.entroprint.fit;

/**
 * The mean and the deviation of each column of some rows: factors are fitted on columns of mean 0
 * and deviation 1, so that one ridge holds all of them alike.
 */
final class Standardisation {
  /** A column that varies less does not vary. */
  private static final double CONSTANT = 1e-9;

  final double[] mean;

  /** 1 over the deviation; 0 of a column that does not vary. */
  final double[] scale;

  private Standardisation(double[] mean, double[] scale) {
    this.mean = mean;
    this.scale = scale;
  }

  static Standardisation of(Iterable<double[]> rows, int columns) {
    double[] mean = new double[columns];
    double[] square = new double[columns];
    int count = 0;
    for (double[] row : rows) {
      count++;
      for (int j = 0; j < columns; j++) {
        mean[j] += row[j];
      }
    }
    for (int j = 0; j < columns; j++) {
      mean[j] /= Math.max(1, count);
    }
    for (double[] row : rows) {
      for (int j = 0; j < columns; j++) {
        double d = row[j] - mean[j];
        square[j] += d * d;
      }
    }
    double[] scale = new double[columns];
    for (int j = 0; j < columns; j++) {
      double deviation = Math.sqrt(square[j] / Math.max(1, count));
      scale[j] = deviation < CONSTANT ? 0 : 1 / deviation;
    }
    return new Standardisation(mean, scale);
  }

  double[] apply(double[] row) {
    double[] standard = new double[mean.length];
    for (int j = 0; j < mean.length; j++) {
      standard[j] = (row[j] - mean[j]) * scale[j];
    }
    return standard;
  }
}
