package io.entroprint.entropy;

import java.util.Arrays;

/**
 * The byte entropy of the windows of one direction between one power of two and the next, from 2
 * KiB on. A window shows what the stream is like by then: the cumulative counts still carry its
 * beginning. Not thread-safe.
 */
final class TailWindows {
  /** Where the first window begins, in bytes. */
  private static final int FIRST = 2048;

  private static final int WINDOWS = 5;

  /** Memory that one takes, in bytes: itself and its two arrays. */
  static final int FOOTPRINT = 24 + 16 + 256 * Integer.BYTES + 16 + WINDOWS * Double.BYTES;

  private final int[] before = new int[256];
  private final double[] entropies = new double[WINDOWS];
  private int begins = FIRST;

  TailWindows() {
    Arrays.fill(entropies, Double.NaN);
  }

  /** Whether a window ends or begins at a length, in bytes. */
  static boolean turnsAt(int length) {
    return length >= FIRST && Integer.bitCount(length) == 1;
  }

  /**
   * Ends the window that came to a length, and begins the next.
   *
   * @param length at which {@link #turnsAt}
   * @param counts of the whole direction
   */
  void turn(int length, ByteCounts counts) {
    long sum = counts.sumSince(before);
    if (length == 2 * begins) {
      entropies[index(length)] = FixedPoint.entropy(length - begins, sum);
    }
    begins = length;
  }

  private static int index(int end) {
    return Integer.numberOfTrailingZeros(end / FIRST) - 1;
  }

  /**
   * The entropies of all windows, NaN for those that have not ended, to be read with {@link #at}.
   */
  double[] entropies() {
    return entropies.clone();
  }

  /**
   * The entropy of the window that ends at an offset; NaN where none does.
   *
   * @param windows of a direction, or null
   */
  static double at(int offset, double[] windows) {
    boolean ends = offset >= 2 * FIRST && Integer.bitCount(offset) == 1;
    return ends && windows != null ? windows[index(offset)] : Double.NaN;
  }
}
