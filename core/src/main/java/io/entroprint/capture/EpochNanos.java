package io.entroprint.capture;

import java.time.Instant;

/** Times as this package counts them: nanoseconds since 1970-01-01T00:00:00Z. */
final class EpochNanos {
  private EpochNanos() {}

  /**
   * The nanoseconds of an instant.
   *
   * @throws ArithmeticException if they do not fit
   */
  static long of(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
  }
}
