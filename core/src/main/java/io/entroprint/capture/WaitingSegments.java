package io.entroprint.capture;

import java.util.Arrays;

/**
 * Bytes of one direction that came ahead of their turn: copies, sorted, apart from each other, so
 * that of bytes which came twice the first copy is the one that is kept. Positions are counted from
 * the first byte of the direction.
 */
final class WaitingSegments {
  /** What a piece costs beside its bytes: array header, alignment, its two slots here. */
  static final int OVERHEAD = 64;

  private long[] starts = new long[4];
  private byte[][] pieces = new byte[4][];
  private int first;
  private int end;
  private int cost;
  private long bytes;

  boolean isEmpty() {
    return first == end;
  }

  /** Memory held, in bytes. */
  int cost() {
    return cost;
  }

  /** Payload bytes held. */
  long bytes() {
    return bytes;
  }

  /** The position of the first byte that waits; something must. */
  long firstStart() {
    return starts[first];
  }

  /** Takes the first piece out. */
  byte[] removeFirst() {
    byte[] piece = pieces[first];
    pieces[first++] = null;
    cost -= piece.length + OVERHEAD;
    bytes -= piece.length;
    return piece;
  }

  /** What {@link #insert} of these positions would add to {@link #cost()}. */
  long costOf(long from, long to) {
    long at = from;
    long sum = 0;
    for (int i = firstEndingAfter(from); at < to; i++) {
      long free = i < end ? Math.min(starts[i], to) : to;
      if (free > at) {
        sum += free - at + OVERHEAD;
      }
      at = i < end ? Math.max(at, starts[i] + pieces[i].length) : to;
    }
    return sum;
  }

  /** Copies those of the bytes whose positions are free. */
  void insert(long from, byte[] array, int offset, int length) {
    long to = from + length;
    long at = from;
    for (int i = firstEndingAfter(from); at < to; i++) {
      long free = i < end ? Math.min(starts[i], to) : to;
      if (free > at) {
        int start = offset + (int) (at - from);
        // Inserting may move what waits to the front of the arrays.
        int before = first;
        put(i, at, Arrays.copyOfRange(array, start, start + (int) (free - at)));
        i += 1 - before + first;
      }
      at = i < end ? Math.max(at, starts[i] + pieces[i].length) : to;
    }
  }

  private int firstEndingAfter(long position) {
    // Most segments come in order among those that wait.
    if (first == end || starts[end - 1] + pieces[end - 1].length <= position) {
      return end;
    }
    int low = first;
    int high = end - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] + pieces[middle].length > position) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private void put(int index, long start, byte[] piece) {
    int at = index;
    if (end == starts.length) {
      at -= first;
      makeRoom();
    }
    System.arraycopy(starts, at, starts, at + 1, end - at);
    System.arraycopy(pieces, at, pieces, at + 1, end - at);
    starts[at] = start;
    pieces[at] = piece;
    end++;
    cost += piece.length + OVERHEAD;
    bytes += piece.length;
  }

  private void makeRoom() {
    int count = end - first;
    int capacity = count > starts.length / 2 ? 2 * starts.length : starts.length;
    long[] newStarts = new long[capacity];
    byte[][] newPieces = new byte[capacity][];
    System.arraycopy(starts, first, newStarts, 0, count);
    System.arraycopy(pieces, first, newPieces, 0, count);
    starts = newStarts;
    pieces = newPieces;
    first = 0;
    end = count;
  }
}
