package io.entroprint.entropy;

import java.nio.ByteBuffer;

/**
 * The groups of the first bytes of a side: how many have each high nibble, each number of one bits
 * and each class. As long as a count fits in 8 bits they are kept with every byte, which costs less
 * than a pass over all counts at each of the offsets there. Not thread-safe.
 */
final class FirstBytes {
  /** After each of the first so many bytes all measures are known: see {@link MeasureLog}. */
  static final int COUNT = 8;

  /** So many bytes can be grouped, of one side or of two together. */
  static final int LIMIT = 128;

  private static final int LANE = 0xff;

  /** A one in the lane of the number of one bits of a byte, of which 0 has none. */
  private static final long[] ONES = new long[256];

  /** A one in the lane of the class of a byte, of which the last has none. */
  private static final long[] CLASSES = new long[256];

  static {
    for (int value = 0; value < 256; value++) {
      int ones = Integer.bitCount(value);
      ONES[value] = ones == 0 ? 0 : 1L << (8 * (ones - 1));
      int byteClass = ByteClass.OF_BYTE[value];
      CLASSES[value] = byteClass == ByteClass.HIGH.ordinal() ? 0 : 1L << (8 * byteClass);
    }
  }

  /** How often each high nibble below 8 occurred, and each from 8 on: 8 counts of 8 bits. */
  private long low;

  private long high;
  private long ones;
  private long classes;

  void add(int value) {
    long row = row(value);
    long upper = row & -(value >>> 7);
    low += row ^ upper;
    high += upper;
    ones += ONES[value];
    classes += CLASSES[value];
  }

  void add(byte[] bytes, int from, int length) {
    long inLow = 0;
    long inHigh = 0;
    long inOnes = 0;
    long inClasses = 0;
    for (int i = from; i < from + length; i++) {
      int value = bytes[i] & 0xff;
      long row = row(value);
      long upper = row & -(value >>> 7);
      inLow += row ^ upper;
      inHigh += upper;
      inOnes += ONES[value];
      inClasses += CLASSES[value];
    }
    low += inLow;
    high += inHigh;
    ones += inOnes;
    classes += inClasses;
  }

  /** The same for the next bytes of a buffer, which stays where it is. */
  void add(ByteBuffer bytes, int length) {
    for (int i = bytes.position(); i < bytes.position() + length; i++) {
      add(bytes.get(i) & 0xff);
    }
  }

  private static long row(int value) {
    return 1L << (value >> 1 & 0x38);
  }

  /** How many bytes have the high nibble of a value. */
  int high(int value) {
    return (int) ((value < 128 ? low : high) >>> (value >> 1 & 0x38)) & LANE;
  }

  /** How many of the n bytes so far have as many one bits as a value. */
  int ones(int value, int n) {
    return value == 0 ? n - sum(ones) : (int) (ones >>> (8 * (Integer.bitCount(value) - 1))) & LANE;
  }

  /** The sum of eight counts. */
  private static int sum(long lanes) {
    long pairs = (lanes & 0x00ff_00ff_00ff_00ffL) + (lanes >>> 8 & 0x00ff_00ff_00ff_00ffL);
    return (int) ((pairs * 0x0001_0001_0001_0001L) >>> 48);
  }

  /** Reads all sums of n bytes, but that of the bytes themselves. */
  void read(int n, Reading out) {
    read(n, low, high, ones, classes, out);
  }

  /** The same for two sides together, n bytes in all. */
  static void read(FirstBytes a, FirstBytes b, int n, Reading out) {
    read(n, a.low + b.low, a.high + b.high, a.ones + b.ones, a.classes + b.classes, out);
  }

  private static void read(int n, long low, long high, long ones, long classes, Reading out) {
    out.n = n;
    out.high = sumOf(low) + sumOf(high);
    out.ones = sumOf(ones) + FixedPoint.cLogC(n - sum(ones));
    out.classes(
        (int) classes & LANE,
        (int) (classes >>> 8) & LANE,
        (int) (classes >>> 16) & LANE,
        (int) (classes >>> 24) & LANE,
        (int) (classes >>> 32) & LANE,
        (int) (classes >>> 40) & LANE,
        (int) (classes >>> 48) & LANE,
        (int) (classes >>> 56));
  }

  private static long sumOf(long lanes) {
    return FixedPoint.cLogC((int) lanes & LANE)
        + FixedPoint.cLogC((int) (lanes >>> 8) & LANE)
        + FixedPoint.cLogC((int) (lanes >>> 16) & LANE)
        + FixedPoint.cLogC((int) (lanes >>> 24) & LANE)
        + FixedPoint.cLogC((int) (lanes >>> 32) & LANE)
        + FixedPoint.cLogC((int) (lanes >>> 40) & LANE)
        + FixedPoint.cLogC((int) (lanes >>> 48) & LANE)
        + FixedPoint.cLogC((int) (lanes >>> 56));
  }
}
