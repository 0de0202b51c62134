package io.entroprint.envelope;

/**
 * The entropy that is allowed while a connection is at one of some positions.
 *
 * @param start the first position, in the envelope's {@link RangeUnit}
 * @param end the last position
 * @param min the least entropy allowed, in the envelope's {@link BoundUnit}; may be negative
 *     infinity
 * @param max the greatest entropy allowed; may be positive infinity
 */
public record EntropyRange(long start, long end, double min, double max) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the start is negative or after the end, or the least is
   *     above the greatest or not a number
   */
  public EntropyRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("positions from " + start + " to " + end);
    }
    if (!(min <= max)) {
      throw new IllegalArgumentException("entropies from " + min + " to " + max);
    }
  }

  /** Whether a position belongs to this range. */
  public boolean covers(long position) {
    return start <= position && position <= end;
  }

  /** Whether an entropy is allowed here. */
  public boolean allows(double value) {
    return min <= value && value <= max;
  }
}
