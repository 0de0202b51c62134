package io.entroprint.entropy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * How often each of the 256 byte values occurred, and the measures that are functions of that.
 *
 * <p>At most {@value #LIMIT} bytes are counted, so that every sum is exact. Not thread-safe.
 */
public final class ByteCounts {
  /** The largest number of bytes that can be counted. */
  public static final int LIMIT = FixedPoint.LIMIT;

  /** Counts that are always zero: the other side of a sum of one. */
  private static final ByteCounts NOTHING = new ByteCounts();

  /**
   * Up to this total the sum for the entropy is kept while counting; beyond it, one pass over the
   * counts costs less than a look-up for each byte.
   */
  private static final int RUNNING = FixedPoint.STEPS;

  /** From this length on, tables of its own for one call pay. */
  private static final int LONG = 4096;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int[] counts;
  private int total;

  /** The sum of {@code c log2 c} when {@link #summed} bytes were counted. */
  private long sum;

  private int summed;

  /** Counts of nothing. */
  public ByteCounts() {
    counts = new int[256];
  }

  /** Takes over counts of another kind of table. */
  ByteCounts(int[] counts, int total, long sum) {
    this.counts = counts;
    this.total = total;
    this.sum = sum;
    this.summed = total;
  }

  /**
   * Counts the bytes of a range. A range of 4 KiB or more takes 1 KiB of memory for the time of the
   * call, a shorter one none.
   *
   * @throws IndexOutOfBoundsException if the range is not within the array
   * @throws IllegalStateException if the total would pass {@link #LIMIT}
   */
  public void add(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int before = total;
    grow(length);
    if (total <= RUNNING && summed == before) {
      addRunning(bytes, offset, offset + length);
    } else if (length < LONG) {
      addShort(bytes, offset, offset + length);
    } else {
      addLong(bytes, offset, offset + length);
    }
  }

  private void addRunning(byte[] bytes, int from, int to) {
    int[] c = counts;
    long[] step = FixedPoint.STEP;
    long running = sum;
    for (int i = from; i < to; i++) {
      int value = bytes[i] & 0xff;
      int count = c[value];
      running += step[count & RUNNING - 1];
      c[value] = count + 1;
    }
    sum = running;
    summed = total;
  }

  /**
   * Sixteen equal bytes are one addition: a run of increments of the same place would wait for each
   * other's store. With sixteen a turn the method is too large to be compiled as a part of its
   * callers, where the loop is slower.
   */
  private void addShort(byte[] bytes, int from, int to) {
    int[] c = counts;
    int i = from;
    for (; i < to - 15; i += 16) {
      long word = (long) WORDS.get(bytes, i);
      if (word == Long.rotateLeft(word, 8) && word == (long) WORDS.get(bytes, i + 8)) {
        c[(int) word & 0xff] += 16;
      } else {
        c[bytes[i] & 0xff]++;
        c[bytes[i + 1] & 0xff]++;
        c[bytes[i + 2] & 0xff]++;
        c[bytes[i + 3] & 0xff]++;
        c[bytes[i + 4] & 0xff]++;
        c[bytes[i + 5] & 0xff]++;
        c[bytes[i + 6] & 0xff]++;
        c[bytes[i + 7] & 0xff]++;
        c[bytes[i + 8] & 0xff]++;
        c[bytes[i + 9] & 0xff]++;
        c[bytes[i + 10] & 0xff]++;
        c[bytes[i + 11] & 0xff]++;
        c[bytes[i + 12] & 0xff]++;
        c[bytes[i + 13] & 0xff]++;
        c[bytes[i + 14] & 0xff]++;
        c[bytes[i + 15] & 0xff]++;
      }
    }
    for (; i < to; i++) {
      c[bytes[i] & 0xff]++;
    }
  }

  /**
   * The same with a second table, so that equal neighbours do not wait for each other either. It is
   * made here because the compiler then knows its length, and no index into it is checked.
   */
  private void addLong(byte[] bytes, int from, int to) {
    int[] even = counts;
    int[] odd = new int[256];
    int i = from;
    for (; i < to - 15; i += 16) {
      long word = (long) WORDS.get(bytes, i);
      if (word == Long.rotateLeft(word, 8) && word == (long) WORDS.get(bytes, i + 8)) {
        even[(int) word & 0xff] += 16;
      } else {
        even[bytes[i] & 0xff]++;
        odd[bytes[i + 1] & 0xff]++;
        even[bytes[i + 2] & 0xff]++;
        odd[bytes[i + 3] & 0xff]++;
        even[bytes[i + 4] & 0xff]++;
        odd[bytes[i + 5] & 0xff]++;
        even[bytes[i + 6] & 0xff]++;
        odd[bytes[i + 7] & 0xff]++;
        even[bytes[i + 8] & 0xff]++;
        odd[bytes[i + 9] & 0xff]++;
        even[bytes[i + 10] & 0xff]++;
        odd[bytes[i + 11] & 0xff]++;
        even[bytes[i + 12] & 0xff]++;
        odd[bytes[i + 13] & 0xff]++;
        even[bytes[i + 14] & 0xff]++;
        odd[bytes[i + 15] & 0xff]++;
      }
    }
    for (; i < to; i++) {
      even[bytes[i] & 0xff]++;
    }
    for (int value = 0; value < odd.length; value++) {
      even[value] += odd[value];
    }
  }

  /** Counts one of the first bytes. */
  void add(int value) {
    grow(1);
    sum += FixedPoint.STEP[counts[value]++];
    summed++;
  }

  private void grow(int length) {
    if (length > LIMIT - total) {
      throw new IllegalStateException("more than " + LIMIT + " bytes to count");
    }
    total += length;
  }

  /** How many bytes were counted: 0 to {@link #LIMIT}. */
  public int total() {
    return total;
  }

  /**
   * How often a byte value occurred.
   *
   * @param value 0 to 255
   */
  public int count(int value) {
    return counts[value];
  }

  /** Forgets all counts. */
  public void clear() {
    Arrays.fill(counts, 0);
    total = 0;
    sum = 0;
    summed = 0;
  }

  /** The Shannon entropy of the bytes, in bits, 0 to 8; 0 when nothing was counted. */
  public double entropy() {
    return total == 0 ? 0 : FixedPoint.entropy(total, sum());
  }

  /** The sum of {@code c log2 c}. */
  long sum() {
    if (summed != total) {
      sum = sumOf(counts);
      summed = total;
    }
    return sum;
  }

  /** The sum over what was counted since {@code before}, which then becomes the counts of now. */
  long sumSince(int[] before) {
    long since = 0;
    for (int value = 0; value < before.length; value++) {
      int count = counts[value];
      since += FixedPoint.cLogC(count - before[value]);
      before[value] = count;
    }
    return since;
  }

  private static long sumOf(int[] counts) {
    long sum = 0;
    for (int c : counts) {
      sum += FixedPoint.cLogC(c);
    }
    return sum;
  }

  /**
   * Writes the value of every {@link Measure}, in bits, in the order of the enum.
   *
   * @param out where to
   * @param at index of the first of the five values
   * @throws IllegalStateException if nothing was counted
   */
  public void measure(double[] out, int at) {
    MeasureSums sums = new MeasureSums();
    read(this, NOTHING, sums);
    sums.write(FeatureDefinition.ALL_MEASURES, out, at);
  }

  /**
   * Reads all sums of both counts together in one pass, which ends where all bytes were seen: those
   * of text are below 128.
   *
   * <p>A byte is a row (its high nibble) and a column. The number of its one bits is that of the
   * row plus that of the column.
   */
  static void read(ByteCounts a, ByteCounts b, MeasureSums out) {
    int[] x = a.counts;
    int[] y = b.counts;
    int n = sumOfTotals(a, b);
    int[] rows = new int[16];
    int[] ones = new int[9];
    long bytes = 0;
    int seen = 0;
    for (int v = 0; v < 256 && seen < n; v += 16) {
      int c0 = x[v] + y[v];
      int c1 = x[v + 1] + y[v + 1];
      int c2 = x[v + 2] + y[v + 2];
      int c3 = x[v + 3] + y[v + 3];
      int c4 = x[v + 4] + y[v + 4];
      int c5 = x[v + 5] + y[v + 5];
      int c6 = x[v + 6] + y[v + 6];
      int c7 = x[v + 7] + y[v + 7];
      bytes +=
          FixedPoint.cLogC(c0)
              + FixedPoint.cLogC(c1)
              + FixedPoint.cLogC(c2)
              + FixedPoint.cLogC(c3)
              + FixedPoint.cLogC(c4)
              + FixedPoint.cLogC(c5)
              + FixedPoint.cLogC(c6)
              + FixedPoint.cLogC(c7);
      int c8 = x[v + 8] + y[v + 8];
      int c9 = x[v + 9] + y[v + 9];
      int ca = x[v + 10] + y[v + 10];
      int cb = x[v + 11] + y[v + 11];
      int cc = x[v + 12] + y[v + 12];
      int cd = x[v + 13] + y[v + 13];
      int ce = x[v + 14] + y[v + 14];
      int cf = x[v + 15] + y[v + 15];
      bytes +=
          FixedPoint.cLogC(c8)
              + FixedPoint.cLogC(c9)
              + FixedPoint.cLogC(ca)
              + FixedPoint.cLogC(cb)
              + FixedPoint.cLogC(cc)
              + FixedPoint.cLogC(cd)
              + FixedPoint.cLogC(ce)
              + FixedPoint.cLogC(cf);
      int q1 = c1 + c2 + c4 + c8;
      int q2 = c3 + c5 + c6 + c9 + ca + cc;
      int q3 = c7 + cb + cd + ce;
      int row = c0 + q1 + q2 + q3 + cf;
      int ofRow = Integer.bitCount(v);
      ones[ofRow] += c0;
      ones[ofRow + 1] += q1;
      ones[ofRow + 2] += q2;
      ones[ofRow + 3] += q3;
      ones[ofRow + 4] += cf;
      rows[v >> 4] = row;
      seen += row;
    }
    out.n = n;
    out.bytes = bytes;
    out.high = sumOf(rows);
    out.ones = sumOf(ones);
    out.classes(
        rows,
        x[0] + y[0],
        range(x, y, '\t', '\n' + 1) + x['\r'] + y['\r'],
        x[' '] + y[' '],
        range(x, y, '9' + 1, '@'),
        x['@'] + y['@'],
        range(x, y, 'Z' + 1, '`'),
        x['`'] + y['`'],
        range(x, y, 'z' + 1, 0x80),
        x[0x7f] + y[0x7f]);
  }

  private static int range(int[] x, int[] y, int from, int to) {
    int count = 0;
    for (int v = from; v < to; v++) {
      count += x[v] + y[v];
    }
    return count;
  }

  /** The sum of {@code c log2 c} of both counts together. */
  static long sum(ByteCounts a, ByteCounts b) {
    int[] x = a.counts;
    int[] y = b.counts;
    long sum = 0;
    for (int value = 0; value < 256; value++) {
      sum += FixedPoint.cLogC(x[value] + y[value]);
    }
    return sum;
  }

  private static int sumOfTotals(ByteCounts a, ByteCounts b) {
    int n = a.total + b.total;
    if (n < 1 || n > LIMIT) {
      throw new IllegalStateException(
          n + " bytes were counted; 1 to " + LIMIT + " can be measured");
    }
    return n;
  }
}
