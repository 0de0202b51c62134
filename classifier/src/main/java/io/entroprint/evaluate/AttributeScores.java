package io.entroprint.evaluate;

import io.entroprint.confidence.Attribute;
import io.entroprint.library.Attributes;
import io.entroprint.match.Claim;
import io.entroprint.match.Verdict;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * How often client software, server software or settings are right, by label.
 *
 * @param perLabel the labels that carry it; with families left out, those with two values or more
 */
public record AttributeScores(SortedMap<String, PerLabel> perLabel) {
  private static final double SURE = 0.9;

  private static final List<Attribute> SOFTWARE_AND_SETTINGS =
      List.of(Attribute.CLIENT, Attribute.SERVER, Attribute.SETTINGS, Attribute.SETTINGS_CLASS);

  /**
   * One label.
   *
   * @param streams how many were asked about: with families left out, those whose value others
   *     have, too
   * @param said of how many a value was said
   * @param saidRight of how many the value said is right
   * @param right of how many the most likely value is right, said or not
   * @param given whether a library made of these captures says it at all; what follows is about the
   *     labels of which it does
   * @param unseen how many were asked about as if no other had their value
   * @param unseenSure of how many of those a value was said with a confidence above .9
   */
  public record PerLabel(
      int streams, int said, int saidRight, int right, boolean given, int unseen, int unseenSure) {
    /** The share that was most likely right; NaN if there is none. */
    public double accuracy() {
      return share(right, streams);
    }
  }

  /** How many labels it is given for. */
  public int labels() {
    return (int) perLabel.values().stream().filter(PerLabel::given).count();
  }

  /** How many streams of those labels were asked about. */
  public int streams() {
    return sum(PerLabel::streams);
  }

  /** The share of those streams whose most likely value is right; NaN if there is none. */
  public double accuracy() {
    return share(sum(PerLabel::right), streams());
  }

  /** The share of those streams of which a value was said; NaN if there is none. */
  public double answered() {
    return share(sum(PerLabel::said), streams());
  }

  /** The share of what was said that is right; NaN if nothing was said. */
  public double precision() {
    return share(sum(PerLabel::saidRight), sum(PerLabel::said));
  }

  /**
   * Of the streams of those labels, asked about as if no other had their value, the share of which
   * a value was said with a confidence above .9; NaN if there is none.
   */
  public double unseenSure() {
    return share(sum(PerLabel::unseenSure), sum(PerLabel::unseen));
  }

  private int sum(ToIntFunction<PerLabel> count) {
    return perLabel.values().stream().filter(PerLabel::given).mapToInt(count).sum();
  }

  private static double share(int part, int whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
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
    counts.forEach(
        (label, c) -> perLabel.put(label, new PerLabel(c[0], c[1], c[2], c[2], c[1] > 0, 0, 0)));
    return new AttributeScores(perLabel);
  }

  private static boolean isRight(Attribute attribute, String value, Attributes truth) {
    return value.equals(attribute.of(truth))
        || (attribute == Attribute.SETTINGS && value.equals(Attribute.SETTINGS_CLASS.of(truth)));
  }
}
