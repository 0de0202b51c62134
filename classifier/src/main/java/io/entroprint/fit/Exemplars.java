package io.entroprint.fit;

import io.entroprint.file.Sha256;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.Label;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.StreamEvidence;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes fingerprints of labelled streams, one of each. */
public final class Exemplars {
  private static final long NUMBERS = 100_000_000;

  private Exemplars() {}

  /** A fingerprint for each stream, in the same order. */
  public static List<Fingerprint> of(List<LabelledStream> streams) {
    Set<String> taken = new HashSet<>();
    List<Fingerprint> fingerprints = new ArrayList<>();
    for (LabelledStream stream : streams) {
      StreamEvidence evidence = stream.evidence();
      LocalDate seen = date(stream.summary().start().startNanos());
      fingerprints.add(
          new Fingerprint(
              id(stream, taken),
              stream.truth().label().orElseThrow(),
              evidence.transport(),
              stream.truth().attributes(),
              evidence.vector(),
              1,
              seen,
              seen,
              stream.provenance()));
    }
    return fingerprints;
  }

  private static LocalDate date(long nanos) {
    return LocalDate.ofInstant(
        Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L)), ZoneOffset.UTC);
  }

  /**
   * An id that depends on the stream alone, so that it stays the same when a library is built again
   * with more captures, and a comparison of two libraries shows what changed.
   */
  private static String id(LabelledStream stream, Set<String> taken) {
    FlowKey key = stream.summary().start().key();
    String identity =
        stream.provenance().captureSha256()
            + "\n"
            + stream.capture()
            + "\n"
            + key
            + "\n"
            + stream.summary().start().startNanos();
    Label label = stream.truth().label().orElseThrow();
    ByteBuffer digest = ByteBuffer.wrap(Sha256.of(identity));
    while (digest.remaining() >= Long.BYTES) {
      String id = Fingerprint.id(label, Long.remainderUnsigned(digest.getLong(), NUMBERS));
      if (taken.add(id)) {
        return id;
      }
    }
    throw new IllegalArgumentException(
        stream.truth().place() + ": the same stream is labelled more than once");
  }
}
