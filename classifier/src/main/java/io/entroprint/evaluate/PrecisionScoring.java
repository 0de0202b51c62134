package io.entroprint.evaluate;

import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.evaluate.EvaluationReport.PrecisionAtCoverage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds what precision the surest answers have. */
final class PrecisionScoring {
  private static final double[] COVERAGES = {0.70, 0.80, 0.85, 0.90, 0.95, 1};

  private PrecisionScoring() {}

  static List<PrecisionAtCoverage> of(List<Answer> answers) {
    List<Answer> surest = new ArrayList<>(answers);
    surest.sort(Comparator.comparingDouble((Answer a) -> -a.forced().confidence()));
    int[] right = new int[surest.size() + 1];
    for (int i = 0; i < surest.size(); i++) {
      right[i + 1] = right[i] + (surest.get(i).isRight() ? 1 : 0);
    }
    List<PrecisionAtCoverage> all = new ArrayList<>();
    if (!answers.isEmpty()) {
      for (double coverage : COVERAGES) {
        int count = Math.max(1, (int) Math.round(coverage * surest.size()));
        all.add(
            new PrecisionAtCoverage(
                coverage,
                surest.get(count - 1).forced().confidence(),
                (double) right[count] / count));
      }
    }
    return List.copyOf(all);
  }
}
