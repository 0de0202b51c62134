package io.entroprint.fit;

import io.entroprint.confidence.Confidence;
import io.entroprint.search.Neighbour;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * A logistic regression of hits and misses on the two numbers of a {@link Confidence}: how near the
 * nearest is, and how much farther the next.
 */
public final class LogisticFit {
  /** Keeps the factors finite where hits and misses do not overlap. */
  private static final double RIDGE = 1e-6;

  private static final int STEPS = 50;
  private static final int FEWEST_OF_A_KIND = 5;
  private static final int FACTORS = 3;

  /** A factor of the distance above this cannot carry a shift. */
  private static final double LEAST_FACTOR = -0.1;

  private static final double PRIOR_ROWS = 2;

  /**
   * One answer.
   *
   * @param near the logarithm of the nearest distance, less the spread of its label
   * @param ratio that logarithm less the logarithm of the next distance
   * @param hit whether the nearest is right
   * @param weight how much it counts
   */
  public record Row(double near, double ratio, boolean hit, double weight) {

    /** The row of an answer whose neighbours are given, one a label or value, nearest first. */
    static Row of(
        List<Neighbour> nearest, double spread, double softening, boolean hit, double weight) {
      double near = Confidence.logDistance(nearest.get(0).distance(), softening);
      double next = nearest.size() > 1 ? nearest.get(1).distance() : Double.POSITIVE_INFINITY;
      return new Row(near - spread, near - Confidence.logDistance(next, softening), hit, weight);
    }

    /** The same with a spread that is larger by so much. */
    public Row shifted(double shift) {
      return new Row(near - shift, ratio, hit, weight);
    }

    Row times(double factor) {
      return new Row(near, ratio, hit, weight * factor);
    }

    public double probability(double[] factors) {
      double x = factors[0] + factors[1] * near + factors[2] * ratio;
      return 1 / (1 + StrictMath.exp(-x));
    }
  }

  private LogisticFit() {}

  /**
   * The bias and the factors of near and ratio, by Newton's method on the weighted log-likelihood.
   *
   * @return empty if there are too few hits or misses to learn from
   */
  static double[] factors(List<Row> known, List<Row> strangers) {
    List<Row> rows = new ArrayList<>(known);
    rows.addAll(strangers);
    long hits = rows.stream().filter(Row::hit).count();
    if (hits < FEWEST_OF_A_KIND || rows.size() - hits < FEWEST_OF_A_KIND) {
      return new double[0];
    }
    RealVector factors = new ArrayRealVector(FACTORS);
    for (int step = 0; step < STEPS; step++) {
      RealVector change = newtonStep(rows, factors);
      factors = factors.add(change);
      if (change.getNorm() < 1e-9) {
        break;
      }
    }
    return factors.toArray();
  }

  /**
   * By how much a spread must differ for the probabilities of some rows to be right on the whole:
   * the most likely shift of {@code near}, held towards 0 as if by two more rows.
   *
   * @return 0 if a distance says next to nothing
   */
  static double shift(List<Row> rows, double[] factors) {
    if (factors[1] > LEAST_FACTOR) {
      return 0;
    }
    double offset = 0;
    for (int step = 0; step < STEPS; step++) {
      double gradient = -offset * PRIOR_ROWS / 4;
      double curvature = PRIOR_ROWS / 4;
      for (Row row : rows) {
        double p = row.probability(new double[] {factors[0] + offset, factors[1], factors[2]});
        gradient += row.weight * ((row.hit ? 1 : 0) - p);
        curvature += row.weight * p * (1 - p);
      }
      offset += gradient / curvature;
      if (Math.abs(gradient / curvature) < 1e-9) {
        break;
      }
    }
    return -offset / factors[1];
  }

  private static RealVector newtonStep(List<Row> rows, RealVector factors) {
    double[] current = factors.toArray();
    double[] gradient = factors.mapMultiply(-RIDGE).toArray();
    double[][] curvature = new double[FACTORS][FACTORS];
    for (Row row : rows) {
      double[] x = {1, row.near, row.ratio};
      double p = row.probability(current);
      for (int i = 0; i < FACTORS; i++) {
        gradient[i] += row.weight * ((row.hit ? 1 : 0) - p) * x[i];
        for (int j = 0; j < FACTORS; j++) {
          curvature[i][j] += x[i] * x[j] * (row.weight * p * (1 - p));
        }
      }
    }
    RealMatrix regular =
        MatrixUtils.createRealMatrix(curvature)
            .add(MatrixUtils.createRealIdentityMatrix(FACTORS).scalarMultiply(RIDGE));
    return new CholeskyDecomposition(regular)
        .getSolver()
        .solve(new ArrayRealVector(gradient, false));
  }
}
