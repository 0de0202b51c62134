package io.entroprint.evaluate;

import io.entroprint.evaluate.EvaluationReport.Early;
import io.entroprint.match.Verdict;
import java.util.List;
import java.util.Optional;

/** Counts what was decided before streams ended. */
final class EarlyScoring {
  private EarlyScoring() {}

  /** Empty if nothing was decided of any stream. */
  static Optional<Early> of(List<StreamAnswers> all) {
    List<StreamAnswers> known = all.stream().filter(StreamAnswers::scored).toList();
    List<StreamAnswers> bare =
        all.stream().filter(a -> a.stream().truth().label().isEmpty()).toList();
    List<StreamAnswers> decided = known.stream().filter(a -> a.early().isPresent()).toList();
    if (decided.isEmpty()) {
      return Optional.empty();
    }
    int right = 0;
    for (StreamAnswers one : decided) {
      right += one.early().get().label().equals(one.stream().truth().label()) ? 1 : 0;
    }
    return Optional.of(
        new Early(
            StreamAnswers.PRECISION,
            known.size(),
            decided.size(),
            right,
            median(decided),
            bare.size(),
            (int) bare.stream().filter(a -> a.early().isPresent()).count()));
  }

  private static int median(List<StreamAnswers> decided) {
    int[] bytes =
        decided.stream()
            .map(StreamAnswers::early)
            .flatMap(Optional::stream)
            .mapToInt(Verdict::offset)
            .sorted()
            .toArray();
    return bytes[bytes.length / 2];
  }
}
