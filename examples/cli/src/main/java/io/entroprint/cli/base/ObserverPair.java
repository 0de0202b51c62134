package io.entroprint.cli.base;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary;

/**
 * Two observers of one stream.
 *
 * @param first is told first
 * @param second is told then
 */
public record ObserverPair(StreamObserver first, StreamObserver second) implements StreamObserver {

  /** Two observers for each stream. */
  public static Factory of(Factory first, Factory second) {
    return start -> new ObserverPair(first.open(start), second.open(start));
  }

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    first.bytes(direction, array, offset, length, timeNanos);
    second.bytes(direction, array, offset, length, timeNanos);
  }

  @Override
  public void holeOpened(Direction direction, long timeNanos) {
    first.holeOpened(direction, timeNanos);
    second.holeOpened(direction, timeNanos);
  }

  @Override
  public void holeFilled(Direction direction, long timeNanos) {
    first.holeFilled(direction, timeNanos);
    second.holeFilled(direction, timeNanos);
  }

  @Override
  public void ended(StreamSummary summary) {
    first.ended(summary);
    second.ended(summary);
  }
}
