package io.entroprint.evaluate;

import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.evaluate.EvaluationReport.Baseline;
import io.entroprint.evaluate.EvaluationReport.BytesSeen;
import io.entroprint.evaluate.EvaluationReport.ClaimScores;
import io.entroprint.evaluate.EvaluationReport.EntropyThreshold;
import io.entroprint.evaluate.EvaluationReport.NatureScores;
import io.entroprint.evaluate.EvaluationReport.PartlyCaptured;
import io.entroprint.evaluate.EvaluationReport.Rejection;
import io.entroprint.evaluate.EvaluationReport.Section;
import io.entroprint.label.LabelledStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Adds up what was said of streams.
 *
 * @param claims who says which values the library that was asked about a stream knows; null if
 *     claims are not scored
 * @param full whether what {@link Evaluation.Extent#FULL} adds was asked, too
 * @param baselines what each baseline says of the scored streams, by the stream itself
 */
record SectionTally(
    Function<LabelledStream, ClaimScoring> claims,
    boolean full,
    Map<String, IdentityHashMap<LabelledStream, String>> baselines,
    int threads) {
  private static final double FIXED_THRESHOLD = 7.9;

  /** From which confidence on a label of a stream without its beginning is called sure. */
  private static final double SURE = 0.95;

  Section of(String captures, List<StreamAnswers> all) throws InterruptedException {
    List<Answer> answers = scored(all);
    return new Section(
        captures,
        Scoring.of(answers, a -> a.forced().labelOrDecision()),
        Scoring.of(answers, a -> a.verdict().labelOrDecision()),
        knownLost(answers),
        PrecisionScoring.of(answers),
        ReliabilityScoring.of(answers),
        claims(all),
        nature(all),
        full ? Optional.of(rejection(all, answers)) : Optional.empty(),
        bytesSeen(all),
        partly(all),
        EarlyScoring.of(all),
        baselines(answers),
        full ? Optional.of(fixedThreshold(all)) : Optional.empty());
  }

  static List<Answer> scored(List<StreamAnswers> all) {
    return all.stream().filter(StreamAnswers::scored).map(StreamAnswers::answer).toList();
  }

  private SortedMap<String, ClaimScores> claims(List<StreamAnswers> all) {
    SortedMap<String, ClaimScores> sum = new TreeMap<>();
    if (claims != null) {
      IdentityHashMap<ClaimScoring, List<Answer>> byKnown = new IdentityHashMap<>();
      for (Answer answer : scored(all)) {
        byKnown.computeIfAbsent(claims.apply(answer.stream()), c -> new ArrayList<>()).add(answer);
      }
      byKnown.forEach(
          (scoring, answers) ->
              scoring
                  .of(answers)
                  .forEach((attribute, one) -> sum.merge(attribute, one, ClaimScores::plus)));
    }
    return sum;
  }

  private static double knownLost(List<Answer> answers) {
    return answers.stream()
        .mapToInt(a -> a.isRight() && a.verdict().label().isEmpty() ? 1 : 0)
        .average()
        .orElse(Double.NaN);
  }

  private static NatureScores nature(List<StreamAnswers> all) {
    return NatureScoring.of(
        all.stream()
            .filter(a -> a.scored() || a.stream().truth().label().isEmpty())
            .filter(a -> a.stream().truth().attributes().nature().isPresent())
            .map(a -> new NatureScoring.Said(a.stream(), a.forced(), a.verdict()))
            .toList());
  }

  private static Rejection rejection(List<StreamAnswers> all, List<Answer> answers) {
    List<RejectionScoring.Stranger> strangers = new ArrayList<>();
    for (StreamAnswers asked : all) {
      asked
          .stranger()
          .ifPresent(
              verdict ->
                  strangers.add(
                      new RejectionScoring.Stranger(
                          asked.stream().truth().label().orElseThrow().name(), verdict)));
    }
    return RejectionScoring.of(answers, strangers);
  }

  private static List<BytesSeen> bytesSeen(List<StreamAnswers> all) {
    SortedMap<Integer, List<Answer>> byBytes = new TreeMap<>();
    for (StreamAnswers asked : all) {
      asked
          .cut()
          .forEach(
              (bytes, answer) ->
                  byBytes.computeIfAbsent(bytes, b -> new ArrayList<>()).add(answer));
    }
    List<BytesSeen> seen = new ArrayList<>();
    byBytes.forEach(
        (bytes, answers) ->
            seen.add(
                new BytesSeen(
                    bytes,
                    Scoring.of(answers, a -> a.forced().labelOrDecision()),
                    Scoring.of(answers, a -> a.verdict().labelOrDecision()))));
    return List.copyOf(seen);
  }

  private static List<PartlyCaptured> partly(List<StreamAnswers> all) {
    List<PartlyCaptured> partly = new ArrayList<>();
    for (String lacking : StreamAnswers.LACKING) {
      List<Answer> answers =
          all.stream().map(asked -> asked.partly().get(lacking)).filter(Objects::nonNull).toList();
      List<Answer> sure =
          answers.stream()
              .filter(a -> a.verdict().label().isPresent() && a.verdict().confidence() >= SURE)
              .toList();
      if (!answers.isEmpty()) {
        partly.add(
            new PartlyCaptured(
                lacking,
                Scoring.of(answers, a -> a.forced().labelOrDecision()),
                Scoring.of(answers, a -> a.verdict().labelOrDecision()),
                sure.size(),
                sure.isEmpty()
                    ? Double.NaN
                    : (double) sure.stream().filter(Answer::isRight).count() / sure.size(),
                ReliabilityScoring.of(answers).expectedError()));
      }
    }
    return List.copyOf(partly);
  }

  private List<Baseline> baselines(List<Answer> answers) {
    List<Baseline> scores = new ArrayList<>();
    baselines.forEach(
        (name, said) ->
            scores.add(new Baseline(name, Scoring.of(answers, a -> said.get(a.stream())))));
    return List.copyOf(scores);
  }

  private static EntropyThreshold fixedThreshold(List<StreamAnswers> all) {
    return ThresholdScoring.of(FIXED_THRESHOLD, all.stream().map(StreamAnswers::stream).toList());
  }
}
