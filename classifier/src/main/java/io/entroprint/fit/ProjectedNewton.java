package io.entroprint.fit;

import java.util.Arrays;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;

/**
 * Minimises a convex function of numbers that may be bound to one sign, by Newton steps among those
 * that are not held at 0 and a line search along the projection.
 *
 * @see <a href="https://doi.org/10.1137/0320018">D. P. Bertsekas, Projected Newton methods for
 *     optimization problems with simple constraints, 1982</a>
 */
final class ProjectedNewton {
  private static final int STEPS = 60;
  private static final int HALVINGS = 30;
  private static final double SUFFICIENT = 1e-4;

  /** A step that gains a smaller share than this is the last. */
  private static final double LEAST_GAIN = 1e-9;

  private ProjectedNewton() {}

  /** A strictly convex function that is twice differentiable. */
  interface Objective {
    /** The value at a point. */
    double value(double[] at);

    /**
     * The derivatives at a point.
     *
     * @param gradient zeros, to be filled
     * @param curvature zeros, of which the lower triangle is to be filled
     */
    void derivatives(double[] at, double[] gradient, double[][] curvature);
  }

  /**
   * The point where the function is least.
   *
   * @param signs by coordinate -1, 1, or 0 if it may have any sign
   * @param start where to begin
   */
  static double[] minimum(Objective objective, int[] signs, double[] start) {
    double[] x = projected(start, signs);
    double value = objective.value(x);
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[x.length];
      double[][] curvature = new double[x.length][x.length];
      objective.derivatives(x, gradient, curvature);
      int[] free = free(x, gradient, signs);
      if (free.length == 0) {
        break;
      }
      double[] direction = newton(gradient, curvature, free);
      double before = value;
      double size = 1;
      for (int halving = 0; halving < HALVINGS; halving++, size /= 2) {
        double[] next = x.clone();
        for (int i = 0; i < free.length; i++) {
          next[free[i]] += size * direction[i];
        }
        next = projected(next, signs);
        double promised = 0;
        for (int i : free) {
          promised += gradient[i] * (x[i] - next[i]);
        }
        double found = objective.value(next);
        if (found <= value - SUFFICIENT * promised) {
          x = next;
          value = found;
          break;
        }
      }
      if (!(before - value > LEAST_GAIN * Math.abs(before))) {
        break;
      }
    }
    return x;
  }

  private static double[] projected(double[] x, int[] signs) {
    double[] inside = x.clone();
    for (int i = 0; i < x.length; i++) {
      if (signs[i] * x[i] < 0) {
        inside[i] = 0;
      }
    }
    return inside;
  }

  /** The coordinates that are not held at 0 by their bound. */
  private static int[] free(double[] x, double[] gradient, int[] signs) {
    int[] free = new int[x.length];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      if (signs[i] == 0 || x[i] != 0 || signs[i] * gradient[i] < 0) {
        free[count++] = i;
      }
    }
    return Arrays.copyOf(free, count);
  }

  private static double[] newton(double[] gradient, double[][] curvature, int[] free) {
    int n = free.length;
    double[][] reduced = new double[n][n];
    double[] downhill = new double[n];
    for (int i = 0; i < n; i++) {
      downhill[i] = -gradient[free[i]];
      for (int j = 0; j <= i; j++) {
        reduced[i][j] = curvature[free[i]][free[j]];
        reduced[j][i] = reduced[i][j];
      }
    }
    return new CholeskyDecomposition(MatrixUtils.createRealMatrix(reduced), 1e-9, 1e-14)
        .getSolver()
        .solve(new ArrayRealVector(downhill, false))
        .toArray();
  }
}
