package io.entroprint.entropy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Counts of two sides while both are short: for each byte value the two counts side by side, a byte
 * each, and the sums kept up with every byte. Values from 128 on take memory only once there is
 * one. Not thread-safe.
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

  /** Where a quarter of the cells begins, from the one with the most ones in its number. */
  private static final int[] QUARTERS = {384, 128, 256, 0};

  private static final int CELL_BYTES = 512;

  private byte[] cells = new byte[CELL_BYTES / 2];

  /** The sums of {@code c log2 c} of side 0, side 1 and both. */
  private long sum0;

  private long sum1;
  private long sumBoth;

  /** The sums of the costs of the bytes of each side under the reference distributions. */
  private long text0;

  private long text1;
  private long binary0;
  private long binary1;

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
    long text = 0;
    long binary = 0;
    int done = 0;
    for (; done < length; done++) {
      int value = bytes[from + done] & 0xff;
      if (value << 1 >= c.length) {
        c = widen();
      }
      int cell = (char) CELLS.get(c, value << 1);
      int count = (cell >>> shift) & 0xff;
      if (count == 0xff) {
        break;
      }
      own += step[count];
      both += step[(cell & 0xff) + (cell >>> 8)];
      text += ByteClass.TEXT_OF_BYTE[value];
      binary += ByteClass.BINARY_OF_BYTE[value];
      CELLS.set(c, value << 1, (char) (cell + one));
    }
    gain(side, own, both, text, binary);
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
    if (value << 1 >= cells.length) {
      widen();
    }
    int cell = (char) CELLS.get(cells, value << 1);
    int count = (cell >>> (side << 3)) & 0xff;
    if (count == 0xff) {
      return false;
    }
    gain(
        side,
        FixedPoint.STEP[count],
        FixedPoint.STEP[(cell & 0xff) + (cell >>> 8)],
        ByteClass.TEXT_OF_BYTE[value],
        ByteClass.BINARY_OF_BYTE[value]);
    CELLS.set(cells, value << 1, (char) (cell + (1 << (side << 3))));
    return true;
  }

  private void gain(int side, long own, long both, long text, long binary) {
    if (side == 0) {
      sum0 += own;
      text0 += text;
      binary0 += binary;
    } else {
      sum1 += own;
      text1 += text;
      binary1 += binary;
    }
    sumBoth += both;
  }

  private byte[] widen() {
    cells = Arrays.copyOf(cells, CELL_BYTES);
    return cells;
  }

  /** Bytes of the array that holds the counts. */
  int capacity() {
    return cells.length;
  }

  /** How often a byte value occurred in a side. */
  int count(int side, int value) {
    if (value << 1 >= cells.length) {
      return 0;
    }
    return ((char) CELLS.get(cells, value << 1) >>> (side << 3)) & 0xff;
  }

  /** The sum of {@code c log2 c} over the bytes of a side or of both. */
  long sum(int side) {
    return side == 0 ? sum0 : side == 1 ? sum1 : sumBoth;
  }

  /** Hands the counts of the n bytes of a side over. */
  ByteCounts toCounts(int side, int n) {
    int[] counts = new int[256];
    for (int value = 0; value < cells.length >> 1; value++) {
      counts[value] = cells[2 * value + side] & 0xff;
    }
    return new ByteCounts(counts, n);
  }

  /**
   * Reads all sums of a side or of both together, four cells at a time.
   *
   * <p>The number of one bits of a byte is that of each pair of its bits added up. The last pair
   * chooses the lane of a word, the others one of four words, rows and quarters; where one or the
   * other bit of a pair is set does not matter, so the middle two of each four are added. Quarters
   * are taken from the one with the most ones to the one with none, and what is there moves up by
   * one from each such number to the next.
   */
  void read(int side, int n, Reading out) {
    int shift = side == 1 ? 8 : 0;
    long other = side == BOTH ? LOWER : 0;
    long high = 0;
    long a0 = 0;
    long a1 = 0;
    long a2 = 0;
    long a3 = 0;
    long a4 = 0;
    long a5 = 0;
    long a6 = 0;
    for (int quarter = 0; quarter < 4; quarter++) {
      int at = QUARTERS[quarter];
      if (quarter == 1 || quarter == 3) {
        a6 = a5;
        a5 = a4;
        a4 = a3;
        a3 = a2;
        a2 = a1;
        a1 = a0;
        a0 = 0;
      }
      if (at >= cells.length) {
        continue;
      }
      long r00 = lanes(at, shift, other);
      long r01 = lanes(at + 8, shift, other) + lanes(at + 16, shift, other);
      long r02 = lanes(at + 24, shift, other);
      long r10 = lanes(at + 32, shift, other);
      long r11 = lanes(at + 40, shift, other) + lanes(at + 48, shift, other);
      long r12 = lanes(at + 56, shift, other);
      long r20 = lanes(at + 64, shift, other);
      long r21 = lanes(at + 72, shift, other) + lanes(at + 80, shift, other);
      long r22 = lanes(at + 88, shift, other);
      long r30 = lanes(at + 96, shift, other);
      long r31 = lanes(at + 104, shift, other) + lanes(at + 112, shift, other);
      long r32 = lanes(at + 120, shift, other);
      high +=
          FixedPoint.cLogC(total(r00 + r01 + r02))
              + FixedPoint.cLogC(total(r10 + r11 + r12))
              + FixedPoint.cLogC(total(r20 + r21 + r22))
              + FixedPoint.cLogC(total(r30 + r31 + r32));
      a0 += r00;
      a1 += r01 + r10 + r20;
      a2 += r02 + r11 + r21 + r30;
      a3 += r12 + r22 + r31;
      a4 += r32;
    }
    out.n = n;
    out.bytes = sum(side);
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
    out.text = side == 0 ? text0 : side == 1 ? text1 : text0 + text1;
    out.binary = side == 0 ? binary0 : side == 1 ? binary1 : binary0 + binary1;
  }

  /** The four counts of a word of cells, in 16 bits each. */
  private long lanes(int at, int shift, long other) {
    long word = (long) WORDS.get(cells, at);
    return ((word >>> shift) & LOWER) + ((word >>> 8) & other);
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
