package io.entroprint.match;

/**
 * One attribute of a verdict, with a confidence of its own.
 *
 * @param value such as {@code OpenSSH_9.2p1}; never empty
 * @param confidence the probability, 0 to 1, that the value is right
 */
public record Claim(String value, double confidence) {
  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Claim {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a claim of nothing");
    }
  }
}
