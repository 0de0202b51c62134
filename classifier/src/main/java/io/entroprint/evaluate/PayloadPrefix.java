package io.entroprint.evaluate;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary;

/** The first payload bytes of a stream, which the baselines of an evaluation compare. */
final class PayloadPrefix implements StreamObserver {
  /** So many payload bytes of each direction are kept. */
  static final int FIRST = 16;

  private final byte[][] first = {new byte[FIRST], new byte[FIRST]};
  private final int[] length = new int[2];

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int count, long timeNanos) {
    int d = direction.ordinal();
    int more = Math.min(count, FIRST - length[d]);
    System.arraycopy(array, offset, first[d], length[d], more);
    length[d] += more;
  }

  @Override
  public void ended(StreamSummary summary) {}

  /** How many of the first payload bytes of a direction are there: up to {@link #FIRST}. */
  int kept(Direction direction) {
    return length[direction.ordinal()];
  }

  /** A payload byte of a direction. */
  byte at(Direction direction, int index) {
    return first[direction.ordinal()][index];
  }
}
