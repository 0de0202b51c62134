package io.entroprint.library;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.stream.Transport;
import java.time.LocalDate;

/** Fingerprints of which nothing is known but their label and what they look like. */
public final class MadeFingerprints {
  private MadeFingerprints() {}

  /** The fingerprint of a label's TCP stream. */
  public static Fingerprint of(Label label, int number, EntropyVector vector) {
    return new Fingerprint(
        Fingerprint.id(label, number),
        label,
        Transport.TCP,
        Attributes.NONE,
        vector,
        1,
        LocalDate.EPOCH,
        LocalDate.EPOCH,
        Provenance.NONE);
  }
}
