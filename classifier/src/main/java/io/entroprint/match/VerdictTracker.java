package io.entroprint.match;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.stream.CheckpointedStream;
import io.entroprint.stream.Direction;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.util.Optional;

/**
 * Follows one stream and says when its label is decided, once, and again only if it changes.
 *
 * <p>A label is decided when two checkpoints in a row, or the end of the stream, name it with the
 * confidence that the wanted precision asks for. From then on it stands: later bytes that are less
 * sure do not erase it, and another label that is decided in its turn is a change, told as one. The
 * same packets give the same events, however their bytes come in chunks. Not thread-safe: like the
 * source that calls it, one thread at a time.
 */
public final class VerdictTracker implements StreamObserver {
  private final StreamClassifier classifier;
  private final double confidence;
  private final Listener listener;
  private final CheckpointedStream stream;
  private Verdict before;
  private Verdict decided;

  /**
   * Is told what becomes of streams, on the thread that hands over a stream's bytes: of one stream
   * never on two threads at a time, of several streams as their source does. Every method does
   * nothing unless it is overridden.
   */
  public interface Listener {
    /** The label of a stream is decided, for the first time. */
    default void decided(StreamStart start, Verdict verdict, long timeNanos) {}

    /** The label is decided anew, and is another one. */
    default void changed(StreamStart start, Verdict was, Verdict is, long timeNanos) {}

    /**
     * The stream has ended. Called exactly once.
     *
     * @param verdict the decided one, or if none was decided what can be said at the end
     */
    default void ended(StreamSummary summary, MeteredStream stream, Verdict verdict) {}
  }

  /**
   * A tracker of a stream that begins.
   *
   * @param precision the share of decided labels that is to be right, 0 to 1, such as 0.99
   */
  public VerdictTracker(
      StreamStart start, StreamClassifier classifier, double precision, Listener listener) {
    this.classifier = classifier;
    this.listener = listener;
    confidence = classifier.confidenceFor(start.key().transport(), precision);
    stream =
        new CheckpointedStream(
            new MeteredStream(start, FeatureDefinition.EV1), Checkpoints.GRID, this::look);
  }

  /** Trackers for all streams of a source. */
  public static StreamObserver.Factory factory(
      StreamClassifier classifier, double precision, Listener listener) {
    return start -> new VerdictTracker(start, classifier, precision, listener);
  }

  /** The decided verdict, if there is one yet. */
  public Optional<Verdict> decided() {
    return Optional.ofNullable(decided);
  }

  private void look(MeteredStream metered, int index, long timeNanos) {
    StreamStart start = metered.start();
    if (start.midstream()) {
      return;
    }
    Verdict now = classifier.classify(StreamEvidence.of(start.key().transport(), metered.meter()));
    if (isSure(now) && before != null && now.label().equals(before.label())) {
      decide(start, now, timeNanos);
    }
    before = isSure(now) ? now : null;
  }

  private boolean isSure(Verdict verdict) {
    return verdict.decision() == Decision.KNOWN && verdict.confidence() >= confidence;
  }

  private void decide(StreamStart start, Verdict now, long timeNanos) {
    if (decided == null) {
      decided = now;
      listener.decided(start, now, timeNanos);
    } else if (!now.label().equals(decided.label())) {
      Verdict was = decided;
      decided = now;
      listener.changed(start, was, now, timeNanos);
    } else {
      // The same label on more bytes: the attributes may have become clearer.
      decided = now;
    }
  }

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    stream.bytes(direction, array, offset, length, timeNanos);
  }

  @Override
  public void holeOpened(Direction direction, long timeNanos) {
    stream.holeOpened(direction, timeNanos);
  }

  @Override
  public void holeFilled(Direction direction, long timeNanos) {
    stream.holeFilled(direction, timeNanos);
  }

  @Override
  public void ended(StreamSummary summary) {
    stream.ended(summary);
    Verdict last = classifier.classify(StreamEvidence.of(summary, stream.stream().meter()));
    if (isSure(last)) {
      decide(summary.start(), last, summary.endNanos());
    }
    listener.ended(summary, stream.stream(), decided == null ? last : decided);
  }
}
