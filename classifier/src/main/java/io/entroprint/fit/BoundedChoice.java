package io.entroprint.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A conditional logit with a ridge and bounds of signs: which of several candidates is the right
 * one, each by a weighted sum of its own numbers, or none of them.
 *
 * @see <a href="https://eml.berkeley.edu/reprints/mcfadden/zarembka.pdf">D. McFadden, Conditional
 *     logit analysis of qualitative choice behavior, 1974</a>
 */
@SuppressWarnings("ArrayRecordComponent")
final class BoundedChoice {
  private static final double RIDGE = 2;

  private BoundedChoice() {}

  /**
   * A choice to learn from.
   *
   * @param candidates the numbers of each
   * @param none the numbers of the answer that it is none of them
   * @param right the index of the right candidate; -1 if none is
   * @param weight how much it counts, above 0
   */
  record Choice(double[][] candidates, double[] none, int right, double weight) {}

  /**
   * The factors of a candidate's numbers.
   *
   * @param signs by number -1, 1, or 0 if its factor may have any sign
   */
  static double[] fit(List<Choice> choices, int[] signs) {
    int columns = signs.length;
    int ofNone = choices.get(0).none().length;
    Standardisation standard =
        Standardisation.of(
            () -> choices.stream().flatMap(c -> Stream.of(c.candidates())).iterator(), columns);
    Standardisation standardOfNone =
        Standardisation.of(() -> choices.stream().map(Choice::none).iterator(), ofNone);
    List<Choice> all =
        choices.stream()
            .map(
                c ->
                    new Choice(
                        Stream.of(c.candidates()).map(standard::apply).toArray(double[][]::new),
                        standardOfNone.apply(c.none()),
                        c.right(),
                        c.weight()))
            .toList();
    int[] bounds = new int[columns + ofNone + 1];
    System.arraycopy(signs, 0, bounds, 0, columns);
    double[] found =
        ProjectedNewton.minimum(
            new Likelihood(all, columns, ofNone), bounds, new double[bounds.length]);
    double[] factors = new double[columns];
    for (int j = 0; j < columns; j++) {
      factors[j] = found[j] * standard.scale[j];
    }
    return factors;
  }

  /** The negative logarithm of the likelihood, and the ridge. */
  private record Likelihood(List<Choice> choices, int columns, int ofNone)
      implements ProjectedNewton.Objective {

    private static double sum(double[] at, int from, double[] row) {
      double sum = 0;
      for (int j = 0; j < row.length; j++) {
        sum += at[from + j] * row[j];
      }
      return sum;
    }

    /** The utilities of the candidates, and last that of none. */
    private double[] utilities(double[] at, Choice choice) {
      int n = choice.candidates().length;
      double[] utilities = new double[n + 1];
      for (int k = 0; k < n; k++) {
        utilities[k] = sum(at, 0, choice.candidates()[k]);
      }
      utilities[n] = sum(at, columns, choice.none()) + at[columns + ofNone];
      return utilities;
    }

    /** Turns utilities into probabilities; returns the logarithm of the sum of exponentials. */
    private static double softmax(double[] utilities) {
      double most = Double.NEGATIVE_INFINITY;
      for (double u : utilities) {
        most = Math.max(most, u);
      }
      double sum = 0;
      for (int k = 0; k < utilities.length; k++) {
        utilities[k] = StrictMath.exp(utilities[k] - most);
        sum += utilities[k];
      }
      for (int k = 0; k < utilities.length; k++) {
        utilities[k] /= sum;
      }
      return most + StrictMath.log(sum);
    }

    private static int right(Choice choice) {
      return choice.right() < 0 ? choice.candidates().length : choice.right();
    }

    @Override
    public double value(double[] at) {
      double value = 0;
      for (double factor : at) {
        value += RIDGE / 2 * factor * factor;
      }
      for (Choice choice : choices) {
        double[] utilities = utilities(at, choice);
        double own = utilities[right(choice)];
        value += choice.weight() * (softmax(utilities) - own);
      }
      return value;
    }

    @Override
    public void derivatives(double[] at, double[] gradient, double[][] curvature) {
      int size = at.length;
      for (int j = 0; j < size; j++) {
        gradient[j] = RIDGE * at[j];
        curvature[j][j] = RIDGE;
      }
      double[] mean = new double[size];
      double[] none = new double[size];
      for (Choice choice : choices) {
        double[] p = utilities(at, choice);
        softmax(p);
        int n = choice.candidates().length;
        Arrays.fill(mean, 0);
        for (int k = 0; k < n; k++) {
          BoundedLogistic.addScaled(mean, choice.candidates()[k], p[k], columns);
          addSquare(curvature, choice.candidates()[k], choice.weight() * p[k], columns);
        }
        Arrays.fill(none, 0);
        System.arraycopy(choice.none(), 0, none, columns, ofNone);
        none[size - 1] = 1;
        for (int j = columns; j < size; j++) {
          mean[j] += p[n] * none[j];
        }
        addSquare(curvature, none, choice.weight() * p[n], size);
        addSquare(curvature, mean, -choice.weight(), size);
        double[] right = choice.right() < 0 ? none : choice.candidates()[choice.right()];
        for (int j = 0; j < size; j++) {
          double own = j < right.length ? right[j] : 0;
          gradient[j] += choice.weight() * (mean[j] - own);
        }
      }
    }

    private static void addSquare(double[][] curvature, double[] row, double weight, int count) {
      for (int j = 0; j < count; j++) {
        if (row[j] != 0) {
          BoundedLogistic.addScaled(curvature[j], row, weight * row[j], j + 1);
        }
      }
    }
  }
}
