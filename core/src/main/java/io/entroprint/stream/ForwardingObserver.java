package io.entroprint.stream;

import io.entroprint.entropy.Direction;

/**
 * An observer that hands everything on to another one: a base for those that add something to one
 * or two of the calls. Like every observer it is used by one thread at a time.
 */
public abstract class ForwardingObserver implements StreamObserver {
  /** For subclasses. */
  protected ForwardingObserver() {}

  /** The observer that is told; asked at every call, never null while the stream is open. */
  protected abstract StreamObserver delegate();

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
    delegate().bytes(direction, array, offset, length, timeNanos);
  }

  @Override
  public void holeOpened(Direction direction, long timeNanos) {
    delegate().holeOpened(direction, timeNanos);
  }

  @Override
  public void holeFilled(Direction direction, long timeNanos) {
    delegate().holeFilled(direction, timeNanos);
  }

  @Override
  public void ended(StreamSummary summary) {
    delegate().ended(summary);
  }
}
