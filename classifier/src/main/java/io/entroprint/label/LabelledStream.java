package io.entroprint.label;

import io.entroprint.library.Provenance;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamSummary;

/**
 * A stream of a capture with its label.
 *
 * @param truth what it is said to be
 * @param summary how the capture shows it
 * @param evidence what was measured
 * @param growth how it came to that, for judging it early
 * @param provenance where it comes from
 */
public record LabelledStream(
    FlowLabel truth,
    StreamSummary summary,
    StreamEvidence evidence,
    CheckpointReach growth,
    Provenance provenance) {

  /** Path of the capture that holds it, relative to the directory of captures. */
  public String capture() {
    return provenance.capture();
  }

  /** Its capture family, which is never split between training and test. */
  public String family() {
    return provenance.family();
  }
}
