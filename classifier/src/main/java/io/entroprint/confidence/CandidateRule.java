package io.entroprint.confidence;

import io.entroprint.search.Candidates;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the label of a stream is found among the nearest labels, and how sure that is, in two steps.
 *
 * <ol>
 *   <li>Each candidate has a utility, a weighted sum of its own numbers ({@link
 *       CandidateFeatures#orderNames}); the largest gives the label, the next the second label.
 *   <li>The confidence is the logistic function of a weighted sum of the numbers of the first and
 *       the second ({@link CandidateFeatures#sureNames}).
 * </ol>
 *
 * <p>The first step is a conditional logit (McFadden 1974) with "none of them" as one more choice
 * while it is fitted; the second a logistic regression against strangers. Both are fitted under
 * bounds of signs, so that a larger difference never makes an answer surer. Immutable.
 */
public final class CandidateRule {
  private static final List<String> ORDER_NAMES = CandidateFeatures.orderNames();
  private static final List<String> SURE_NAMES = CandidateFeatures.sureNames();

  /** Among how many labels the answer is looked for, at the most. */
  public static final int CANDIDATES = 4;

  /**
   * A label is a candidate if it is no farther than so many times the distance of the nearest...
   */
  private static final double TIMES = 2;

  /** ... or than so much more than that. */
  private static final double MORE = 0.05;

  /** The logit of .95. */
  private static final double SURE = StrictMath.log(19);

  /**
   * So much surer must a label of which the library has one family be before it is said with more
   * than .95: nobody knows yet how its implementations differ.
   */
  private static final double MORE_FOR_ONE_FAMILY = 2;

  private final double[] order;
  private final double bias;
  private final double[] sure;

  /**
   * A rule.
   *
   * @param order the factors of the first step, by {@link CandidateFeatures#orderNames}
   * @param bias the constant of the second step
   * @param sure the factors of the second step, by {@link CandidateFeatures#sureNames}
   */
  public CandidateRule(double[] order, double bias, double[] sure) {
    this.order = Arrays.copyOf(order, CandidateFeatures.ORDER);
    this.bias = bias;
    this.sure = Arrays.copyOf(sure, CandidateFeatures.SURE);
  }

  /**
   * How far a label may be to be a candidate. Where there is no second or third candidate, this is
   * what stands for its distance: no label that is left out is nearer.
   *
   * @param nearest the distance of the nearest label
   */
  public static double farthest(double nearest) {
    return Math.max(TIMES * nearest, nearest + MORE);
  }

  /** Room for the candidates of a stream. */
  public static Candidates candidates() {
    return new Candidates(CANDIDATES, CandidateRule::farthest);
  }

  /** A first step by which the nearest is the answer. */
  public static CandidateRule nearest() {
    double[] order = new double[CandidateFeatures.ORDER];
    order[CandidateFeatures.DISTANCE] = -1;
    return new CandidateRule(order, 0, new double[CandidateFeatures.SURE]);
  }

  /** The same first step with another second one. */
  public CandidateRule withSure(double otherBias, double[] otherFactors) {
    return new CandidateRule(order, otherBias, otherFactors);
  }

  /** The utility of a candidate with such numbers. */
  public double utility(double[] ofCandidate) {
    return sum(order, ofCandidate);
  }

  /** The probability, 0 to 1, that an answer with such numbers is right. */
  public double confidence(double[] ofAnswer) {
    double x = bias + sum(sure, ofAnswer);
    if (x > SURE && ofAnswer[CandidateFeatures.ONE_FAMILY] != 0) {
      x = Math.max(SURE, x - MORE_FOR_ONE_FAMILY);
    }
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static double sum(double[] factors, double[] numbers) {
    double sum = 0;
    for (int i = 0; i < factors.length; i++) {
      sum += factors[i] * numbers[i];
    }
    return sum;
  }

  /** Reads a rule from a section of a library's header; empty if it has none. */
  static Optional<CandidateRule> from(CalibrationSection section) {
    CalibrationSection sure = section.section("sure");
    return sure.has("bias")
        ? Optional.of(
            new CandidateRule(
                factors(section.section("order"), ORDER_NAMES),
                sure.get("bias", 0),
                factors(sure, SURE_NAMES)))
        : Optional.empty();
  }

  private static double[] factors(CalibrationSection section, List<String> names) {
    return names.stream().mapToDouble(name -> section.get(name, 0)).toArray();
  }

  /** Writes the rule; factors of 0 are left out. */
  void writeTo(CalibrationSection section) {
    put(section.section("order"), ORDER_NAMES, order);
    put(section.section("sure"), SURE_NAMES, sure);
    section.section("sure").put("bias", bias);
  }

  private static void put(CalibrationSection section, List<String> names, double[] factors) {
    for (int i = 0; i < factors.length; i++) {
      if (factors[i] != 0) {
        section.put(names.get(i), factors[i]);
      }
    }
  }
}
