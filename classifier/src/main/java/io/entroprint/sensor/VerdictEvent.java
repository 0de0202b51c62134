package io.entroprint.sensor;

import io.entroprint.match.Verdict;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that became known of a stream. Immutable.
 *
 * @param kind what
 * @param start the stream
 * @param timeNanos when, on the clock of the packets, nanoseconds since 1970
 * @param verdict what is said of it
 * @param previous what was said before, if that is {@link Kind#CHANGED}
 * @param decidedAt the payload bytes, both directions together, after which the label that is given
 *     was decided, all of them if it was by the end; empty if it was not sure enough, or early
 *     verdicts were not asked for
 * @param summary how the stream ended, if that is {@link Kind#FINAL}
 */
public record VerdictEvent(
    Kind kind,
    StreamStart start,
    long timeNanos,
    Verdict verdict,
    Optional<Verdict> previous,
    OptionalInt decidedAt,
    Optional<StreamSummary> summary) {

  /** What became known. */
  public enum Kind {
    /** The label, for the first time, while the stream goes on or with its end. */
    DECIDED,
    /** That the label is another one. */
    CHANGED,
    /** The last word: the stream has ended. There is exactly one such event for each stream. */
    FINAL;

    /** The name used in output: lower case. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The label of a stream is decided, for the first time. */
  public static VerdictEvent decided(StreamStart start, Verdict verdict, long timeNanos) {
    return new VerdictEvent(
        Kind.DECIDED,
        start,
        timeNanos,
        verdict,
        Optional.empty(),
        OptionalInt.of(verdict.offset()),
        Optional.empty());
  }

  /** The label of a stream is decided anew, and is another one. */
  public static VerdictEvent changed(StreamStart start, Verdict was, Verdict is, long timeNanos) {
    return new VerdictEvent(
        Kind.CHANGED,
        start,
        timeNanos,
        is,
        Optional.of(was),
        OptionalInt.of(is.offset()),
        Optional.empty());
  }

  /** A stream has ended. Its time is that of the stream's last packet. */
  public static VerdictEvent ended(StreamSummary summary, Verdict verdict, OptionalInt decidedAt) {
    return new VerdictEvent(
        Kind.FINAL,
        summary.start(),
        summary.endNanos(),
        verdict,
        Optional.empty(),
        decidedAt,
        Optional.of(summary));
  }
}
