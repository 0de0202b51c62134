package io.entroprint.entropy;

import java.util.Arrays;

/**
 * The byte entropy of the windows of one direction between one power of two and the next, from 2
 * KiB on. A window shows what the stream is like by then: the cumulative counts still carry its
 * beginning.
 */
final class TailWindows {
  /** Where the first window begins, in bytes. */
  private static final int FIRST = 2048;

  private static final int WINDOWS = 5;

  /** Memory that one takes, in bytes: itself and its two arrays. */
  static final int FOOTPRINT = 32 + 16 + 256 * Integer.BYTES + 16 + WINDOWS * Double.BYTES;

  private final int[] before = new int[256];
  private final double[] entropies = new double[WINDOWS];
  private int begins = FIRST;

  private TailWindows() {
    Arrays.fill(entropies, Double.NaN);
  }

  /**
   * The windows after a direction has come to a length at which it is measured.
   *
   * @param windows null before the first begins
   * @param counts of the whole direction; not null from {@link #FIRST} on
   */
  static TailWindows turned(TailWindows windows, int length, ByteCounts counts) {
    if (length < FIRST || Integer.bitCount(length) != 1) {
      return windows;
    }
    TailWindows turned = windows == null ? new TailWindows() : windows;
    turned.turn(length, counts);
    return turned;
  }

  private void turn(int length, ByteCounts counts) {
    if (length == 2 * begins) {
      long sum = 0;
      for (int value = 0; value < before.length; value++) {
        sum += FixedPoint.cLogC(counts.count(value) - before[value]);
      }
      entropies[index(length)] = FixedPoint.entropy(length - begins, sum);
    }
    for (int value = 0; value < before.length; value++) {
      before[value] = counts.count(value);
    }
    begins = length;
  }

  private static int index(int end) {
    return Integer.numberOfTrailingZeros(end / FIRST) - 1;
  }

  /**
   * For each offset of a grid, the entropy of the window that ends there; NaN where none does.
   *
   * @param reached how many offsets
   * @param windows null if there are none
   */
  static double[] along(OffsetGrid grid, int reached, TailWindows windows) {
    double[] along = new double[reached];
    Arrays.fill(along, Double.NaN);
    for (int i = 0; i < reached && windows != null; i++) {
      int offset = grid.get(i);
      if (offset >= 2 * FIRST && Integer.bitCount(offset) == 1) {
        along[i] = windows.entropies[index(offset)];
      }
    }
    return along;
  }
}
