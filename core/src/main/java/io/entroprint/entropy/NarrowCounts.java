package io.entroprint.entropy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Counts of two sides while both are short: a byte for each byte value of a side, and the sums of
 * the byte entropies kept up with every byte. A side takes memory only once it sends, and values
 * from 128 on only once there is one. Not thread-safe.
 *
 * <p>Sums are read eight counts at a time (SIMD within a register). A word of eight counts is split
 * into its even and its odd ones, each in a lane of 16 bits, so that sums of both sides and of
 * several words fit:
 *
 * <pre>
 *   word   c7 c6 c5 c4 c3 c2 c1 c0        even     c6   c4   c2   c0
 *                                         odd      c7   c5   c3   c1     (shifted by 8)
 * </pre>
 *
 * <p>Lanes are added up by one multiplication. A side is 0 or 1; {@link #BOTH} stands for both
 * together.
 */
final class NarrowCounts {
  static final int BOTH = 2;

  /** How many bytes of both sides can be counted. */
  static final int LIMIT = FixedPoint.STEPS;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The even ones of the eight counts in a word. */
  private static final long EVEN = 0x00ff_00ff_00ff_00ffL;

  /** Times this, the four 16-bit lanes of a word add up in the highest. */
  private static final long LANES = 0x0001_0001_0001_0001L;

  private static final long LANE_0 = 0xffffL;
  private static final long LANE_1 = LANE_0 << 16;
  private static final long LANE_2 = LANE_0 << 32;
  private static final long LANE_3 = LANE_0 << 48;

  private static final int LOW = 128;
  private static final int ALL = 256;
  private static final int FULL = 255;

  /** The counts of each side; null for a side that sent nothing. */
  private byte[] counts0;

  private byte[] counts1;

  /** The sums of {@code c log2 c} of side 0, side 1 and both. */
  private long sum0;

  private long sum1;
  private long sumBoth;

  /**
   * Counts bytes of a side until one would pass 255.
   *
   * @return how many were counted
   */
  int add(int side, byte[] bytes, int from, int length) {
    int end = from + length;
    int at = count(side, bytes, from, end);
    if (at < end && widens(side, bytes[at] & 0xff)) {
      at = count(side, bytes, at, end);
    }
    return at - from;
  }

  /** Counts up to a byte that has no count yet or whose count is full. */
  private int count(int side, byte[] bytes, int from, int end) {
    byte[] own = own(side);
    byte[] other = side == 0 ? counts1 : counts0;
    long[] step = FixedPoint.STEP;
    long sum = 0;
    int at = from;
    if (other == null) {
      for (; at < end; at++) {
        int value = bytes[at] & 0xff;
        int count = value < own.length ? own[value] & 0xff : FULL;
        if (count == FULL) {
          break;
        }
        sum += step[count];
        own[value] = (byte) (count + 1);
      }
      gain(side, sum, sum);
    } else {
      long both = 0;
      for (; at < end; at++) {
        int value = bytes[at] & 0xff;
        int count = value < own.length ? own[value] & 0xff : FULL;
        if (count == FULL) {
          break;
        }
        sum += step[count];
        both += step[count + (value < other.length ? other[value] & 0xff : 0)];
        own[value] = (byte) (count + 1);
      }
      gain(side, sum, both);
    }
    return at;
  }

  private byte[] own(int side) {
    if (side == 0) {
      counts0 = counts0 == null ? new byte[LOW] : counts0;
      return counts0;
    }
    counts1 = counts1 == null ? new byte[LOW] : counts1;
    return counts1;
  }

  private boolean widens(int side, int value) {
    if (value < own(side).length) {
      return false;
    }
    if (side == 0) {
      counts0 = Arrays.copyOf(counts0, ALL);
    } else {
      counts1 = Arrays.copyOf(counts1, ALL);
    }
    return true;
  }

  /**
   * Counts one byte of a side.
   *
   * @return false, and nothing changes, if its count is 255 already
   */
  boolean add(int side, int value) {
    byte[] own = own(side);
    if (value >= own.length) {
      widens(side, value);
      own = own(side);
    }
    int count = own[value] & 0xff;
    if (count == FULL) {
      return false;
    }
    gain(side, FixedPoint.STEP[count], FixedPoint.STEP[count + count(side == 0 ? 1 : 0, value)]);
    own[value] = (byte) (count + 1);
    return true;
  }

  private void gain(int side, long own, long both) {
    if (side == 0) {
      sum0 += own;
    } else {
      sum1 += own;
    }
    sumBoth += both;
  }

  /** Bytes of the array that holds the counts of a side, or 0 if there is none. */
  int capacity(int side) {
    byte[] counts = side == 0 ? counts0 : counts1;
    return counts == null ? 0 : counts.length;
  }

  /** How often a byte value occurred in a side. */
  int count(int side, int value) {
    byte[] counts = side == 0 ? counts0 : counts1;
    return counts == null || value >= counts.length ? 0 : counts[value] & 0xff;
  }

  /** The sum of {@code c log2 c} over the bytes of a side or of both. */
  long sum(int side) {
    return side == 0 ? sum0 : side == 1 ? sum1 : sumBoth;
  }

  /** Hands the counts of the n bytes of a side over. */
  ByteCounts toCounts(int side, int n) {
    byte[] narrow = own(side);
    int[] counts = new int[ALL];
    for (int value = 0; value < narrow.length; value++) {
      counts[value] = narrow[value] & 0xff;
    }
    return new ByteCounts(counts, n, sum(side));
  }

  /**
   * Reads all sums of a side or of both together, eight counts at a time.
   *
   * <p>The number of one bits of a byte is that of its high nibble, of the middle two bits of the
   * low nibble, which choose the lane of a word, and of its other two, which choose one of four
   * half words of a row. Where one or the other bit of a pair is set does not matter.
   */
  void read(int side, int n, MeasureSums out) {
    byte[] x = side == 1 ? counts1 : counts0;
    byte[] y = side == BOTH ? counts1 : null;
    int end = y == null ? x.length : Math.max(x.length, y.length);
    int[] rows = new int[16];
    long[] ones = new long[9];
    for (int v = 0; v < end; v += 16) {
      long none = even(x, y, v);
      long one = odd(x, y, v) + even(x, y, v + 8);
      long two = odd(x, y, v + 8);
      int ofRow = Integer.bitCount(v);
      ones[ofRow] += none;
      ones[ofRow + 1] += one;
      ones[ofRow + 2] += two;
      rows[v >> 4] = total(none + one + two);
    }
    long high = 0;
    for (int row : rows) {
      high += FixedPoint.cLogC(row);
    }
    out.n = n;
    out.bytes = sum(side);
    out.high = high;
    out.ones = FixedPoint.cLogC(none(ones[0])) + FixedPoint.cLogC(one(ones[0]) + none(ones[1]));
    for (int i = 2; i < ones.length; i++) {
      out.ones += FixedPoint.cLogC(two(ones[i - 2]) + one(ones[i - 1]) + none(ones[i]));
    }
    long last = odd(x, y, 'x');
    out.classes(
        rows,
        none(even(x, y, 0)),
        total((even(x, y, 8) & LANE_1) + (odd(x, y, 8) & (LANE_0 | LANE_2))),
        none(even(x, y, ' ')),
        total((even(x, y, '8') + odd(x, y, '8')) & ~LANE_0),
        none(even(x, y, '@')),
        total((even(x, y, 'X') & (LANE_2 | LANE_3)) + (odd(x, y, 'X') & ~LANE_0)),
        none(even(x, y, '`')),
        total((even(x, y, 'x') & (LANE_2 | LANE_3)) + (last & ~LANE_0)),
        two(last));
  }

  /** The first, third, fifth and seventh of eight counts, in 16 bits each. */
  private static long even(byte[] x, byte[] y, int at) {
    return (word(x, at) & EVEN) + (y == null ? 0 : word(y, at) & EVEN);
  }

  /** The second, fourth, sixth and eighth. */
  private static long odd(byte[] x, byte[] y, int at) {
    return (word(x, at) >>> 8 & EVEN) + (y == null ? 0 : word(y, at) >>> 8 & EVEN);
  }

  private static long word(byte[] counts, int at) {
    return at < counts.length ? (long) WORDS.get(counts, at) : 0;
  }

  private static int total(long lanes) {
    return (int) ((lanes * LANES) >>> 48);
  }

  /** The lane whose number has no one bit. */
  private static int none(long lanes) {
    return (int) lanes & 0xffff;
  }

  /** The two lanes whose number has one. */
  private static int one(long lanes) {
    return (int) ((lanes >>> 16) & 0xffff) + (int) ((lanes >>> 32) & 0xffff);
  }

  /** The lane whose number has two. */
  private static int two(long lanes) {
    return (int) (lanes >>> 48);
  }
}
