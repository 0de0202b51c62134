package io.entroprint.entropy;

/**
 * The groups of the first eight bytes of a side. What each byte changes, and no more, is enough to
 * know all measures after each of them: see {@link MeasureLog#addByte}. Not thread-safe.
 */
final class FirstBytes {
  static final int COUNT = 8;

  /** How often each high nibble occurred: 16 counts of 4 bits. */
  private long high;

  /** How often each number of one bits occurred: 9 counts of 4 bits. */
  private long ones;

  void add(int value) {
    high += 1L << (value >> 4 << 2);
    ones += 1L << (Integer.bitCount(value) << 2);
  }

  /** How many bytes have the high nibble of a value. */
  int high(int value) {
    return (int) (high >>> (value >> 4 << 2)) & 0xf;
  }

  /** How many bytes have as many one bits as a value. */
  int ones(int value) {
    return (int) (ones >>> (Integer.bitCount(value) << 2)) & 0xf;
  }
}
