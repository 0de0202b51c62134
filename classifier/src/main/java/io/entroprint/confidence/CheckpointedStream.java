package io.entroprint.confidence;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.OffsetGrid;
import io.entroprint.stream.ForwardingObserver;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamObserver;
import java.util.Objects;

/**
 * Measures a stream and stops by whenever both directions together reach an offset of a grid:
 * exactly there, however the bytes come in chunks. Not thread-safe.
 */
public final class CheckpointedStream extends ForwardingObserver {
  private final MeteredStream stream;
  private final OffsetGrid checkpoints;
  private final Visitor visitor;
  private int passed;
  private boolean stopped;

  /** Is told of each checkpoint, on the thread that hands over the stream's bytes. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Both directions together have just reached a checkpoint.
     *
     * @param index of the offset in the grid
     * @param timeNanos time of the packet, nanoseconds since 1970
     */
    void reached(MeteredStream stream, int index, long timeNanos);
  }

  /** A stream that is visited at each offset of a grid. */
  public CheckpointedStream(MeteredStream stream, OffsetGrid checkpoints, Visitor visitor) {
    this.stream = stream;
    this.checkpoints = checkpoints;
    this.visitor = visitor;
  }

  /** The stream and its measurements. */
  public MeteredStream stream() {
    return stream;
  }

  /** Measures no more: bytes that come are counted, and no checkpoint is reached. */
  public void stop() {
    stopped = true;
  }

  @Override
  protected StreamObserver delegate() {
    return stream;
  }

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    Objects.checkFromIndexSize(offset, length, array.length);
    int at = offset;
    int left = length;
    while (passed < checkpoints.size() && !stopped) {
      int missing = checkpoints.get(passed) - stream.meter().measured();
      if (missing > left) {
        break;
      }
      stream.bytes(direction, array, at, missing, timeNanos);
      at += missing;
      left -= missing;
      visitor.reached(stream, passed++, timeNanos);
    }
    if (stopped) {
      stream.meter().skip(direction, left);
    } else if (left > 0) {
      stream.bytes(direction, array, at, left, timeNanos);
    }
  }
}
