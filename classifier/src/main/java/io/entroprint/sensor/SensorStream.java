package io.entroprint.sensor;

import io.entroprint.capture.ProxyHeaders;
import io.entroprint.entropy.Direction;
import io.entroprint.match.Verdict;
import io.entroprint.match.VerdictTracker;
import io.entroprint.stream.ForwardingObserver;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One stream of a {@link Sensor}: takes its bytes, in any chunking, and says what it is.
 *
 * <p>The bytes of each direction come in order and each once; the order of the calls is the arrival
 * order of the two directions. No byte is kept. Adding bytes allocates only where the stream
 * reaches an offset at which it is measured or judged: there are few, at powers of two, and none
 * behind the first 65,536 bytes. One thread at a time; that may be another one from call to call if
 * what the one did is visible to the next. Two at a time are a mistake of the host, which is
 * noticed as a {@link ConcurrentModificationException} as well as can be without a lock. An output
 * that is told of the stream may ask it, but neither feed nor end it: that is for after the call
 * that tells.
 */
public final class SensorStream extends ForwardingObserver {
  private final Sensor sensor;

  /** Null if labels are not decided early. */
  private final VerdictTracker tracker;

  private final MeteredStream metered;

  /** Null if the source of the stream takes such headers off, or would have. */
  private final ProxyHeaders proxied;

  private final StreamObserver observer;
  private long lastNanos;
  private boolean holeToServer;
  private boolean holeToClient;
  private Verdict last;

  /** Who is inside; not volatile, so that looking costs nothing: two threads mostly see it. */
  private Thread inside;

  /**
   * A stream.
   *
   * @param bare whether a header of the PROXY protocol may stand before its bytes
   */
  SensorStream(Sensor sensor, StreamStart start, boolean bare) {
    this.sensor = sensor;
    metered = new MeteredStream(start, sensor.meter());
    tracker = sensor.decidesEarly() ? sensor.tracker(metered) : null;
    StreamObserver judged = tracker != null ? tracker : metered;
    proxied = bare ? new ProxyHeaders(judged) : null;
    observer = bare ? proxied : judged;
    lastNanos = start.startNanos();
  }

  /** How it began. */
  public StreamStart start() {
    return metered.start();
  }

  /** How it ended; empty while it goes on. */
  public Optional<StreamSummary> summary() {
    return metered.summary();
  }

  @Override
  protected StreamObserver delegate() {
    return observer;
  }

  /**
   * Takes the next bytes of a direction. The array is not kept.
   *
   * @param timeNanos of the packet they came with, nanoseconds since 1970
   * @throws IndexOutOfBoundsException if the range is not within the array
   * @throws IllegalStateException if the stream has ended, a hole is open in this direction, or an
   *     output that is told of the stream calls this
   * @throws ConcurrentModificationException if another thread is using this stream
   */
  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    Objects.checkFromIndexSize(offset, length, array.length);
    enter();
    try {
      at(timeNanos);
      // Who measures no more would not notice.
      if (direction == Direction.TO_SERVER ? holeToServer : holeToClient) {
        throw new IllegalStateException("bytes " + direction + " behind a hole that is still open");
      }
      super.bytes(direction, array, offset, length, timeNanos);
    } finally {
      inside = null;
    }
  }

  /** Takes the next bytes of a direction, the time of their packet given as an instant. */
  public void bytes(Direction direction, byte[] array, int offset, int length, Instant time) {
    bytes(direction, array, offset, length, Sensor.nanos(time));
  }

  /**
   * Bytes of a direction are missing. None of it may follow until {@link #holeFilled}; if that is
   * never called, what was measured before stays valid.
   *
   * @throws IllegalStateException if the stream has ended
   */
  @Override
  public void holeOpened(Direction direction, long timeNanos) {
    enter();
    try {
      at(timeNanos);
      hole(direction, true);
      super.holeOpened(direction, timeNanos);
    } finally {
      inside = null;
    }
  }

  /**
   * The missing bytes of a direction came; they and what waited behind them follow.
   *
   * @throws IllegalStateException if the stream has ended
   */
  @Override
  public void holeFilled(Direction direction, long timeNanos) {
    enter();
    try {
      at(timeNanos);
      hole(direction, false);
      super.holeFilled(direction, timeNanos);
    } finally {
      inside = null;
    }
  }

  private void hole(Direction direction, boolean open) {
    if (Objects.requireNonNull(direction) == Direction.TO_SERVER) {
      holeToServer = open;
    } else {
      holeToClient = open;
    }
  }

  private void enter() {
    Thread here = Thread.currentThread();
    Thread there = inside;
    if (there == here) {
      throw new IllegalStateException(
          "an output that is told of the stream feeds or ends it: " + start().key());
    }
    if (there != null) {
      throw new ConcurrentModificationException(
          "two threads at a time use the stream "
              + start().key()
              + ": "
              + here.getName()
              + " while "
              + there.getName()
              + " is at it");
    }
    inside = here;
  }

  private void at(long timeNanos) {
    if (last != null) {
      throw new IllegalStateException("the stream has ended: " + start().key());
    }
    lastNanos = Math.max(lastNanos, timeNanos);
  }

  /**
   * What is said of it now: the label that is decided, or else what can be said of the bytes so
   * far; once it has ended, the last word. Without early decisions each call judges anew.
   */
  public Verdict verdict() {
    if (last != null) {
      return last;
    }
    return tracker != null
        ? tracker.verdict()
        : sensor.classifier().classify(StreamEvidence.of(metered));
  }

  /**
   * Ends the stream, and tells the outputs. The summary that they get counts no packets, as none
   * were seen here; a host that counts them calls {@link #ended}. Closing it again changes nothing.
   *
   * @param reason why
   * @param timeNanos when it ended, nanoseconds since 1970; no earlier than its last bytes
   * @return the last word
   */
  public Verdict close(EndReason reason, long timeNanos) {
    if (last == null) {
      at(timeNanos);
      ended(
          StreamSummary.builder(start())
              .endNanos(lastNanos)
              .bytes(
                  metered.meter().bytes(Direction.TO_SERVER) + skippedBytes(),
                  metered.meter().bytes(Direction.TO_CLIENT))
              .gaps(holeToServer, holeToClient)
              .reason(reason)
              .build());
    }
    return last;
  }

  /** Bytes that were given and not measured: of a header, or of what may yet be one. */
  private int skippedBytes() {
    return proxied == null ? 0 : proxied.skippedBytes();
  }

  /** Ends the stream, the time given as an instant. */
  public Verdict close(EndReason reason, Instant time) {
    return close(reason, Sensor.nanos(time));
  }

  /**
   * Ends the stream as its source says, and tells the outputs. If a header of the PROXY protocol
   * was taken off here, they are told so, and that many bytes fewer of the client.
   *
   * @throws IllegalStateException if it has ended before
   */
  @Override
  public void ended(StreamSummary summary) {
    enter();
    try {
      at(summary.endNanos());
      super.ended(summary);
      OptionalInt decidedAt = tracker != null ? tracker.decidedAt() : OptionalInt.empty();
      last = verdict();
      sensor.ended(metered.summary().orElse(summary), last, decidedAt);
    } finally {
      inside = null;
    }
  }

  /**
   * The bytes of memory that this stream takes with all that it keeps, on a 64-bit machine with
   * compressed references: 0.6 KiB when it is opened, 0.9 to 1.5 KiB after a few hundred bytes, at
   * most 6 KiB if it goes on. What streams share is not counted.
   */
  public int estimatedFootprintBytes() {
    return Footprint.of(metered, tracker, proxied, last);
  }
}
