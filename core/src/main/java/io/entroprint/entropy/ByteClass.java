package io.entroprint.entropy;

/**
 * The nine classes of bytes over which the two reference distributions spread their weight. A byte
 * of a class costs {@code -log2(weight of the class / size of the class)} bits.
 */
enum ByteClass {
  ZERO(1, .002, .35),
  LINE(3, .04, .03),
  CONTROL(28, .003, .25),
  SPACE(1, .12, .02),
  DIGIT(10, .08, .04),
  UPPER(26, .10, .06),
  LOWER(26, .50, .08),
  PRINTABLE(32, .14, .05),
  HIGH(129, .015, .12);

  /** The class of each byte value, as an ordinal. */
  static final byte[] OF_BYTE = classOfEachByte();

  /** Bits for one byte of each class under the reference distribution of text, in fixed point. */
  static final long[] TEXT = new long[values().length];

  /** The same under the reference distribution of binary headers. */
  static final long[] BINARY = new long[values().length];

  static {
    for (ByteClass c : values()) {
      TEXT[c.ordinal()] = FixedPoint.of(c.textCost);
      BINARY[c.ordinal()] = FixedPoint.of(c.binaryCost);
    }
  }

  private final double textCost;
  private final double binaryCost;

  ByteClass(int size, double textWeight, double binaryWeight) {
    this.textCost = cost(textWeight, size);
    this.binaryCost = cost(binaryWeight, size);
  }

  static double largestTextCost() {
    double largest = 0;
    for (ByteClass c : values()) {
      largest = Math.max(largest, c.textCost);
    }
    return largest;
  }

  static double largestBinaryCost() {
    double largest = 0;
    for (ByteClass c : values()) {
      largest = Math.max(largest, c.binaryCost);
    }
    return largest;
  }

  private static double cost(double weight, int size) {
    return -StrictMath.log(weight / size) / StrictMath.log(2);
  }

  private static byte[] classOfEachByte() {
    byte[] classes = new byte[256];
    for (int b = 0; b < 256; b++) {
      classes[b] = (byte) classOf(b).ordinal();
    }
    return classes;
  }

  private static ByteClass classOf(int b) {
    if (b == 0) {
      return ZERO;
    } else if (b == '\t' || b == '\n' || b == '\r') {
      return LINE;
    } else if (b < 0x20) {
      return CONTROL;
    } else if (b == ' ') {
      return SPACE;
    } else if (b >= '0' && b <= '9') {
      return DIGIT;
    } else if (b >= 'A' && b <= 'Z') {
      return UPPER;
    } else if (b >= 'a' && b <= 'z') {
      return LOWER;
    } else if (b < 0x7f) {
      return PRINTABLE;
    }
    return HIGH;
  }
}
