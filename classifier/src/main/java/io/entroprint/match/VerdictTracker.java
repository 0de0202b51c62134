package io.entroprint.match;

import io.entroprint.confidence.CheckpointedStream;
import io.entroprint.confidence.Checkpoints;
import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Label;
import io.entroprint.match.TransportClassifier.NearestLabel;
import io.entroprint.match.Verdict.Decision;
import io.entroprint.stream.ForwardingObserver;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Follows one stream and says when its label is decided, once, and again only if it changes.
 *
 * <p>A label is decided when two looks in a row, one look that is very sure, or the end of the
 * stream names it with the confidence that the wanted precision asks for. From then on it stands:
 * later bytes that are less sure do not erase it, and another label that is decided in its turn is
 * a change, told as one. The same packets give the same events, however their bytes come in chunks.
 * Not thread-safe: like the source that calls it, one thread at a time.
 *
 * <p>As long as no label is decided a stream is looked at when both directions together reach 32,
 * 128, 512 and 4096 bytes. Then only at 4096 bytes, where all has been seen that tells a label, and
 * at the end: each of the two may find another one. But another library is asked each time again.
 * What is said beside a label is worked out where it is told: when it is decided, if the listener
 * listens, when it turns out to be another one, and at the end, of all that was measured.
 */
public final class VerdictTracker extends ForwardingObserver {
  /** The look behind which no label has anything to tell. */
  private static final int LAST = Checkpoints.LOOKS.size() - 1;

  private final Supplier<StreamClassifier> classifiers;
  private final double precision;
  private final Listener listener;
  private final CheckpointedStream stream;
  private StreamClassifier classifier;
  private double confidence;
  private boolean stops;

  /** The label that the last look was sure of, or null. */
  private Label before;

  private Verdict decided;

  /** What it rests on; null if that was said by a classifier that was exchanged since. */
  private NearestLabel decidedBy;

  private int decidedAt;

  /** Whether the decided verdict says the label alone, as nobody listened. */
  private boolean alone;

  private Verdict last;

  /**
   * Is told what becomes of streams, on the thread that hands over a stream's bytes: of one stream
   * never on two threads at a time, of several streams as their source does. Every method does
   * nothing unless it is overridden.
   */
  public interface Listener {
    /**
     * Whether anybody wants to know now what a label is decided or changed to. If not, the verdicts
     * of {@link #decided} and {@link #changed} say the label and no client, server or settings,
     * which saves half of the time that a decision takes; what is said in the end is the same.
     */
    default boolean listens() {
      return true;
    }

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
   * @throws IllegalArgumentException if it is not 0 to 1
   */
  public VerdictTracker(
      StreamStart start, StreamClassifier classifier, double precision, Listener listener) {
    this(start, () -> classifier, precision, listener);
  }

  /**
   * A tracker that asks for the classifier each time it judges, so that this may be exchanged while
   * the stream goes on. Two looks in a row are two by the same classifier; what was decided by the
   * one before stands until another label is decided.
   *
   * @param classifiers gives the classifier of the moment; never null
   * @param precision the share of decided labels that is to be right, 0 to 1, such as 0.99
   * @throws IllegalArgumentException if it is not 0 to 1
   */
  public VerdictTracker(
      StreamStart start,
      Supplier<StreamClassifier> classifiers,
      double precision,
      Listener listener) {
    this(new MeteredStream(start, FeatureDefinition.CURRENT), classifiers, precision, listener);
  }

  /**
   * The same for a stream that is measured by a meter of the caller's, such as one that measures
   * less.
   *
   * @param metered of {@link FeatureDefinition#CURRENT}, and nothing was added yet
   * @throws IllegalArgumentException if the precision is not 0 to 1
   */
  public VerdictTracker(
      MeteredStream metered,
      Supplier<StreamClassifier> classifiers,
      double precision,
      Listener listener) {
    if (!(precision >= 0 && precision <= 1)) {
      throw new IllegalArgumentException("a precision is 0 to 1, not " + precision);
    }
    this.classifiers = classifiers;
    this.precision = precision;
    this.listener = listener;
    stream = new CheckpointedStream(metered, Checkpoints.LOOKS, this::look);
  }

  /**
   * Measures no more of the stream once its label is decided, and stays with what is said then: the
   * quickest way to labels. What takes a longer look is then not said: no client, no server, no
   * settings, no label that turns out to be another one; and the nature is what streams of the
   * nearest fingerprint usually are. Streams whose label is not decided before their end are
   * measured and judged as always. To be called before any bytes come.
   *
   * @return this tracker
   */
  public VerdictTracker stopOnceDecided() {
    stops = true;
    return this;
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

  /**
   * The bytes after which the label that stands was decided, both directions together: all of them
   * if it was decided by the end of the stream. Empty if none is.
   */
  public OptionalInt decidedAt() {
    return decided == null ? OptionalInt.empty() : OptionalInt.of(decidedAt);
  }

  /**
   * What is said of the stream now: the decided verdict, or if there is none yet what can be said
   * of the bytes so far. Once it has ended, what its listener was told.
   */
  public Verdict verdict() {
    if (last != null) {
      return last;
    }
    if (decided == null) {
      return classifiers.get().classify(StreamEvidence.of(stream()));
    }
    return alone && !stops ? classifier.known(decidedBy, StreamEvidence.of(stream())) : decided;
  }

  /** The stream and its measurements. */
  public MeteredStream stream() {
    return stream.stream();
  }

  private void look(MeteredStream metered, int index, long timeNanos) {
    StreamStart start = metered.start();
    // What is inside a tunnel are other streams.
    if (start.beginning() == StreamStart.Beginning.MISSING || start.outsideOf().isPresent()) {
      return;
    }
    askTheClassifierOfTheMoment(start);
    if (decidedBy != null && index < LAST) {
      return;
    }
    Transport transport = start.key().transport();
    StreamMeter meter = metered.meter();
    StreamEvidence begun =
        new StreamEvidence(
            transport, meter.vector(), EntropyCurve.NONE, meter.isFull(), false, false);
    NearestLabel sure = classifier.sureLabel(begun, leastOf(start));
    Label label = sure == null ? null : sure.fingerprint().label();
    boolean again = decided != null && index == LAST;
    if (sure != null && (again || Checkpoints.isDecided(before, label, sure.confidence()))) {
      boolean told = decidedBy != null && label.equals(decided.label().orElse(null));
      decidedBy = sure;
      if (stops) {
        stream.stop();
      }
      if (!told) {
        alone = stops || !listener.listens();
        Verdict now =
            alone
                ? classifier.labelAlone(sure, begun)
                : classifier.known(sure, StreamEvidence.of(transport, meter));
        decide(start, now, now.offset(), timeNanos);
      }
    }
    before = label;
  }

  private void askTheClassifierOfTheMoment(StreamStart start) {
    StreamClassifier current = classifiers.get();
    if (current != classifier) {
      if (decided != null) {
        // All that the one before says of it, for the other does not know what it rests on.
        decided = verdict();
        decidedBy = null;
        alone = false;
      }
      classifier = current;
      confidence = current.confidenceFor(start.key().transport(), precision);
      before = null;
    }
  }

  private double leastOf(StreamStart start) {
    return start.beginning() == StreamStart.Beginning.INFERRED
        ? Math.max(confidence, StreamClassifier.SURE_OF_BEGINNING)
        : confidence;
  }

  private boolean isSure(Verdict verdict) {
    return verdict.decision() == Decision.KNOWN && verdict.confidence() >= confidence;
  }

  /**
   * Another label than before, if there was one, or the same with what is said beside it now.
   *
   * @param at after how many bytes
   */
  private void decide(StreamStart start, Verdict now, int at, long timeNanos) {
    if (decided == null) {
      decided = now;
      decidedAt = at;
      listener.decided(start, now, timeNanos);
    } else if (!now.label().equals(decided.label())) {
      Verdict was = decided;
      decided = now;
      decidedAt = at;
      listener.changed(start, was, now, timeNanos);
    } else {
      decided = now;
    }
  }

  private static int all(StreamSummary summary) {
    return (int) Math.min(Integer.MAX_VALUE, summary.bytes());
  }

  @Override
  protected StreamObserver delegate() {
    return stream;
  }

  @Override
  public void ended(StreamSummary summary) {
    stream.ended(summary);
    last = stops && decided != null ? decided : atTheEnd(summary);
    listener.ended(summary, stream(), last);
  }

  private Verdict atTheEnd(StreamSummary summary) {
    askTheClassifierOfTheMoment(summary.start());
    StreamEvidence evidence = StreamEvidence.of(stream());
    if (decided == null
        || evidence.beginning() != StreamStart.Beginning.SEEN
        || evidence.outsideOf().isPresent()) {
      Verdict now = classifier.classify(evidence);
      if (isSure(now)) {
        decide(summary.start(), now, all(summary), summary.endNanos());
        return decided;
      }
      if (decided == null) {
        return now;
      }
    } else {
      // One search, and what is said beside the label once.
      NearestLabel sure = classifier.sureLabel(evidence, confidence);
      if (sure != null) {
        decide(summary.start(), classifier.known(sure, evidence), all(summary), summary.endNanos());
        return decided;
      }
    }
    // Not as sure as before: the label stands, with what is said beside it now.
    return decidedBy == null ? decided : classifier.known(decidedBy, evidence);
  }
}
