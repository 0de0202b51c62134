package io.entroprint.envelope;

/** What the bounds of an {@link EntropyRange} are measured in. */
public enum BoundUnit {
  /** Bits of entropy, 0 to 8: net-entropy's only unit. */
  BITS("bits"),
  /**
   * Standard deviations from the entropy that as many uniform random bytes have: {@code (H -
   * E[H_N]) / SD[H_N]}. About 0 for random bytes, negative for what is less random; of use from
   * some 16 bytes on, below which random bytes have few values of entropy to take.
   */
  DEVIATIONS("deviations");

  private final String id;

  BoundUnit(String id) {
    this.id = id;
  }

  /** The name used in files. */
  public String id() {
    return id;
  }
}
