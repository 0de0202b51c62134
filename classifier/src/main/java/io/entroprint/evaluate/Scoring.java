package io.entroprint.evaluate;

import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.evaluate.EvaluationReport.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Counts how often what was said is right. */
final class Scoring {
  /** What may be said in place of a label, or of a nature. */
  private static final Set<String> SILENCE = Set.of("unknown", "undecided", "undetermined");

  private Scoring() {}

  /** Scores the answers, saying of each what {@code said} gives: a label, or a decision's id. */
  static Scores of(List<Answer> answers, Function<Answer, String> said) {
    return of(answers, Answer::truth, said);
  }

  static <T> Scores of(List<T> all, Function<T, String> truth, Function<T, String> said) {
    List<String> truths = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (T one : all) {
      truths.add(truth.apply(one));
      words.add(said.apply(one));
    }
    return of(truths, words);
  }

  private static Scores of(List<String> truths, List<String> said) {
    Map<String, int[]> counts = new TreeMap<>();
    SortedMap<String, Integer> confusions = new TreeMap<>();
    int right = 0;
    int committed = 0;
    for (String truth : truths) {
      counts.computeIfAbsent(truth, l -> new int[3])[0]++;
    }
    for (int i = 0; i < truths.size(); i++) {
      String truth = truths.get(i);
      String says = said.get(i);
      committed += SILENCE.contains(says) ? 0 : 1;
      int[] ofSaid = counts.get(says);
      if (ofSaid != null) {
        ofSaid[1]++;
      }
      if (says.equals(truth)) {
        right++;
        counts.get(truth)[2]++;
      } else {
        confusions.merge(truth + " -> " + says, 1, Integer::sum);
      }
    }
    SortedMap<String, Scores.PerLabel> perLabel = new TreeMap<>();
    double f1s = 0;
    for (Map.Entry<String, int[]> entry : counts.entrySet()) {
      int n = entry.getValue()[0];
      int saidSo = entry.getValue()[1];
      int hits = entry.getValue()[2];
      double f1 = 2.0 * hits / (n + saidSo);
      f1s += f1;
      perLabel.put(
          entry.getKey(),
          new Scores.PerLabel(
              n, saidSo, (double) hits / n, saidSo == 0 ? 0 : (double) hits / saidSo, f1));
    }
    return new Scores(
        truths.size(),
        truths.isEmpty() ? Double.NaN : (double) right / truths.size(),
        counts.isEmpty() ? Double.NaN : f1s / counts.size(),
        committed,
        committed == 0 ? Double.NaN : (double) right / committed,
        perLabel,
        confusions);
  }
}
