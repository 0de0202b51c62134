package io.entroprint.train;

import io.entroprint.fingerprint.Attributes;
import io.entroprint.match.Attribute;
import io.entroprint.match.Claim;
import io.entroprint.match.Verdict;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How often client software, server software or settings are right, by label.
 *
 * @param perLabel the labels that carry it; with families left out, those with two values or more
 */
public record AttributeScores(SortedMap<String, PerLabel> perLabel) {
  private static final List<Attribute> SOFTWARE_AND_SETTINGS =
      List.of(Attribute.CLIENT, Attribute.SERVER, Attribute.SETTINGS, Attribute.SETTINGS_CLASS);

  /**
   * One label.
   *
   * @param streams how many were asked about: with families left out, those whose value others
   *     have, too
   * @param said of how many a value was said
   * @param right of how many the value said is right
   * @param given whether a library made of these captures says it at all; what follows is about the
   *     labels of which it does
   */
  public record PerLabel(int streams, int said, int right, boolean given) {
    /** The share that was said right. */
    public double accuracy() {
      return streams == 0 ? Double.NaN : (double) right / streams;
    }
  }

  /** How many labels it is given for. */
  public int labels() {
    return (int) perLabel.values().stream().filter(PerLabel::given).count();
  }

  /** How many streams of those labels were asked about. */
  public int streams() {
    return perLabel.values().stream().filter(PerLabel::given).mapToInt(PerLabel::streams).sum();
  }

  /** The share of those streams that was said right; NaN if there is none. */
  public double accuracy() {
    int right = perLabel.values().stream().filter(PerLabel::given).mapToInt(PerLabel::right).sum();
    return streams() == 0 ? Double.NaN : (double) right / streams();
  }

  /** The mean of the labels' accuracies; NaN if there is none. */
  public double meanOfLabels() {
    return perLabel.values().stream()
        .filter(PerLabel::given)
        .mapToDouble(PerLabel::accuracy)
        .average()
        .orElse(Double.NaN);
  }

  /**
   * By leaving out, for each stream, what shares more with it than the attribute.
   *
   * @return by attribute id
   */
  static SortedMap<String, AttributeScores> leavingOut(List<LabelledStream> streams, int threads)
      throws InterruptedException {
    SortedMap<String, AttributeScores> all = new TreeMap<>();
    for (Attribute attribute : SOFTWARE_AND_SETTINGS) {
      SortedMap<String, PerLabel> perLabel = new TreeMap<>();
      new AttributeCalibration(attribute, threads)
          .tell(streams)
          .forEach(
              (label, told) -> {
                int right = (int) Math.round(told.accuracy() * told.rows());
                perLabel.put(label, new PerLabel(told.rows(), told.rows(), right, told.reliable()));
              });
      all.put(attribute.id(), new AttributeScores(perLabel));
    }
    return all;
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
      List<Answer> answers, Attribute attribute, Function<Verdict, Claim> claim) {
    SortedMap<String, int[]> counts = new TreeMap<>();
    for (Answer answer : answers) {
      Attributes truth = answer.stream().truth().attributes();
      if (!attribute.of(truth).isEmpty()) {
        String value = claim.apply(answer.verdict()).value();
        int[] count = counts.computeIfAbsent(answer.truth(), l -> new int[3]);
        count[0]++;
        count[1] += value.isEmpty() ? 0 : 1;
        count[2] += isRight(attribute, value, truth) ? 1 : 0;
      }
    }
    SortedMap<String, PerLabel> perLabel = new TreeMap<>();
    counts.forEach((label, c) -> perLabel.put(label, new PerLabel(c[0], c[1], c[2], c[1] > 0)));
    return new AttributeScores(perLabel);
  }

  private static boolean isRight(Attribute attribute, String value, Attributes truth) {
    return value.equals(attribute.of(truth))
        || (attribute == Attribute.SETTINGS && value.equals(Attribute.SETTINGS_CLASS.of(truth)));
  }
}
