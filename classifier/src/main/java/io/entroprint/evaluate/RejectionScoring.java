package io.entroprint.evaluate;

import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.evaluate.EvaluationReport.Rejection;
import io.entroprint.evaluate.EvaluationReport.Rejection.PerLabel;
import io.entroprint.evaluate.EvaluationReport.Rejection.Trade;
import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts how often a protocol that the library does not know is called unknown. */
final class RejectionScoring {
  private static final double[] LOST = {0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08};

  private RejectionScoring() {}

  /**
   * A stream whose label was left out.
   *
   * @param label the label
   * @param verdict what was said of it
   */
  record Stranger(String label, Verdict verdict) {}

  static Rejection of(List<Answer> known, List<Stranger> strangers) {
    SortedMap<String, Integer> accepted = new TreeMap<>();
    for (Stranger stranger : strangers) {
      if (stranger.verdict().decision() == Decision.KNOWN) {
        accepted.merge(
            stranger.label() + " -> " + stranger.verdict().labelOrDecision(), 1, Integer::sum);
      }
    }
    List<Boolean> rejected =
        strangers.stream().map(s -> s.verdict().decision() != Decision.KNOWN).toList();
    SortedMap<String, PerLabel> perLabel = perLabel(strangers, rejected);
    return new Rejection(
        strangers.size(),
        share(rejected),
        mean(perLabel),
        perLabel,
        accepted,
        trades(known, strangers));
  }

  private static List<Trade> trades(List<Answer> known, List<Stranger> strangers) {
    double[] right =
        known.stream()
            .filter(Answer::isRight)
            .mapToDouble(a -> a.forced().confidence())
            .sorted()
            .toArray();
    List<Trade> trades = new ArrayList<>();
    for (double lost : LOST) {
      int at = (int) (lost * known.size());
      if (at < right.length) {
        double threshold = right[at];
        List<Answer> answered =
            known.stream().filter(a -> a.forced().confidence() >= threshold).toList();
        List<Boolean> rejected =
            strangers.stream().map(s -> !(s.verdict().confidence() >= threshold)).toList();
        trades.add(
            new Trade(
                lost,
                threshold,
                (double) answered.size() / known.size(),
                share(answered.stream().map(Answer::isRight).toList()),
                share(rejected),
                mean(perLabel(strangers, rejected))));
      }
    }
    return List.copyOf(trades);
  }

  private static SortedMap<String, PerLabel> perLabel(
      List<Stranger> strangers, List<Boolean> rejected) {
    Map<String, List<Boolean>> byLabel = new TreeMap<>();
    for (int i = 0; i < strangers.size(); i++) {
      byLabel
          .computeIfAbsent(strangers.get(i).label(), l -> new ArrayList<>())
          .add(rejected.get(i));
    }
    SortedMap<String, PerLabel> perLabel = new TreeMap<>();
    byLabel.forEach((label, all) -> perLabel.put(label, new PerLabel(all.size(), share(all))));
    return perLabel;
  }

  private static double mean(SortedMap<String, PerLabel> perLabel) {
    return perLabel.values().stream().mapToDouble(PerLabel::rejected).average().orElse(Double.NaN);
  }

  private static double share(List<Boolean> all) {
    return all.stream().mapToInt(b -> b ? 1 : 0).average().orElse(Double.NaN);
  }
}
