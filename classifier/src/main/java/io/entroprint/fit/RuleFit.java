package io.entroprint.fit;

import io.entroprint.confidence.CandidateFeatures;
import io.entroprint.confidence.CandidateRule;
import io.entroprint.fit.RuleQuestion.Answer;
import io.entroprint.fit.RuleQuestion.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fits a {@link CandidateRule} on questions of streams of other families and of strangers.
 *
 * <p>Strangers are what teaches a rule to say that it does not know. They are of three kinds:
 * streams whose own label is hidden, bare files, and streams of the other transport, which are like
 * nothing of this one and in no collection too few. Together they count for a share of the known,
 * and within that each by one over the root of how many its label has: a label with many streams is
 * one stranger that comes often, not many.
 */
final class RuleFit {
  /** What all strangers count together, as a share of the known: while factors are found... */
  private static final double STRANGERS = 0.6;

  /** ... and while the probabilities are set right, which are those of known labels. */
  private static final double STRANGERS_OF_SCALE = 0.02;

  private static final double RIDGE_OF_SCALE = 0.1;

  private static final int FEWEST_OF_A_KIND = 5;

  /**
   * From fewer streams of known labels nothing is learnt but how near the nearest must be, and how
   * much nearer than the next: the nearest is the answer.
   */
  private static final int FEWEST_FOR_ALL = 500;

  private static final double RIDGE_OF_FEW = 0.1;

  /** A small library lacks most of what it will be asked about. */
  private static final double STRANGERS_OF_FEW = 0.3;

  private RuleFit() {}

  /** Whether so many streams of known labels are few. */
  static boolean isFew(long known) {
    return known < FEWEST_FOR_ALL;
  }

  /** The rule; empty if there are too few hits or misses to learn from. */
  static Optional<CandidateRule> fit(List<RuleQuestion> questions) {
    Optional<CandidateRule> order = order(questions);
    return order.flatMap(
        rule ->
            sure(questions.stream().map(q -> q.answer(rule)).toList())
                .map(fit -> rule.withSure(fit.bias(), fit.factors())));
  }

  /** The first step alone. */
  static Optional<CandidateRule> order(List<RuleQuestion> questions) {
    List<RuleQuestion> own =
        questions.stream().filter(q -> q.kind != Kind.OF_OTHER_TRANSPORT).toList();
    long known = own.stream().filter(RuleQuestion::isKnown).count();
    if (known < FEWEST_OF_A_KIND) {
      return Optional.empty();
    }
    if (isFew(known)) {
      return Optional.of(CandidateRule.nearest());
    }
    double[] weights = weights(own, STRANGERS);
    List<BoundedChoice.Choice> choices = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      choices.add(own.get(i).choice(weights[i]));
    }
    return Optional.of(
        new CandidateRule(
            BoundedChoice.fit(choices, CandidateFeatures.orderSigns()),
            0,
            new double[CandidateFeatures.SURE]));
  }

  /** The second step; empty if there are too few hits or misses to learn from. */
  static Optional<BoundedLogistic> sure(List<Answer> answers) {
    long hits = answers.stream().filter(Answer::hit).count();
    if (hits < FEWEST_OF_A_KIND || answers.size() - hits < FEWEST_OF_A_KIND) {
      return Optional.empty();
    }
    List<RuleQuestion> questions = answers.stream().map(Answer::question).toList();
    boolean few = isFew(questions.stream().filter(RuleQuestion::isKnown).count());
    List<BoundedLogistic.Row> rows =
        rows(
            answers,
            weights(questions, STRANGERS),
            a -> few ? CandidateFeatures.nearAndRatio(a.numbers()) : a.numbers());
    BoundedLogistic factors =
        BoundedLogistic.fit(
            rows, CandidateFeatures.sureSigns(), few ? RIDGE_OF_FEW : BoundedLogistic.RIDGE);
    BoundedLogistic scale =
        BoundedLogistic.fit(
            rows(
                answers,
                weights(questions, few ? STRANGERS_OF_FEW : STRANGERS_OF_SCALE),
                a -> new double[] {factors.sum(a.numbers())}),
            new int[] {1},
            RIDGE_OF_SCALE);
    return Optional.of(factors.scaled(scale.bias(), scale.factors()[0]));
  }

  private static List<BoundedLogistic.Row> rows(
      List<Answer> answers, double[] weights, Function<Answer, double[]> numbers) {
    List<BoundedLogistic.Row> rows = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      Answer answer = answers.get(i);
      rows.add(new BoundedLogistic.Row(numbers.apply(answer), answer.hit(), weights[i]));
    }
    return rows;
  }

  private static double[] weights(List<RuleQuestion> questions, double strangers) {
    Map<String, Integer> sizes = new HashMap<>();
    int known = 0;
    for (RuleQuestion question : questions) {
      if (question.isKnown()) {
        known++;
      } else {
        sizes.merge(group(question), 1, Integer::sum);
      }
    }
    double total = 0;
    for (int size : sizes.values()) {
      total += Math.sqrt(size);
    }
    double[] weights = new double[questions.size()];
    for (int i = 0; i < weights.length; i++) {
      RuleQuestion question = questions.get(i);
      weights[i] =
          question.isKnown()
              ? 1
              : strangers * known / total / Math.sqrt(sizes.get(group(question)));
    }
    return weights;
  }

  private static String group(RuleQuestion question) {
    return question.kind + " " + question.group;
  }
}
