package io.entroprint.evaluate;

import io.entroprint.confidence.Checkpoints;
import io.entroprint.entropy.View;
import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.label.LabelledStream;
import io.entroprint.label.LateStart;
import io.entroprint.match.Verdict;
import io.entroprint.stream.StreamEvidence;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

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
 * @param partly by {@link #LACKING}, what was said where that was not captured
 * @param early what was decided before the end; empty if nothing was, or it was not asked
 */
record StreamAnswers(
    LabelledStream stream,
    boolean scored,
    Verdict forced,
    Verdict verdict,
    Optional<Verdict> stranger,
    SortedMap<Integer, Answer> cut,
    Map<String, Answer> partly,
    Optional<Verdict> early) {
  /** The precision that is asked for where labels are decided early. */
  static final double PRECISION = 0.99;

  /** What may not have been captured: a direction, or the beginning. */
  static final List<String> LACKING =
      Stream.concat(
              Stream.of(View.TO_CLIENT.id(), View.TO_SERVER.id()),
              Arrays.stream(LateStart.values()).map(LateStart::id))
          .toList();

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
        new HashMap<>(),
        Optional.empty());
  }

  /** Asks also what is decided early, and about the stream where a part of it was not captured. */
  StreamAnswers andPartly(Examiner examiner) {
    if (scored) {
      without(View.TO_CLIENT, stream.oneDirection(View.TO_SERVER), examiner);
      without(View.TO_SERVER, stream.oneDirection(View.TO_CLIENT), examiner);
      Examiner judging = examiner.judgingMidstream();
      for (LateStart lacking : LateStart.values()) {
        stream
            .startingLate(lacking)
            .ifPresent(evidence -> partly.put(lacking.id(), judging.answer(stream, evidence)));
      }
    }
    Optional<Verdict> decided = examiner.decided(stream, PRECISION);
    return new StreamAnswers(stream, scored, forced, verdict, stranger, cut, partly, decided);
  }

  private void without(View lacking, Optional<StreamEvidence> evidence, Examiner examiner) {
    evidence.ifPresent(e -> partly.put(lacking.id(), examiner.answer(stream, e)));
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
        quick.partly(),
        Optional.empty());
  }

  Answer answer() {
    return new Answer(stream, forced, verdict);
  }
}
