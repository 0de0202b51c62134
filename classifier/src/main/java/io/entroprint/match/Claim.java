package io.entroprint.match;

/**
 * One attribute of a verdict, with a confidence of its own.
 *
 * @param value such as {@code OpenSSH_9.2p1}; empty if it is not known
 * @param confidence the probability, 0 to 1, that the value is right; 0 where there is none
 */
public record Claim(String value, double confidence) {
  /** Nothing is claimed. */
  public static final Claim NONE = new Claim("", 0);

  /** Whether a value is claimed. */
  public boolean isMade() {
    return !value.isEmpty();
  }
}
