package io.entroprint.stream;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import java.util.Optional;

/**
 * An observer that measures its stream and remembers how it ended: what most callers want of a
 * source of streams. Not thread-safe, like the meter in it.
 */
public final class MeteredStream implements StreamObserver {
  private final StreamStart start;
  private final StreamMeter meter;
  private StreamSummary summary;

  /** A stream to be measured by a definition. */
  public MeteredStream(StreamStart start, FeatureDefinition definition) {
    this(start, new StreamMeter(definition));
  }

  /** A stream to be measured by a meter of the caller's, such as one with a finer curve. */
  public MeteredStream(StreamStart start, StreamMeter meter) {
    this.start = start;
    this.meter = meter;
  }

  /** What was known when the stream was first seen. */
  public StreamStart start() {
    return start;
  }

  /** The measurements so far. */
  public StreamMeter meter() {
    return meter;
  }

  /** How the stream ended; empty while it goes on. */
  public Optional<StreamSummary> summary() {
    return Optional.ofNullable(summary);
  }

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    meter.add(direction, array, offset, length);
  }

  @Override
  public void holeOpened(Direction direction, long timeNanos) {
    meter.holeOpened(direction);
  }

  @Override
  public void holeFilled(Direction direction, long timeNanos) {
    meter.holeFilled(direction);
  }

  @Override
  public void ended(StreamSummary end) {
    summary = end;
  }
}
