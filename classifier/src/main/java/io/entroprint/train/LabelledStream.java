package io.entroprint.train;

import io.entroprint.fingerprint.Provenance;
import io.entroprint.match.StreamEvidence;
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
    Growth growth,
    Provenance provenance) {}
