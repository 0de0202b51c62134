package io.entroprint.evaluate;

import io.entroprint.confidence.Attribute;
import io.entroprint.confidence.Confidence;
import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.evaluate.EvaluationReport.AttributeScores;
import io.entroprint.evaluate.EvaluationReport.AttributeScores.PerLabel;
import io.entroprint.fit.AttributeCalibration;
import io.entroprint.fit.AttributeCalibration.Told;
import io.entroprint.fit.LogisticFit.Row;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Attributes;
import io.entroprint.match.Claim;
import io.entroprint.match.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Counts how often client software, server software and settings are right. */
final class AttributeScoring {
  private static final double SURE = 0.9;

  private static final List<Attribute> SOFTWARE_AND_SETTINGS =
      List.of(Attribute.CLIENT, Attribute.SERVER, Attribute.SETTINGS, Attribute.SETTINGS_CLASS);

  private AttributeScoring() {}

  /**
   * By leaving out, for each stream, what shares more with it than the attribute. How sure a claim
   * is rests on factors fitted on the other labels.
   *
   * @return by attribute id
   */
  static SortedMap<String, AttributeScores> leavingOut(List<LabelledStream> streams, int threads)
      throws InterruptedException {
    SortedMap<String, AttributeScores> all = new TreeMap<>();
    for (Attribute attribute : SOFTWARE_AND_SETTINGS) {
      SortedMap<String, Told> told = new AttributeCalibration(attribute, threads).tell(streams);
      SortedMap<String, PerLabel> perLabel = new TreeMap<>();
      told.forEach((label, one) -> perLabel.put(label, perLabel(label, one, told)));
      all.put(attribute.id(), new AttributeScores(perLabel));
    }
    return all;
  }

  private static PerLabel perLabel(String label, Told one, SortedMap<String, Told> told) {
    SortedMap<String, Told> others = AttributeCalibration.reliable(told);
    others.remove(label);
    Optional<Confidence> confidence =
        one.reliable()
            ? AttributeCalibration.confidence(new TreeMap<>(Map.of(label, one)), others)
            : Optional.empty();
    int said = 0;
    int saidRight = 0;
    int right = 0;
    for (Row row : one.known()) {
      boolean claimed =
          confidence.isPresent()
              && sure(row, one, label, confidence.get()) >= confidence.get().threshold();
      said += claimed ? 1 : 0;
      saidRight += claimed && row.hit() ? 1 : 0;
      right += row.hit() ? 1 : 0;
    }
    int unseenSure = 0;
    for (Row row : one.strangers()) {
      unseenSure +=
          confidence.isPresent() && sure(row, one, label, confidence.get()) > SURE ? 1 : 0;
    }
    return new PerLabel(
        one.known().size(),
        said,
        saidRight,
        right,
        one.reliable(),
        one.strangers().size(),
        unseenSure);
  }

  /** The confidence in a row whose distance is relative to the label's spread before the fit. */
  private static double sure(Row row, Told one, String label, Confidence confidence) {
    double shift = confidence.spreads().get(label) - one.spread();
    return row.shifted(shift)
        .probability(new double[] {confidence.bias(), confidence.distance(), confidence.ratio()});
  }

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
