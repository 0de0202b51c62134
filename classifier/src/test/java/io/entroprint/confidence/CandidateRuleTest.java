package io.entroprint.confidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule makes of its factors. */
class CandidateRuleTest {
  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[] numbers(int count, int seed) {
    return new Random(seed).doubles(count, -0.3, 0.3).toArray();
  }

  private static double sum(double[] factors, double[] numbers) {
    double sum = 0;
    for (int i = 0; i < factors.length; i++) {
      sum += factors[i] * numbers[i];
    }
    return sum;
  }

  @Test
  void itWeighsTheNumbersByItsFactors() {
    double[] order = numbers(CandidateFeatures.ORDER, 1);
    double[] sure = numbers(CandidateFeatures.SURE, 2);
    double[] ofCandidate = numbers(CandidateFeatures.ORDER, 3);
    double[] ofAnswer = numbers(CandidateFeatures.SURE, 4);
    ofAnswer[CandidateFeatures.ONE_FAMILY] = 0;
    CandidateRule rule = new CandidateRule(order, 0.25, sure);
    assertEquals(sum(order, ofCandidate), rule.utility(ofCandidate), 1e-12);
    assertEquals(logistic(0.25 + sum(sure, ofAnswer)), rule.confidence(ofAnswer), 1e-12);

    CandidateRule other = rule.withSure(-1, numbers(CandidateFeatures.SURE, 5));
    assertEquals(rule.utility(ofCandidate), other.utility(ofCandidate));
    assertEquals(
        logistic(-1 + sum(numbers(CandidateFeatures.SURE, 5), ofAnswer)),
        other.confidence(ofAnswer),
        1e-12);
  }

  @Test
  void byTheNearestAloneTheUtilityFallsWithTheDistance() {
    double[] ofCandidate = numbers(CandidateFeatures.ORDER, 3);
    assertEquals(
        -ofCandidate[CandidateFeatures.DISTANCE], CandidateRule.nearest().utility(ofCandidate));
  }

  /**
   * A label of one family needs 2 more in the logit to be said with more than .95 = logit 2.944.
   */
  @ParameterizedTest
  @CsvSource({
    "2.9, 2.9, 2.9",
    "3, 3, 2.9444389791664403",
    "4.9, 4.9, 2.9444389791664403",
    "5, 5, 3",
    "7.5, 7.5, 5.5",
    "-4, -4, -4"
  })
  void aLabelOfOneFamilyIsSlowToBeMoreThanSure(double bias, double several, double one) {
    CandidateRule rule = new CandidateRule(new double[0], bias, new double[0]);
    double[] ofAnswer = new double[CandidateFeatures.SURE];
    assertEquals(logistic(several), rule.confidence(ofAnswer), 1e-12);
    ofAnswer[CandidateFeatures.ONE_FAMILY] = 1;
    assertEquals(logistic(one), rule.confidence(ofAnswer), 1e-12);
  }
}
