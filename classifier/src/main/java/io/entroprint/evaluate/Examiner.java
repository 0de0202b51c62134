package io.entroprint.evaluate;

import io.entroprint.confidence.Checkpoints;
import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.Label;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Decision;
import io.entroprint.stream.StreamEvidence;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who is asked about a stream: a classifier, and those of its fingerprints that it may know of.
 *
 * @param classifier the classifier
 * @param among which fingerprints may answer
 */
record Examiner(StreamClassifier classifier, Predicate<Fingerprint> among) {
  Verdict verdict(StreamEvidence evidence) {
    return classifier.classify(evidence, among);
  }

  /** What is said when every stream must be answered. */
  Verdict forced(StreamEvidence evidence, Verdict verdict) {
    return verdict.decision() == Decision.KNOWN
        ? verdict
        : classifier.classifyAnyway(evidence, among);
  }

  /** The same, which also judges streams without their beginning. */
  Examiner judgingMidstream() {
    return new Examiner(classifier.judgingMidstream(), among);
  }

  Answer answer(LabelledStream stream, StreamEvidence evidence) {
    Verdict verdict = verdict(evidence);
    return new Answer(stream, forced(evidence, verdict), verdict);
  }

  /**
   * What is decided while the stream goes on, as by a {@link io.entroprint.match.VerdictTracker};
   * empty if nothing is before its end.
   *
   * @param precision that is asked for
   */
  Optional<Verdict> decided(LabelledStream stream, double precision) {
    StreamEvidence whole = stream.evidence();
    double least = classifier.confidenceFor(whole.transport(), precision);
    Label before = null;
    for (int i = 0; i < Checkpoints.LOOKS.size(); i++) {
      int checkpoint = Checkpoints.ofLook(i);
      if (checkpoint >= stream.growth().checkpoints()) {
        break;
      }
      Verdict now = verdict(stream.growth().at(checkpoint, whole));
      boolean sure = now.decision() == Decision.KNOWN && now.confidence() >= least;
      Label label = sure ? now.label().get() : null;
      if (sure && Checkpoints.isDecided(before, label, now.confidence())) {
        return Optional.of(now);
      }
      before = label;
    }
    return Optional.empty();
  }

  /** The verdict of a library that does not know the stream's label. */
  Verdict asStranger(StreamEvidence evidence, Label label) {
    return classifier.classify(evidence, among.and(f -> !f.label().equals(label)));
  }
}
