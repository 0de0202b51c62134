package io.entroprint.entropy;

/**
 * A function of the counts of byte values, in bits. All of them are evaluated from the same 256
 * counts, so more measures do not slow the counting. Which of them a vector holds, a {@link
 * FeatureDefinition} says.
 */
public enum Measure {
  /** The Shannon entropy of the bytes (256 symbols): 0 to 8. */
  H("H", true, 8),
  /** The Shannon entropy of the high nibble (16 symbols): 0 to 4. */
  H_HI("H.hi", true, 4),
  /** The Shannon entropy of the number of one bits in a byte (9 symbols): 0 to log2 9. */
  H_POP("H.pop", true, StrictMath.log(9) / StrictMath.log(2)),
  /** The cross-entropy against a fixed reference distribution of text. */
  X_TEXT("X.text", false, ByteClass.largestTextCost()),
  /** The cross-entropy against a fixed reference distribution of binary protocol headers. */
  X_BIN("X.bin", false, ByteClass.largestBinaryCost());

  private final String id;
  private final boolean entropy;
  private final double maximum;

  Measure(String id, boolean entropy, double maximum) {
    this.id = id;
    this.entropy = entropy;
    this.maximum = maximum;
  }

  /** The name used in files, such as {@code H.hi}. */
  public String id() {
    return id;
  }

  /** Whether it is an entropy (of some grouping of the bytes), as opposed to a cross-entropy. */
  public boolean isEntropy() {
    return entropy;
  }

  /** The largest value that any bytes can give, in bits. The smallest is never below 0. */
  public double maximum() {
    return maximum;
  }
}
