package io.entroprint.stream;

import io.entroprint.entropy.Direction;
import java.nio.ByteBuffer;

/**
 * Is told what happens on one stream: bytes any number of times, the end exactly once.
 *
 * <p>Bytes come in order and each once, per direction. The order of the calls is the arrival order
 * of the two directions: a segment's place is the moment at which it became contiguous in its own
 * direction. A source calls the observer of one stream from one thread at a time.
 */
public interface StreamObserver {

  /**
   * Contiguous payload bytes of one direction. The array is the source's own and is valid only
   * during the call: copy nothing, count.
   *
   * @param timeNanos time of the packet that made them contiguous, nanoseconds since 1970
   */
  void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos);

  /**
   * The same for the remaining bytes of a buffer, of any kind; leaves its position at its limit.
   * What has no array that can be read is handed over in pieces of at most 4 KiB, copied into an
   * array of the thread's own.
   *
   * @param timeNanos time of the packet that made them contiguous, nanoseconds since 1970
   */
  default void bytes(Direction direction, ByteBuffer buffer, long timeNanos) {
    if (buffer.hasArray()) {
      int offset = buffer.arrayOffset() + buffer.position();
      bytes(direction, buffer.array(), offset, buffer.remaining(), timeNanos);
      buffer.position(buffer.limit());
      return;
    }
    CopyArray copies = CopyArray.ofThisThread();
    byte[] array = copies.take();
    try {
      // Once at least: the observer may want to say that its stream has ended.
      do {
        int length = Math.min(buffer.remaining(), array.length);
        buffer.get(array, 0, length);
        bytes(direction, array, 0, length, timeNanos);
      } while (buffer.hasRemaining());
    } finally {
      copies.giveBack(array);
    }
  }

  /**
   * Bytes of this direction are missing: segments beyond a hole arrived, or a payload was cut by
   * the capture's snap length. No bytes of this direction follow until {@link #holeFilled}.
   */
  default void holeOpened(Direction direction, long timeNanos) {}

  /** The missing bytes came; they and what waited behind them follow. */
  default void holeFilled(Direction direction, long timeNanos) {}

  /** Nothing more follows. Called exactly once. */
  void ended(StreamSummary summary);

  /** Makes the observer of a new stream; called on the thread that brings its first packet. */
  @FunctionalInterface
  interface Factory {
    /**
     * The observer for a stream that begins now.
     *
     * @return never null
     */
    StreamObserver open(StreamStart start);
  }
}
