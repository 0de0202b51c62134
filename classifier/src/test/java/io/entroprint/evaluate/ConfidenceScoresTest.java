package io.entroprint.evaluate;

import static io.entroprint.evaluate.Exchange.answer;
import static io.entroprint.evaluate.Exchange.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.evaluate.EvaluationReport.PrecisionAtCoverage;
import io.entroprint.evaluate.EvaluationReport.Rejection;
import io.entroprint.evaluate.EvaluationReport.Reliability;
import io.entroprint.evaluate.RejectionScoring.Stranger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reliability, precision at coverage and rejection: what a confidence is worth. */
class ConfidenceScoresTest {
  private static final double EXACT = 1e-12;

  /** Answers whose confidence is right by and large. */
  private static List<Answer> someAnswers(int count) {
    Random random = new Random(count);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double sure = random.nextDouble();
      answers.add(answer("a", random.nextDouble() < sure ? "a" : "b", sure, 0.6));
    }
    return answers;
  }

  private static boolean right(Answer answer) {
    return answer.forced().labelOrDecision().equals(answer.truth());
  }

  @Test
  void reliabilityComparesConfidenceWithTheShareThatIsRight() {
    Reliability reliability =
        ReliabilityScoring.of(
            List.of(
                answer("a", "a", 0.82, 0),
                answer("a", "b", 0.88, 0),
                answer("b", "b", 0.1, 0),
                answer("b", "b", 1, 0)));
    assertEquals(10, reliability.bins().size());
    Reliability.Bin nine = reliability.bins().get(8);
    assertEquals(2, nine.streams());
    assertEquals(0.85, nine.confidence(), EXACT);
    assertEquals(0.5, nine.right(), EXACT);
    // A confidence on a border belongs to the upper bin; that of 1 to the last.
    assertEquals(1, reliability.bins().get(1).streams());
    assertEquals(1, reliability.bins().get(9).streams());
    assertTrue(Double.isNaN(reliability.bins().get(0).right()));
    double error = 2 / 4.0 * (0.85 - 0.5) + 1 / 4.0 * (1 - 0.1) + 1 / 4.0 * 0;
    assertEquals(error, reliability.expectedError(), EXACT);
  }

  @Test
  void reliabilityAgreesWithGoingThroughAllAnswersForEachBin() {
    List<Answer> answers = someAnswers(300);
    Reliability reliability = ReliabilityScoring.of(answers);
    double error = 0;
    for (Reliability.Bin bin : reliability.bins()) {
      List<Answer> in =
          answers.stream()
              .filter(a -> a.forced().confidence() >= bin.from())
              .filter(a -> a.forced().confidence() < bin.to())
              .toList();
      assertEquals(in.size(), bin.streams());
      double sure = in.stream().mapToDouble(a -> a.forced().confidence()).average().orElseThrow();
      double share = in.stream().mapToDouble(a -> right(a) ? 1 : 0).average().orElseThrow();
      assertEquals(sure, bin.confidence(), EXACT);
      assertEquals(share, bin.right(), EXACT);
      error += Math.abs(sure - share) * in.size() / answers.size();
    }
    assertEquals(error, reliability.expectedError(), EXACT);
  }

  @Test
  void precisionAtCoverageIsThatOfTheSurest() {
    List<Answer> answers = someAnswers(200);
    for (PrecisionAtCoverage point : PrecisionScoring.of(answers)) {
      List<Answer> answered =
          answers.stream().filter(a -> a.forced().confidence() >= point.confidence()).toList();
      assertEquals(point.coverage(), answered.size() / 200.0, EXACT);
      double share = answered.stream().mapToDouble(a -> right(a) ? 1 : 0).average().orElseThrow();
      assertEquals(share, point.precision(), EXACT);
    }
    assertEquals(
        List.of(0.70, 0.80, 0.85, 0.90, 0.95, 1.0),
        PrecisionScoring.of(answers).stream().map(PrecisionAtCoverage::coverage).toList());
  }

  @Test
  void rejectionCountsEachLabelAlike() {
    List<Stranger> strangers =
        List.of(
            new Stranger("a", verdict("b", 0.9)),
            new Stranger("a", verdict("unknown", 0.2)),
            new Stranger("a", verdict("unknown", 0.3)),
            new Stranger("a", verdict("undecided", 0)),
            new Stranger("c", verdict("b", 0.8)));
    Rejection rejection = RejectionScoring.of(List.of(answer("a", "a", 0.9, 0)), strangers);
    assertEquals(5, rejection.streams());
    assertEquals(3.0 / 5, rejection.rejected(), EXACT);
    assertEquals((0.75 + 0) / 2, rejection.meanOfLabels(), EXACT);
    assertEquals(new Rejection.PerLabel(4, 0.75), rejection.perLabel().get("a"));
    assertEquals(Map.of("a -> b", 1, "c -> b", 1), rejection.accepted());
  }

  @Test
  void tradesLoseAsManyOfTheKnownAsTheySay() {
    List<Answer> known = someAnswers(400);
    List<Stranger> strangers = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      strangers.add(new Stranger(i % 3 == 0 ? "x" : "y", verdict("a", random.nextDouble() / 2)));
    }
    Collections.shuffle(strangers, random);
    List<Rejection.Trade> trades = RejectionScoring.of(known, strangers).trades();
    assertEquals(7, trades.size());
    for (Rejection.Trade trade : trades) {
      double lost =
          known.stream()
              .filter(a -> right(a) && a.forced().confidence() < trade.threshold())
              .count();
      assertEquals(trade.lost(), lost / 400, EXACT);
      double answered =
          known.stream().filter(a -> a.forced().confidence() >= trade.threshold()).count();
      assertEquals(answered / 400, trade.coverage(), EXACT);
      double rejected =
          strangers.stream().filter(s -> s.verdict().confidence() < trade.threshold()).count();
      assertEquals(rejected / 100, trade.rejected(), EXACT);
    }
  }
}
