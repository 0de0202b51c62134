package io.entroprint.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.fit.LogisticFit.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticFitTest {
  private static final double[] TRUTH = {-0.5, -2, -4};

  private static List<Row> drawn(int rows, double shift, Random random) {
    List<Row> drawn = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double near = random.nextGaussian();
      double ratio = -random.nextDouble();
      double p = new Row(near - shift, ratio, true, 1).probability(TRUTH);
      drawn.add(new Row(near, ratio, random.nextDouble() < p, 1));
    }
    return drawn;
  }

  @Test
  void itFindsTheFactorsThatTheAnswersWereDrawnWith() {
    double[] factors = LogisticFit.factors(drawn(20_000, 0, new Random(1)), List.of());
    for (int i = 0; i < TRUTH.length; i++) {
      assertEquals(TRUTH[i], factors[i], 0.15);
    }
  }

  @Test
  void aShiftMakesTheMeanProbabilityTheShareOfHits() {
    Random random = new Random(2);
    for (double shift : new double[] {-0.7, 0, 0.4}) {
      List<Row> rows = drawn(5_000, shift, random);
      double found = LogisticFit.shift(rows, TRUTH);
      double mean =
          rows.stream()
              .mapToDouble(row -> row.shifted(found).probability(TRUTH))
              .average()
              .orElseThrow();
      double hits = rows.stream().filter(Row::hit).count() / (double) rows.size();
      assertEquals(hits, mean, 0.002);
      assertEquals(shift, found, 0.1);
    }
  }

  @Test
  void fewRowsShiftLittleAndADistanceThatSaysNothingNotAtAll() {
    List<Row> one = List.of(new Row(0, 0, true, 1));
    assertTrue(Math.abs(LogisticFit.shift(one, TRUTH)) < 1);
    assertEquals(0, LogisticFit.shift(one, new double[] {-3, 0, -4}));
  }
}
