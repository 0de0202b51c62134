package io.entroprint.fit;

import io.entroprint.confidence.CandidateFeatures;
import io.entroprint.confidence.CandidateRule;
import io.entroprint.entropy.View;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.Label;
import io.entroprint.search.Candidates;
import java.util.function.ToDoubleFunction;

/**
 * One question to learn a {@link CandidateRule} from: a stream among the nearest labels of a
 * library that does not know its family.
 */
final class RuleQuestion {
  /** What a question stands for. */
  enum Kind {
    /** A stream of a label that other families of the library have. */
    KNOWN,
    /** A stream as if the library had never heard of its label. */
    STRANGER,
    /** A stream of the other transport. */
    OF_OTHER_TRANSPORT
  }

  final Kind kind;

  /** Of which stream. */
  final LabelledStream stream;

  /** Its family. */
  final String family;

  /** What streams of a group count together: the label of a stranger, most often. */
  final String group;

  private final Candidates candidates;

  /** Which candidates may answer, in the order of their distance. */
  private final int[] ranks;

  private final boolean[] oneFamily;
  private final double[] spreads;
  private final boolean oneDirection;

  /** The index in {@link #ranks} of the right label; -1 if none is. */
  private final int right;

  RuleQuestion(
      Kind kind,
      LabelledStream stream,
      String group,
      Candidates candidates,
      int[] ranks,
      boolean[] oneFamily,
      boolean oneDirection,
      int right) {
    this.kind = kind;
    this.stream = stream;
    family = stream.family();
    this.group = group;
    this.candidates = candidates;
    this.ranks = ranks;
    this.oneFamily = oneFamily;
    this.oneDirection = oneDirection;
    this.right = right;
    spreads = new double[ranks.length];
  }

  boolean isKnown() {
    return kind == Kind.KNOWN;
  }

  /** Takes the spreads of the labels that may answer. */
  RuleQuestion withSpreads(ToDoubleFunction<Label> spread) {
    for (int i = 0; i < ranks.length; i++) {
      spreads[i] = spread.applyAsDouble(candidates.fingerprint(ranks[i]).label());
    }
    return this;
  }

  BoundedChoice.Choice choice(double weight) {
    double[][] numbers = new double[ranks.length][CandidateFeatures.ORDER];
    for (int i = 0; i < ranks.length; i++) {
      CandidateFeatures.order(candidates, ranks[i], spreads[i], numbers[i]);
    }
    double[] none = new double[View.values().length * 2 + 1];
    int at = 0;
    for (View view : View.values()) {
      none[at++] = candidates.reached(view);
      none[at++] = candidates.reached(view) == 0 ? 1 : 0;
    }
    none[at] = candidates.lastOffset() < 64 ? 1 : 0;
    return new BoundedChoice.Choice(numbers, none, right, weight);
  }

  /** The answer under a rule whose first step is fitted. */
  Answer answer(CandidateRule rule) {
    int first = -1;
    int second = -1;
    int third = -1;
    double[] utilities = new double[ranks.length];
    double[] numbers = new double[CandidateFeatures.ORDER];
    for (int i = 0; i < ranks.length; i++) {
      CandidateFeatures.order(candidates, ranks[i], spreads[i], numbers);
      utilities[i] = rule.utility(numbers);
      if (first < 0 || utilities[i] > utilities[first]) {
        third = second;
        second = first;
        first = i;
      } else if (second < 0 || utilities[i] > utilities[second]) {
        third = second;
        second = i;
      } else if (third < 0 || utilities[i] > utilities[third]) {
        third = i;
      }
    }
    double[] sure = new double[CandidateFeatures.SURE];
    CandidateFeatures.sure(
        candidates,
        ranks[first],
        second < 0 ? -1 : ranks[second],
        third < 0 ? -1 : ranks[third],
        CandidateRule.farthest(candidates.distance(ranks[0])),
        spreads[first],
        oneFamily[first],
        oneDirection,
        sure);
    return new Answer(this, candidates.fingerprint(ranks[first]), first == right, sure);
  }

  /**
   * What a rule answers.
   *
   * @param question the question
   * @param nearest whose label is the answer
   * @param hit whether it is right
   * @param numbers what the second step weighs
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(RuleQuestion question, Fingerprint nearest, boolean hit, double[] numbers) {}
}
