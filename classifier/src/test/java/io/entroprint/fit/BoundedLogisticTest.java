package io.entroprint.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundedLogisticTest {
  private static List<BoundedLogistic.Row> rows(double bias, double... factors) {
    Random random = new Random(3);
    List<BoundedLogistic.Row> rows = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double[] x = new double[factors.length];
      double z = bias;
      for (int j = 0; j < x.length; j++) {
        x[j] = random.nextGaussian() * (j + 1);
        z += factors[j] * x[j];
      }
      boolean hit = random.nextDouble() < 1 / (1 + Math.exp(-z));
      rows.add(new BoundedLogistic.Row(x, hit, 1));
    }
    return rows;
  }

  @Test
  void findsWhatTheRowsWereMadeWith() {
    BoundedLogistic fit = BoundedLogistic.fit(rows(0.5, -1, 0.7, 0), new int[] {-1, 1, 0}, 0.001);
    assertEquals(0.5, fit.bias(), 0.08);
    assertEquals(-1, fit.factors()[0], 0.08);
    assertEquals(0.7, fit.factors()[1], 0.08);
    assertEquals(0, fit.factors()[2], 0.04);
  }

  @Test
  void aFactorOfTheOtherSignIsZeroAndTheRestIsFittedWithoutIt() {
    List<BoundedLogistic.Row> rows = rows(0.5, -1, 0.7);
    BoundedLogistic bound = BoundedLogistic.fit(rows, new int[] {-1, -1}, 1);
    assertEquals(0, bound.factors()[1]);
    List<BoundedLogistic.Row> without = new ArrayList<>();
    for (BoundedLogistic.Row row : rows) {
      without.add(
          new BoundedLogistic.Row(new double[] {row.numbers()[0]}, row.hit(), row.weight()));
    }
    BoundedLogistic alone = BoundedLogistic.fit(without, new int[] {-1}, 1);
    assertEquals(alone.factors()[0], bound.factors()[0], 1e-6);
    assertEquals(alone.bias(), bound.bias(), 1e-6);
  }

  /** The choice among candidates that differ in one number is a logistic regression of it. */
  @Test
  void aChoiceFindsWhatTellsTheRightCandidate() {
    Random random = new Random(4);
    List<BoundedChoice.Choice> choices = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      double[][] candidates = new double[3][2];
      int right = 0;
      double best = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < 3; k++) {
        candidates[k][0] = random.nextGaussian();
        candidates[k][1] = random.nextGaussian();
        // Gumbel noise makes the largest a draw from the logit.
        double utility = -2 * candidates[k][0] - Math.log(-Math.log(random.nextDouble()));
        if (utility > best) {
          best = utility;
          right = k;
        }
      }
      choices.add(new BoundedChoice.Choice(candidates, new double[] {0}, right, 1));
    }
    double[] factors = BoundedChoice.fit(choices, new int[] {-1, -1});
    assertEquals(-2, factors[0], 0.15);
    assertTrue(factors[1] <= 0 && factors[1] > -0.1, "" + factors[1]);
  }
}
