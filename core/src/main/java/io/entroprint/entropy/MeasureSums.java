package io.entroprint.entropy;

/**
 * The exact sums behind the measures of the first n bytes of one view: for an entropy the sum of
 * {@code c log2 c} over its groups, for a cross-entropy the sum of the costs of the bytes, all of
 * them {@link FixedPoint} numbers. Not thread-safe.
 */
final class MeasureSums {
  int n;
  long bytes;
  long high;
  long ones;
  long text;
  long binary;

  /** Writes the value of each measure of a definition, in bits, where it stands at one offset. */
  void write(FeatureDefinition definition, double[] out, int at) {
    int measures = definition.bits();
    int to = at;
    if ((measures & FeatureDefinition.H) != 0) {
      out[to++] = FixedPoint.entropy(n, bytes);
    }
    if ((measures & FeatureDefinition.H_HI) != 0) {
      out[to++] = FixedPoint.entropy(n, high);
    }
    if ((measures & FeatureDefinition.H_POP) != 0) {
      out[to++] = FixedPoint.entropy(n, ones);
    }
    if ((measures & FeatureDefinition.X_TEXT) != 0) {
      out[to++] = FixedPoint.mean(n, text);
    }
    if ((measures & FeatureDefinition.X_BIN) != 0) {
      out[to] = FixedPoint.mean(n, binary);
    }
  }

  /** Takes another byte of a class into the cross-entropies. */
  void addClass(int ordinal) {
    text += ByteClass.TEXT[ordinal];
    binary += ByteClass.BINARY[ordinal];
  }

  /** Sets the cross-entropies from how many of the n bytes are of each class but the last. */
  void classes(
      int zero, int line, int control, int space, int digit, int upper, int lower, int printable) {
    int high = n - zero - line - control - space - digit - upper - lower - printable;
    text = cost(ByteClass.TEXT, zero, line, control, space, digit, upper, lower, printable, high);
    binary =
        cost(ByteClass.BINARY, zero, line, control, space, digit, upper, lower, printable, high);
  }

  /**
   * The same from how many bytes have each high nibble, for these rows are nearly classes: what
   * else is in them is taken out.
   *
   * @param aboveDigits how many bytes of the row of the digits are above them; and so on
   */
  void classes(
      int[] rows,
      int zero,
      int line,
      int space,
      int aboveDigits,
      int at,
      int aboveUpper,
      int grave,
      int aboveLower,
      int delete) {
    classes(
        zero,
        line,
        rows[0] + rows[1] - zero - line,
        space,
        rows[3] - aboveDigits,
        rows[4] + rows[5] - at - aboveUpper,
        rows[6] + rows[7] - grave - aboveLower,
        rows[2] - space + aboveDigits + at + aboveUpper + grave + aboveLower - delete);
  }

  private static long cost(
      long[] costs,
      int zero,
      int line,
      int control,
      int space,
      int digit,
      int upper,
      int lower,
      int printable,
      int high) {
    return zero * costs[0]
        + line * costs[1]
        + control * costs[2]
        + space * costs[3]
        + digit * costs[4]
        + upper * costs[5]
        + lower * costs[6]
        + printable * costs[7]
        + high * costs[8];
  }

  /** Becomes the same as another. */
  void copy(MeasureSums other) {
    n = other.n;
    bytes = other.bytes;
    high = other.high;
    ones = other.ones;
    text = other.text;
    binary = other.binary;
  }
}
