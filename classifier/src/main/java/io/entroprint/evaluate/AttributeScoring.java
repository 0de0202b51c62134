package io.entroprint.evaluate;

import io.entroprint.confidence.Attribute;
import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.evaluate.EvaluationReport.AttributeScores;
import io.entroprint.evaluate.EvaluationReport.AttributeScores.PerLabel;
import io.entroprint.library.Attributes;
import io.entroprint.match.Claim;
import io.entroprint.match.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Counts how often client software, server software and settings are right. */
final class AttributeScoring {
  private AttributeScoring() {}

  /**
   * By what the verdicts claim.
   *
   * @return by attribute id
   */
  static SortedMap<String, AttributeScores> claimed(List<Answer> answers) {
    SortedMap<String, AttributeScores> all = new TreeMap<>();
    all.put(Attribute.CLIENT.id(), claimed(answers, Attribute.CLIENT, Verdict::client));
    all.put(Attribute.SERVER.id(), claimed(answers, Attribute.SERVER, Verdict::server));
    all.put(Attribute.SETTINGS.id(), claimed(answers, Attribute.SETTINGS, Verdict::settings));
    return all;
  }

  private static AttributeScores claimed(
      List<Answer> answers, Attribute attribute, Function<Verdict, Optional<Claim>> claim) {
    SortedMap<String, int[]> counts = new TreeMap<>();
    for (Answer answer : answers) {
      Attributes truth = answer.stream().truth().attributes();
      if (!attribute.of(truth).isEmpty()) {
        String value = claim.apply(answer.verdict()).map(Claim::value).orElse("");
        int[] count = counts.computeIfAbsent(answer.truth(), l -> new int[3]);
        count[0]++;
        count[1] += value.isEmpty() ? 0 : 1;
        count[2] += isRight(attribute, value, truth) ? 1 : 0;
      }
    }
    SortedMap<String, PerLabel> perLabel = new TreeMap<>();
    counts.forEach(
        (label, c) -> perLabel.put(label, new PerLabel(c[0], c[1], c[2], c[2], c[1] > 0, 0, 0)));
    return new AttributeScores(perLabel);
  }

  private static boolean isRight(Attribute attribute, String value, Attributes truth) {
    return value.equals(attribute.of(truth))
        || (attribute == Attribute.SETTINGS && value.equals(Attribute.SETTINGS_CLASS.of(truth)));
  }
}
