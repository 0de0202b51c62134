package io.entroprint.search;

/**
 * Numbers from 0 up by a lower bound each, least first: a binary heap that is filled anew for each
 * search. Of equal bounds the smaller number comes first. One thread at a time.
 */
final class LeastFirst {
  private static final int HALF = Integer.SIZE;

  /** Bound and number in one: floats of 0 and more are ordered as their bits are. */
  private final long[] heap;

  private int size;

  /** Room for numbers below {@code most}. */
  LeastFirst(int most) {
    heap = new long[most];
  }

  void clear() {
    size = 0;
  }

  /** Adds a number; call {@link #order} once all are there. */
  void add(int number, float bound) {
    heap[size++] = (long) Float.floatToRawIntBits(Math.max(bound, 0)) << HALF | number;
  }

  void order() {
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The least bound, or 0 where it is below. */
  float bound() {
    return Float.intBitsToFloat((int) (heap[0] >>> HALF));
  }

  /** Takes away the number of the least bound. */
  int remove() {
    int number = (int) heap[0];
    heap[0] = heap[--size];
    sink(0);
    return number;
  }

  private void sink(int from) {
    long moved = heap[from];
    int at = from;
    while (2 * at + 1 < size) {
      int below = 2 * at + 1;
      if (below + 1 < size && heap[below + 1] < heap[below]) {
        below++;
      }
      if (heap[below] >= moved) {
        break;
      }
      heap[at] = heap[below];
      at = below;
    }
    heap[at] = moved;
  }
}
