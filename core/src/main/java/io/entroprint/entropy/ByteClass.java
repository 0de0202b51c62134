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

  private final int size;
  private final double textCost;
  private final double binaryCost;

  ByteClass(int size, double textWeight, double binaryWeight) {
    this.size = size;
    this.textCost = cost(textWeight, size);
    this.binaryCost = cost(binaryWeight, size);
  }

  /** How many byte values are of this class. */
  int size() {
    return size;
  }

  /** Bits for one byte of this class under the reference distribution of text. */
  double textCost() {
    return textCost;
  }

  /** Bits for one byte of this class under the reference distribution of binary headers. */
  double binaryCost() {
    return binaryCost;
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
