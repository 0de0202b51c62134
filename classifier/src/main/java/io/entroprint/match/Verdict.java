package io.entroprint.match;

import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import java.util.Optional;

/**
 * What is said of a stream, and on what account. Immutable.
 *
 * @param decision whether the label is given
 * @param label the protocol; empty unless the decision is {@link Decision#KNOWN}
 * @param confidence the probability, 0 to 1, that the label of the nearest fingerprint is right
 * @param client the client software, where the fingerprints carry it
 * @param server the server software, where the fingerprints carry it
 * @param settings the settings, where the fingerprints carry them
 * @param nature what kind of bytes the stream holds. Of a known label it is that of the label's
 *     most similar fingerprint. Otherwise it comes from the counts alone: plaintext from 256 bytes
 *     of the fuller direction on, encrypted or compressed from 8 KiB on; what xz and often zstd
 *     write looks like random bytes at any length and may be called encrypted; everything else is
 *     undetermined
 * @param nearest the id of the nearest fingerprint; empty if nothing could be compared
 * @param distance the distance to it; NaN if nothing could be compared
 * @param margin how much farther the nearest fingerprint of another label is; positive infinity if
 *     there is no other label, NaN if nothing could be compared
 * @param offset the last offset, in bytes, that the verdict rests on; 0 if there is none
 * @param reason one clause that says why there is no label; empty when there is one
 * @param library name and version of the library that was asked
 */
public record Verdict(
    Decision decision,
    Optional<Label> label,
    double confidence,
    Claim client,
    Claim server,
    Claim settings,
    Nature nature,
    String nearest,
    double distance,
    double margin,
    int offset,
    String reason,
    String library) {

  /**
   * The label as it stands in output: that of the protocol, {@code unknown} or {@code undecided}.
   */
  public String labelOrDecision() {
    return label.map(Label::name).orElse(decision.id());
  }
}
