package io.entroprint.sensor;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.match.VerdictTracker;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Judges the streams of a host.
 *
 * <pre>{@code
 * Sensor sensor =
 *     Sensor.builder(library).precision(0.99).output(event -> report(event)).build();
 *
 * SensorStream stream = sensor.open(key, timeNanos);
 * stream.bytes(Direction.TO_SERVER, array, offset, length, timeNanos);
 * Verdict now = stream.verdict();
 * Verdict last = stream.close(EndReason.FIN, timeNanos);
 * }</pre>
 *
 * <p>A host with packets uses it as the factory of a {@code FlowTable}, which then opens and closes
 * the streams: {@code FlowTable.builder(sensor).build()}. One with TCP segments puts a {@code
 * TcpConnection} before each stream. A table serves one thread; several tables may share a sensor.
 *
 * <p>Thread-safe: any number of threads may open streams, each of which is fed by one thread at a
 * time. Nothing is shared between streams but the classifier, the counters and the outputs; the
 * only lock is held while a judgement takes its workspace and gives it back. A stream takes the
 * memory that {@link SensorStream#estimatedFootprintBytes} says; how many there are is up to the
 * host, or to the limits of its {@code FlowTable}.
 */
public final class Sensor implements StreamObserver.Factory {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final double precision;
  private final boolean stops;
  private final boolean midstream;
  private final int measured;
  private final CopyOnWriteArrayList<GuardedOutput> outputs = new CopyOnWriteArrayList<>();
  private final SensorTally tally = new SensorTally();
  private final AtomicLong ordinals = new AtomicLong();
  private final AtomicReference<StreamClassifier> classifier = new AtomicReference<>();
  private final Supplier<StreamClassifier> classifiers = classifier::get;
  private final VerdictTracker.Listener listener = new Telling();

  private Sensor(Builder builder) {
    precision = builder.precision;
    stops = builder.stops;
    midstream = builder.midstream;
    measured = builder.measured;
    builder.outputs.forEach(this::addOutput);
    classifier.set(classifier(builder.library));
  }

  private StreamClassifier classifier(FingerprintLibrary library) {
    StreamClassifier asking = new StreamClassifier(library);
    return midstream ? asking.judgingMidstream() : asking;
  }

  /** A builder of a sensor that asks a library. */
  public static Builder builder(FingerprintLibrary library) {
    return new Builder(library);
  }

  /**
   * Opens a stream that is seen from its first byte. If its client begins with a header of the
   * PROXY protocol (TCP), that is not measured, and stands in the summary.
   *
   * @param key the five-tuple, client first
   * @param timeNanos of its first packet, nanoseconds since 1970
   */
  public SensorStream open(FlowKey key, long timeNanos) {
    Objects.requireNonNull(key, "no five-tuple");
    return opened(
        StreamStart.of(key, ordinals.getAndIncrement(), timeNanos),
        key.transport() == Transport.TCP);
  }

  /**
   * Opens a stream that is seen from its first byte, as the other one does.
   *
   * @param key the five-tuple, client first
   * @param time of its first packet
   * @throws IllegalArgumentException if it is not within 292 years of 1970
   */
  public SensorStream open(FlowKey key, Instant time) {
    return open(key, nanos(time));
  }

  /**
   * Nanoseconds since 1970, as packets have them.
   *
   * @throws IllegalArgumentException if a long does not hold them: before 1677, or after 2262
   */
  static long nanos(Instant time) {
    try {
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("not within 292 years of 1970: " + time, e);
    }
  }

  /**
   * Opens a stream of which a source has said how it begins. Headers of the PROXY protocol are left
   * to the source, such as a {@code FlowTable}: one that does not know them puts a {@link
   * io.entroprint.capture.ProxyHeaders} before the stream.
   */
  @Override
  public SensorStream open(StreamStart start) {
    return opened(Objects.requireNonNull(start, "no start of a stream"), false);
  }

  private SensorStream opened(StreamStart start, boolean bare) {
    SensorStream stream = new SensorStream(this, start, bare);
    tally.opened.increment();
    return stream;
  }

  /**
   * Reads a library and judges by it from now on, as {@link #use} does.
   *
   * @param fileOrDirectory a library as one file or as a directory
   * @return its name and version
   * @throws IOException if it cannot be read or is not a library that can be used: one line that
   *     says the file, the place and what was expected. The library in use stays
   */
  public String reload(Path fileOrDirectory) throws IOException {
    Objects.requireNonNull(fileOrDirectory, "no file of a library");
    try {
      return use(FingerprintLibrary.read(fileOrDirectory));
    } catch (IOException e) {
      tally.reloadsRefused.increment();
      throw e;
    } catch (RuntimeException e) {
      tally.reloadsRefused.increment();
      throw new IOException(fileOrDirectory + ": cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Judges by another library from now on. Streams under way take it too, at their next judgement:
   * their measurements do not depend on a library. Each verdict is made by one library, which it
   * names. A label that was decided by the one before stands until another one is decided.
   *
   * @return its name and version
   */
  public String use(FingerprintLibrary library) {
    Objects.requireNonNull(library, "no library");
    classifier.set(classifier(library));
    tally.reloads.increment();
    return library.id();
  }

  /**
   * Tells one more output from now on, after those that there are. What one throws, other than an
   * {@link Error}, is counted, logged when it begins and when it is over, and kept from the stream
   * and from the other outputs. May be called at any time on any thread; an output that was added
   * twice is told twice.
   */
  public void addOutput(VerdictOutput output) {
    outputs.add(new GuardedOutput(Objects.requireNonNull(output), tally));
  }

  /**
   * Tells an output no more. An event that another thread is telling at this moment may still reach
   * it; it is not closed.
   *
   * @param output the same object that was added
   * @return whether it was there
   */
  public boolean removeOutput(VerdictOutput output) {
    return outputs.removeIf(guarded -> guarded.guards(output));
  }

  /** What judges now: to ask about streams that this sensor does not follow. */
  public StreamClassifier classifier() {
    return classifier.get();
  }

  /** What was counted so far. The numbers are read one by one while streams go on. */
  public SensorCounters counters() {
    return tally.snapshot();
  }

  /** The same for a metrics library to read, at any time, on any thread. */
  public List<Metric> metrics() {
    return tally.metrics();
  }

  boolean decidesEarly() {
    return !Double.isNaN(precision);
  }

  /** A meter for a stream that begins. */
  StreamMeter meter() {
    return new StreamMeter(FeatureDefinition.CURRENT, measured);
  }

  VerdictTracker tracker(MeteredStream metered) {
    VerdictTracker tracker = new VerdictTracker(metered, classifiers, precision, listener);
    return stops ? tracker.stopOnceDecided() : tracker;
  }

  void ended(StreamSummary summary, Verdict verdict, OptionalInt decidedAt) {
    tally.ended(summary, verdict);
    tell(VerdictEvent.ended(summary, verdict, decidedAt));
  }

  private void tell(VerdictEvent event) {
    for (GuardedOutput output : outputs) {
      output.accept(event);
    }
  }

  /** Tells the outputs what trackers find before the end. */
  private final class Telling implements VerdictTracker.Listener {
    @Override
    public boolean listens() {
      return !outputs.isEmpty();
    }

    @Override
    public void decided(StreamStart start, Verdict verdict, long timeNanos) {
      tally.decided.increment();
      tell(VerdictEvent.decided(start, verdict, timeNanos));
    }

    @Override
    public void changed(StreamStart start, Verdict was, Verdict is, long timeNanos) {
      tally.changed.increment();
      tell(VerdictEvent.changed(start, was, is, timeNanos));
    }
  }

  /** The settings of a {@link Sensor}. Not thread-safe. */
  public static final class Builder {
    private final FingerprintLibrary library;
    private final List<VerdictOutput> outputs = new ArrayList<>();
    private double precision = Double.NaN;
    private boolean stops;
    private boolean midstream;
    private int measured = FeatureDefinition.CURRENT.limit();

    private Builder(FingerprintLibrary library) {
      this.library = Objects.requireNonNull(library);
    }

    /**
     * Decides labels as early as they can be right in this share of cases, and tells so. By default
     * a stream is judged when it ends and when its verdict is asked for.
     *
     * @param share above 0 and at most 1, such as 0.99
     * @throws IllegalArgumentException if it is not
     */
    public Builder precision(double share) {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("a precision is above 0 and at most 1, not " + share);
      }
      precision = share;
      return this;
    }

    /**
     * Judges streams whose beginning was not seen, too, when they end, as {@link
     * StreamClassifier#judgingMidstream} does. By default they are undecided.
     */
    public Builder midstream(boolean judged) {
      midstream = judged;
      return this;
    }

    /**
     * Measures no more of a stream once its label is decided, and stays with what is said then; see
     * {@link VerdictTracker#stopOnceDecided}. For hosts that want labels at little cost.
     *
     * @param share as of {@link #precision}, which this sets too
     * @throws IllegalArgumentException if it is not above 0 and at most 1
     */
    public Builder stopOnceDecided(double share) {
      precision(share);
      stops = true;
      return this;
    }

    /**
     * Measures of each direction of a stream no more than some bytes. Labels, software and settings
     * stay as they are, since what is compared ends at 4 KiB; the nature of longer streams is then
     * told by their beginning, and so is that of a stream without a label. By default it is 64 KiB
     * of both directions together.
     *
     * @param bytesOfDirection 4096 to 65536
     * @throws IllegalArgumentException if it is less or more
     */
    public Builder measured(int bytesOfDirection) {
      measured = new StreamMeter(FeatureDefinition.CURRENT, bytesOfDirection).limitOfDirection();
      return this;
    }

    /**
     * Tells an output too, as {@link Sensor#addOutput} does; outputs are called in the order in
     * which they were added.
     */
    public Builder output(VerdictOutput output) {
      outputs.add(Objects.requireNonNull(output));
      return this;
    }

    /** A new sensor. */
    public Sensor build() {
      return new Sensor(this);
    }
  }
}
