package io.entroprint.entropy;

import java.nio.ByteBuffer;
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

  private static final ByteClass[] CLASSES = ByteClass.values();

  private static final ByteCounts NOTHING = new ByteCounts();

  private final int[] counts = new int[256];
  private int total;

  /** Counts of nothing. */
  public ByteCounts() {}

  /**
   * Counts the bytes of a range.
   *
   * @throws IndexOutOfBoundsException if the range is not within the array
   * @throws IllegalStateException if the total would pass {@link #LIMIT}
   */
  public void add(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    grow(length);
    int[] c = counts;
    for (int i = offset, end = offset + length; i < end; i++) {
      c[bytes[i] & 0xff]++;
    }
  }

  /**
   * Counts the remaining bytes of a buffer, of any kind, and leaves its position at its limit.
   *
   * @throws IllegalStateException if the total would pass {@link #LIMIT}
   */
  public void add(ByteBuffer bytes) {
    int length = bytes.remaining();
    if (bytes.hasArray()) {
      add(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
      bytes.position(bytes.limit());
      return;
    }
    grow(length);
    int[] c = counts;
    while (bytes.hasRemaining()) {
      c[bytes.get() & 0xff]++;
    }
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
  }

  /** The Shannon entropy of the bytes, in bits, 0 to 8; 0 when nothing was counted. */
  public double entropy() {
    return total == 0 ? 0 : entropyOfSum(this, NOTHING);
  }

  /**
   * Writes the value of every {@link Measure}, in bits, in the order of the enum.
   *
   * @param out where to
   * @param at index of the first of the five values
   * @throws IllegalStateException if nothing was counted
   */
  public void measure(double[] out, int at) {
    measureSum(this, NOTHING, out, at);
  }

  /**
   * The same for the sum of two counts, such as those of the two directions of a stream.
   *
   * @throws IllegalStateException if both together counted nothing, or more than {@link #LIMIT}
   */
  public static void measureSum(ByteCounts a, ByteCounts b, double[] out, int at) {
    int n = sumOfTotals(a, b);
    int[] high = new int[16];
    int[] ones = new int[9];
    int[] classes = new int[CLASSES.length];
    long sum = 0;
    for (int value = 0; value < 256; value++) {
      int c = a.counts[value] + b.counts[value];
      if (c != 0) {
        sum += FixedPoint.cLogC(c);
        high[value >> 4] += c;
        ones[Integer.bitCount(value)] += c;
        classes[ByteClass.OF_BYTE[value]] += c;
      }
    }
    double text = 0;
    double binary = 0;
    for (int i = 0; i < classes.length; i++) {
      text += classes[i] * CLASSES[i].textCost();
      binary += classes[i] * CLASSES[i].binaryCost();
    }
    out[at + Measure.H.ordinal()] = FixedPoint.entropy(n, sum);
    out[at + Measure.H_HI.ordinal()] = entropyOf(high, n);
    out[at + Measure.H_POP.ordinal()] = entropyOf(ones, n);
    out[at + Measure.X_TEXT.ordinal()] = text / n;
    out[at + Measure.X_BIN.ordinal()] = binary / n;
  }

  private static double entropyOf(int[] groups, int n) {
    long sum = 0;
    for (int c : groups) {
      sum += FixedPoint.cLogC(c);
    }
    return FixedPoint.entropy(n, sum);
  }

  /**
   * The Shannon entropy of the sum of two counts, in bits, 0 to 8.
   *
   * @throws IllegalStateException if both together counted nothing, or more than {@link #LIMIT}
   */
  public static double entropyOfSum(ByteCounts a, ByteCounts b) {
    int n = sumOfTotals(a, b);
    long sum = 0;
    for (int value = 0; value < 256; value++) {
      sum += FixedPoint.cLogC(a.counts[value] + b.counts[value]);
    }
    return FixedPoint.entropy(n, sum);
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
