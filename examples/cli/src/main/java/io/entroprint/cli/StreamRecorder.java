package io.entroprint.cli;

import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamSummary;

/**
 * What is kept of one stream while it is read, and what it gives when it ends.
 *
 * @param <T> what it gives
 * @see io.entroprint.stream.StreamObserver
 */
@FunctionalInterface
interface StreamRecorder<T> {

  default void bytes(Direction direction, byte[] array, int offset, int length) {}

  default void holeOpened(Direction direction) {}

  default void holeFilled(Direction direction) {}

  /** The stream has ended. */
  T ended(StreamSummary summary);
}
