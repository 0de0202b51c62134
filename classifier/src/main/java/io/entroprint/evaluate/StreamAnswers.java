package io.entroprint.evaluate;

import io.entroprint.confidence.Checkpoints;
import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.label.LabelledStream;
import io.entroprint.label.LateStart;
import io.entroprint.match.Verdict;
import io.entroprint.stream.StreamEvidence;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that was said of one stream.
 *
 * @param stream the stream
 * @param scored whether the label counts; otherwise the stream is there as a stranger, or for its
 *     nature, alone
 * @param forced what is said when every stream must be answered
 * @param verdict what is said when {@code unknown} may be said
 * @param stranger what is said when its own label is left out
 * @param cut what was said when so many bytes had been seen
 * @param late what was said where its beginning was not captured
 */
record StreamAnswers(
    LabelledStream stream,
    boolean scored,
    Verdict forced,
    Verdict verdict,
    Optional<Verdict> stranger,
    SortedMap<Integer, Answer> cut,
    Map<LateStart, Answer> late) {

  /** Asks about the whole stream alone. */
  static StreamAnswers quick(LabelledStream stream, boolean scored, Examiner examiner) {
    Answer answer = examiner.answer(stream, stream.evidence());
    return new StreamAnswers(
        stream,
        scored,
        answer.forced(),
        answer.verdict(),
        Optional.empty(),
        new TreeMap<>(),
        new EnumMap<>(LateStart.class));
  }

  /** Asks also about the stream as it looks without its beginning. */
  StreamAnswers andLate(Examiner examiner) {
    Examiner judging = examiner.judgingMidstream();
    for (LateStart lacking : scored ? LateStart.values() : new LateStart[0]) {
      stream
          .startingLate(lacking)
          .ifPresent(evidence -> late.put(lacking, judging.answer(stream, evidence)));
    }
    return this;
  }

  /** Asks also about what was seen of it early on, and as if its label were not known. */
  static StreamAnswers full(LabelledStream stream, boolean scored, Examiner examiner) {
    StreamAnswers quick = quick(stream, scored, examiner);
    SortedMap<Integer, Answer> cut = quick.cut();
    for (int i = 0; scored && i < stream.growth().checkpoints(); i++) {
      int bytes = Checkpoints.GRID.get(i);
      if (stream.summary().bytes() > bytes) {
        StreamEvidence early = stream.growth().at(i, stream.evidence());
        cut.put(bytes, examiner.answer(stream, early));
      }
    }
    return new StreamAnswers(
        stream,
        scored,
        quick.forced(),
        quick.verdict(),
        stream.truth().label().map(label -> examiner.asStranger(stream.evidence(), label)),
        cut,
        quick.late());
  }

  Answer answer() {
    return new Answer(stream, forced, verdict);
  }
}
