package io.entroprint.entropy;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The offsets, in bytes from the start of a view, at which measures are taken: strictly ascending,
 * at least one, the first at least 1. Immutable.
 */
public final class OffsetGrid {
  private final int[] offsets;

  private OffsetGrid(int[] offsets) {
    this.offsets = offsets;
  }

  /**
   * A grid of the given offsets.
   *
   * @param offsets strictly ascending, each at least 1
   * @throws IllegalArgumentException if there is none, or they are not so
   */
  public static OffsetGrid of(int... offsets) {
    if (offsets.length == 0) {
      throw new IllegalArgumentException("an offset grid needs at least one offset");
    }
    int previous = 0;
    for (int offset : offsets) {
      if (offset <= previous) {
        throw new IllegalArgumentException(
            "offsets must ascend from 1: " + offset + " follows " + previous);
      }
      previous = offset;
    }
    return new OffsetGrid(offsets.clone());
  }

  /**
   * The powers of two from 1 up to and including {@code last}.
   *
   * @param last a power of two, at least 1
   * @throws IllegalArgumentException if it is not one
   */
  public static OffsetGrid powersOfTwo(int last) {
    if (Integer.bitCount(last) != 1 || last < 1) {
      throw new IllegalArgumentException("not a power of two: " + last);
    }
    int[] offsets = new int[Integer.numberOfTrailingZeros(last) + 1];
    Arrays.setAll(offsets, i -> 1 << i);
    return new OffsetGrid(offsets);
  }

  /** The number of offsets, at least 1. */
  public int size() {
    return offsets.length;
  }

  /**
   * The offset at an index, in bytes.
   *
   * @throws IndexOutOfBoundsException if the index is not in {@code 0 .. size() - 1}
   */
  public int get(int index) {
    return offsets[index];
  }

  /** The largest offset, in bytes. */
  public int last() {
    return offsets[offsets.length - 1];
  }

  /** How many of the offsets a view of {@code bytes} bytes reaches: 0 to {@link #size()}. */
  public int reachedBy(long bytes) {
    int low = 0;
    int high = offsets.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (offsets[middle] <= bytes) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OffsetGrid grid && Arrays.equals(offsets, grid.offsets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(offsets);
  }

  /** The offsets, joined by commas. */
  @Override
  public String toString() {
    return Arrays.stream(offsets).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }
}
