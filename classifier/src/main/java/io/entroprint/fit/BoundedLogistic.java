package io.entroprint.fit;

import java.util.List;

/**
 * A logistic regression with a ridge and bounds of signs: the probability that a row is a hit is
 * the logistic function of a constant and a weighted sum of its numbers.
 *
 * @param bias the constant
 * @param factors by number
 */
@SuppressWarnings("ArrayRecordComponent")
record BoundedLogistic(double bias, double[] factors) {
  /** On columns of deviation 1: as strong as some tens of rows. */
  static final double RIDGE = 10;

  /** Keeps the constant finite where all rows are hits. */
  private static final double RIDGE_OF_BIAS = 1e-4;

  /**
   * A row to learn from.
   *
   * @param numbers its numbers
   * @param hit whether it is a hit
   * @param weight how much it counts, above 0
   */
  record Row(double[] numbers, boolean hit, double weight) {}

  double sum(double[] numbers) {
    double sum = bias;
    for (int j = 0; j < factors.length; j++) {
      sum += factors[j] * numbers[j];
    }
    return sum;
  }

  /** The same with another scale and another constant of what goes into the logistic function. */
  BoundedLogistic scaled(double constant, double scale) {
    double[] all = new double[factors.length];
    for (int j = 0; j < all.length; j++) {
      all[j] = scale * factors[j];
    }
    return new BoundedLogistic(constant + scale * bias, all);
  }

  /**
   * Fits.
   *
   * @param signs by number -1, 1, or 0 if its factor may have any sign
   */
  static BoundedLogistic fit(List<Row> rows, int[] signs, double ridge) {
    int columns = signs.length;
    Standardisation standard =
        Standardisation.of(() -> rows.stream().map(Row::numbers).iterator(), columns);
    double[][] x = rows.stream().map(r -> standard.apply(r.numbers())).toArray(double[][]::new);
    int[] bounds = new int[columns + 1];
    System.arraycopy(signs, 0, bounds, 0, columns);
    double[] found =
        ProjectedNewton.minimum(
            new Likelihood(rows, x, columns, ridge), bounds, new double[columns + 1]);
    double bias = found[columns];
    double[] factors = new double[columns];
    for (int j = 0; j < columns; j++) {
      factors[j] = found[j] * standard.scale[j];
      bias -= factors[j] * standard.mean[j];
    }
    return new BoundedLogistic(bias, factors);
  }

  /** The negative logarithm of the likelihood, and the ridge. */
  private record Likelihood(List<Row> rows, double[][] x, int columns, double ridge)
      implements ProjectedNewton.Objective {

    private double sum(double[] at, double[] row) {
      double sum = at[columns];
      for (int j = 0; j < columns; j++) {
        sum += at[j] * row[j];
      }
      return sum;
    }

    @Override
    public double value(double[] at) {
      double value = RIDGE_OF_BIAS / 2 * at[columns] * at[columns];
      for (int j = 0; j < columns; j++) {
        value += ridge / 2 * at[j] * at[j];
      }
      for (int i = 0; i < x.length; i++) {
        double z = sum(at, x[i]);
        double against = rows.get(i).hit() ? -z : z;
        value += rows.get(i).weight() * softplus(against);
      }
      return value;
    }

    /** ln(1 + e^z) without overflow. */
    private static double softplus(double z) {
      return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    @Override
    public void derivatives(double[] at, double[] gradient, double[][] curvature) {
      for (int j = 0; j < columns; j++) {
        gradient[j] = ridge * at[j];
        curvature[j][j] = ridge;
      }
      gradient[columns] = RIDGE_OF_BIAS * at[columns];
      curvature[columns][columns] = RIDGE_OF_BIAS;
      for (int i = 0; i < x.length; i++) {
        double[] row = x[i];
        double p = 1 / (1 + StrictMath.exp(-sum(at, row)));
        double weight = rows.get(i).weight();
        double slope = weight * (p - (rows.get(i).hit() ? 1 : 0));
        double bend = weight * p * (1 - p);
        for (int j = 0; j < columns; j++) {
          gradient[j] += slope * row[j];
          addScaled(curvature[j], row, bend * row[j], j + 1);
        }
        gradient[columns] += slope;
        addScaled(curvature[columns], row, bend, columns);
        curvature[columns][columns] += bend;
      }
    }
  }

  /** Adds a multiple of the first numbers of a row. */
  static void addScaled(double[] to, double[] row, double factor, int count) {
    for (int k = 0; k < count; k++) {
      to[k] += factor * row[k];
    }
  }
}
