package io.entroprint.entropy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Counts of two sides while both are short: for each byte value the two counts side by side, a byte
 * each, and the sums of {@code c log2 c} kept up with every byte. Not thread-safe.
 *
 * <p>A side is 0 or 1. {@link #BOTH} stands for both together.
 */
final class PairedCounts {
  static final int BOTH = 2;

  /** How many bytes of both sides can be counted. */
  static final int LIMIT = FixedPoint.STEPS;

  private static final VarHandle CELLS =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The lower byte of each of the four cells in a word. */
  private static final long LOWER = 0x00ff_00ff_00ff_00ffL;

  /** Times this, the four 16-bit lanes of a word add up in the highest. */
  private static final long LANES = 0x0001_0001_0001_0001L;

  static final int CELL_BYTES = 512;

  private final byte[] cells = new byte[CELL_BYTES];

  /** The sums of {@code c log2 c} of side 0, side 1 and both. */
  private long sum0;

  private long sum1;
  private long sumBoth;

  /** Whether a byte was left because its count is 255. */
  private boolean full;

  /**
   * Counts bytes of a side until one would pass 255.
   *
   * @return how many were counted
   */
  int add(int side, byte[] bytes, int from, int length) {
    byte[] c = cells;
    long[] step = FixedPoint.STEP;
    int shift = side << 3;
    int one = 1 << shift;
    long own = 0;
    long both = 0;
    int done = 0;
    for (; done < length; done++) {
      int at = (bytes[from + done] & 0xff) << 1;
      int cell = (char) CELLS.get(c, at);
      int count = (cell >>> shift) & 0xff;
      if (count == 0xff) {
        full = true;
        break;
      }
      own += step[count];
      both += step[(cell & 0xff) + (cell >>> 8)];
      CELLS.set(c, at, (char) (cell + one));
    }
    if (side == 0) {
      sum0 += own;
    } else {
      sum1 += own;
    }
    sumBoth += both;
    return done;
  }

  /** The same for the next bytes of a buffer. */
  int add(int side, ByteBuffer bytes, int length) {
    int done = 0;
    while (done < length && add(side, bytes.get(bytes.position()) & 0xff)) {
      bytes.get();
      done++;
    }
    return done;
  }

  /**
   * Counts one byte of a side.
   *
   * @return false, and nothing changes, if its count is 255 already
   */
  boolean add(int side, int value) {
    int cell = (char) CELLS.get(cells, value << 1);
    int count = (cell >>> (side << 3)) & 0xff;
    if (count == 0xff) {
      full = true;
      return false;
    }
    long own = FixedPoint.STEP[count];
    if (side == 0) {
      sum0 += own;
    } else {
      sum1 += own;
    }
    sumBoth += FixedPoint.STEP[(cell & 0xff) + (cell >>> 8)];
    CELLS.set(cells, value << 1, (char) (cell + (1 << (side << 3))));
    return true;
  }

  /** Whether a byte came that could not be counted, so that wider counts must take over. */
  boolean isFull() {
    return full;
  }

  /** How often a byte value occurred in a side. */
  int count(int side, int value) {
    return ((char) CELLS.get(cells, value << 1) >>> (side << 3)) & 0xff;
  }

  /** The sum of {@code c log2 c} over the bytes of a side or of both. */
  long sum(int side) {
    return side == 0 ? sum0 : side == 1 ? sum1 : sumBoth;
  }

  /** Hands the counts of a side over. */
  void copyTo(int side, ByteCounts counts) {
    for (int value = 0; value < 256; value++) {
      counts.addCount(value, count(side, value));
    }
  }

  /**
   * Reads all sums of a side or of both together, four cells at a time; {@link ByteCounts#read}
   * explains the order of the rows. The last two bits of a byte are those of the lane in the word,
   * the two before those of the word in the row.
   */
  void read(int side, int n, Reading out) {
    out.n = n;
    out.bytes = sum(side);
    long high = 0;
    long a0 = 0;
    long a1 = 0;
    long a2 = 0;
    long a3 = 0;
    long a4 = 0;
    long a5 = 0;
    long a6 = 0;
    for (byte[] rows : Rows.BY_ONES_DESCENDING) {
      a6 = a5;
      a5 = a4;
      a4 = a3;
      a3 = a2;
      a2 = a1;
      a1 = a0;
      a0 = 0;
      for (byte row : rows) {
        int at = row << 5;
        long w0 = lanes(side, at);
        long w1 = lanes(side, at + 8) + lanes(side, at + 16);
        long w2 = lanes(side, at + 24);
        high += FixedPoint.cLogC(total(w0 + w1 + w2));
        a0 += w0;
        a1 += w1;
        a2 += w2;
      }
    }
    out.high = high;
    out.ones =
        FixedPoint.cLogC(none(a0))
            + FixedPoint.cLogC(one(a0) + none(a1))
            + FixedPoint.cLogC(two(a0) + one(a1) + none(a2))
            + FixedPoint.cLogC(two(a1) + one(a2) + none(a3))
            + FixedPoint.cLogC(two(a2) + one(a3) + none(a4))
            + FixedPoint.cLogC(two(a3) + one(a4) + none(a5))
            + FixedPoint.cLogC(two(a4) + one(a5) + none(a6))
            + FixedPoint.cLogC(two(a5) + one(a6))
            + FixedPoint.cLogC(two(a6));
    long first = lanes(side, 0);
    int zero = none(first);
    int line = range(side, 9, 11) + range(side, 13, 14);
    out.classes(
        zero,
        line,
        range(side, 0, 32) - zero - line,
        range(side, 32, 33),
        range(side, '0', '9' + 1),
        range(side, 'A', 'Z' + 1),
        range(side, 'a', 'z' + 1),
        range(side, 33, '0')
            + range(side, '9' + 1, 'A')
            + range(side, 'Z' + 1, 'a')
            + range(side, 'z' + 1, 0x7f));
  }

  /** The four counts of a word of cells, in 16 bits each. */
  private long lanes(int side, int at) {
    long word = (long) WORDS.get(cells, at);
    if (side == BOTH) {
      return (word & LOWER) + ((word >>> 8) & LOWER);
    }
    return (word >>> (side << 3)) & LOWER;
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

  /** How many bytes have a value of a range. */
  private int range(int side, int from, int to) {
    long sum = 0;
    int at = from;
    while (at < to) {
      int word = at & ~3;
      long lanes = lanes(side, word << 1);
      int skip = at - word;
      int left = Math.max(word + 4 - to, 0);
      sum += ((lanes >>> (16 * skip)) << (16 * (skip + left))) >>> (16 * left);
      at = word + 4;
    }
    return total(sum);
  }
}
