package io.entroprint.fit;

import io.entroprint.confidence.CandidateRule;
import io.entroprint.confidence.Checkpoints;
import io.entroprint.fit.RuleQuestion.Answer;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often labels are right that are decided by looks at a stream, or by its end, with some
 * confidence; on streams whose capture family was left out.
 */
final class DecidedEarly {
  private static final double[] CONFIDENCES = {.80, .85, .90, .93, .95, .97, .98, .99};

  /** What is said of a stream at each checkpoint, and last at the end. */
  private final Map<LabelledStream, Said[]> said = new LinkedHashMap<>();

  /** What is said of a stream at a moment. */
  record Said(Label label, boolean right, double confidence) {}

  /** Notes what a rule says of the known streams at a checkpoint; nothing if there is no rule. */
  void checkpoint(int index, List<RuleQuestion> questions, Optional<CandidateRule> rule) {
    rule.ifPresent(then -> note(index, questions, then));
  }

  /** Notes what a rule says at the end. */
  void end(List<RuleQuestion> questions, CandidateRule rule) {
    note(Checkpoints.GRID.size(), questions, rule);
  }

  private void note(int index, List<RuleQuestion> questions, CandidateRule rule) {
    for (RuleQuestion question : questions) {
      if (question.isKnown()) {
        Answer answer = question.answer(rule);
        said.computeIfAbsent(question.stream, s -> new Said[Checkpoints.GRID.size() + 1])[index] =
            new Said(answer.nearest().label(), answer.hit(), rule.confidence(answer.numbers()));
      }
    }
  }

  /** The precision by the confidence asked for, over the streams that get a label. */
  SortedMap<Double, Double> precisions() {
    SortedMap<Double, Double> precisions = new TreeMap<>();
    for (double confidence : CONFIDENCES) {
      int decided = 0;
      int right = 0;
      for (Said[] all : said.values()) {
        Said answer = decided(all, confidence);
        decided += answer == null ? 0 : 1;
        right += answer != null && answer.right ? 1 : 0;
      }
      if (decided > 0) {
        precisions.put(confidence, (double) right / decided);
      }
    }
    return precisions;
  }

  /**
   * What is decided of a stream; null if nothing is.
   *
   * @param all what is said at each checkpoint and at the end; null where nothing is
   */
  static Said decided(Said[] all, double confidence) {
    Label before = null;
    for (int i = 0; i < Checkpoints.LOOKS.size(); i++) {
      Said now = all[Checkpoints.ofLook(i)];
      boolean sure = now != null && now.confidence >= confidence;
      if (sure && Checkpoints.isDecided(before, now.label, now.confidence)) {
        return now;
      }
      before = sure ? now.label : null;
    }
    Said end = all[all.length - 1];
    return end != null && end.confidence >= confidence ? end : null;
  }
}
