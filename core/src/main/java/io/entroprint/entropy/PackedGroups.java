package io.entroprint.entropy;

/**
 * The groups of the first bytes of a side: how many have each high nibble, each number of one bits
 * and each class. As long as a count fits in 8 bits they are kept with every byte, which costs less
 * than a pass over all counts at each of the offsets there. Not thread-safe.
 */
final class PackedGroups {
  /** After each of the first so many bytes all measures are known: see {@link MeasureLog}. */
  static final int COUNT = 8;

  /** So many bytes can be grouped, of one side or of two together. */
  static final int LIMIT = 128;

  private static final int LANE = 0xff;

  /** For each byte value, side by side, what it adds to {@link #low} and the three after it. */
  private static final long[] GROUPS = new long[4 * 256];

  static {
    for (int value = 0; value < 256; value++) {
      int ones = Integer.bitCount(value);
      int byteClass = ByteClass.OF_BYTE[value];
      GROUPS[4 * value] = value < 128 ? 1L << row(value) : 0;
      GROUPS[4 * value + 1] = value < 128 ? 0 : 1L << row(value);
      GROUPS[4 * value + 2] = ones == 0 ? 0 : 1L << (8 * (ones - 1));
      GROUPS[4 * value + 3] = byteClass == ByteClass.HIGH.ordinal() ? 0 : 1L << (8 * byteClass);
    }
  }

  /** How often each high nibble below 8 occurred: 8 counts of 8 bits. */
  private long low;

  /** The same for those from 8 on. */
  private long high;

  /** How often each number of one bits occurred, from 1 on. */
  private long ones;

  /** How often each class occurred, but the last. */
  private long classes;

  void add(int value) {
    low += GROUPS[4 * value];
    high += GROUPS[4 * value + 1];
    ones += GROUPS[4 * value + 2];
    classes += GROUPS[4 * value + 3];
  }

  void add(byte[] bytes, int from, int length) {
    long inLow = 0;
    long inHigh = 0;
    long inOnes = 0;
    long inClasses = 0;
    long[] groups = GROUPS;
    for (int i = from; i < from + length; i++) {
      int at = 4 * (bytes[i] & 0xff);
      inLow += groups[at];
      inHigh += groups[at + 1];
      inOnes += groups[at + 2];
      inClasses += groups[at + 3];
    }
    low += inLow;
    high += inHigh;
    ones += inOnes;
    classes += inClasses;
  }

  /** The bit at which the count of the high nibble of a value begins. */
  private static int row(int value) {
    return value >> 1 & 0x38;
  }

  /** How many bytes have the high nibble of a value. */
  int high(int value) {
    return (int) ((value < 128 ? low : high) >>> row(value)) & LANE;
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
  void read(int n, MeasureSums out) {
    read(n, low, high, ones, classes, out);
  }

  /** The same for two sides together, n bytes in all. */
  static void read(PackedGroups a, PackedGroups b, int n, MeasureSums out) {
    read(n, a.low + b.low, a.high + b.high, a.ones + b.ones, a.classes + b.classes, out);
  }

  private static void read(int n, long low, long high, long ones, long classes, MeasureSums out) {
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
