package io.entroprint.label;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.View;
import io.entroprint.library.Label;
import io.entroprint.library.Provenance;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.util.List;
import java.util.Optional;

/**
 * A stream of a capture with its label.
 *
 * @param truth what it is said to be
 * @param summary how the capture shows it
 * @param evidence what was measured
 * @param growth how it came to that, for judging it early
 * @param late its vectors without the first packet and without the first KiB, for judging streams
 *     whose beginning was not captured; empty where that was not measured
 * @param provenance where it comes from
 */
public record LabelledStream(
    FlowLabel truth,
    StreamSummary summary,
    StreamEvidence evidence,
    CheckpointReach growth,
    List<EntropyVector> late,
    Provenance provenance) {

  /** Keeps its own copy of the list. */
  public LabelledStream {
    late = List.copyOf(late);
  }

  /** The same with another label. */
  public LabelledStream withLabel(Label label) {
    return new LabelledStream(truth.withLabel(label), summary, evidence, growth, late, provenance);
  }

  /** Path of the capture that holds it, relative to the directory of captures. */
  public String capture() {
    return provenance.capture();
  }

  /** Its capture family, which is never split between training and test. */
  public String family() {
    return provenance.family();
  }

  /**
   * The evidence as if a tap had seen the packets of one direction alone; empty where that has no
   * payload.
   *
   * @param view {@link View#TO_SERVER} or {@link View#TO_CLIENT}, the direction that is seen
   */
  public Optional<StreamEvidence> oneDirection(View view) {
    int reached = evidence.vector().reached(view);
    if (view == View.BOTH || reached == 0) {
      return Optional.empty();
    }
    boolean toServer = view == View.TO_SERVER;
    return Optional.of(
        new StreamEvidence(
            evidence.transport(),
            evidence.vector().upTo(0, toServer ? reached : 0, toServer ? 0 : reached),
            evidence.curve(),
            evidence.finished(),
            false,
            true));
  }

  /**
   * The evidence as if the capture had begun too late; empty for UDP, for a stream that has no
   * payload left then, and where it was not measured.
   */
  public Optional<StreamEvidence> startingLate(LateStart lacking) {
    if (evidence.transport() != Transport.TCP || evidence.midstream() || late.isEmpty()) {
      return Optional.empty();
    }
    EntropyVector vector =
        lacking == LateStart.HANDSHAKE ? evidence.vector() : late.get(lacking.ordinal() - 1);
    return vector.reached(View.BOTH) == 0
        ? Optional.empty()
        : Optional.of(
            new StreamEvidence(
                evidence.transport(),
                vector,
                evidence.curve(),
                evidence.finished(),
                true,
                evidence.oneDirection()));
  }
}
