package io.entroprint.cli;

import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.match.VerdictTracker;
import io.entroprint.stream.Direction;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.util.OptionalInt;

/** A stream whose verdict is decided as early as the wanted precision allows. */
final class DecidedStream implements StreamObserver, VerdictTracker.Listener {
  private final VerdictTracker tracker;
  private final Events events;
  private Verdict last;
  private OptionalInt decidedAt = OptionalInt.empty();

  /** Is told of each event as it happens. */
  interface Events {
    /**
     * The label of a stream is decided, or decided anew.
     *
     * @param name {@code decided} or {@code changed}
     */
    void happened(String name, StreamStart start, Verdict verdict, long timeNanos);
  }

  DecidedStream(StreamStart start, StreamClassifier classifier, double precision, Events events) {
    this.events = events;
    this.tracker = new VerdictTracker(start, classifier, precision, this);
  }

  @Override
  public void decided(StreamStart start, Verdict verdict, long timeNanos) {
    decidedAt = OptionalInt.of(verdict.offset());
    events.happened("decided", start, verdict, timeNanos);
  }

  @Override
  public void changed(StreamStart start, Verdict was, Verdict is, long timeNanos) {
    decidedAt = OptionalInt.of(is.offset());
    events.happened("changed", start, is, timeNanos);
  }

  @Override
  public void ended(StreamSummary summary, MeteredStream stream, Verdict verdict) {
    last = verdict;
  }

  /** What is said of the stream, now that it has ended. */
  Verdict verdict() {
    return last;
  }

  /** The bytes after which its label was decided, if it was. */
  OptionalInt decidedAt() {
    return decidedAt;
  }

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    tracker.bytes(direction, array, offset, length, timeNanos);
  }

  @Override
  public void holeOpened(Direction direction, long timeNanos) {
    tracker.holeOpened(direction, timeNanos);
  }

  @Override
  public void holeFilled(Direction direction, long timeNanos) {
    tracker.holeFilled(direction, timeNanos);
  }

  @Override
  public void ended(StreamSummary summary) {
    tracker.ended(summary);
  }
}
