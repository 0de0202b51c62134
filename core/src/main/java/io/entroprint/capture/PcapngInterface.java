package io.entroprint.capture;

/** What a pcapng section says of one of its interfaces. */
final class PcapngInterface {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final int linkType;
  private final long snapLength;
  private long offsetNanos;

  /** The unit of time is {@code 2^-binary} seconds, or if that is -1, a power of ten. */
  private int binary = -1;

  private long nanosPerUnit = 1000;
  private long unitsPerNano = 1;

  PcapngInterface(int linkType, long snapLength) {
    this.linkType = linkType;
    this.snapLength = snapLength;
  }

  int linkType() {
    return linkType;
  }

  /** The most bytes captured of a packet; 0 if there is no limit. */
  long snapLength() {
    return snapLength;
  }

  /** Sets the unit of time from the option if_tsresol. */
  void resolution(byte option) {
    int exponent = option & 0x7f;
    if (option < 0) {
      binary = exponent;
      return;
    }
    binary = -1;
    nanosPerUnit = power(9 - exponent);
    unitsPerNano = power(exponent - 9);
  }

  /** Ten to a power, 1 if that is negative; 0 if it does not fit a long. */
  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power = power > Long.MAX_VALUE / 10 ? 0 : power * 10;
    }
    return power;
  }

  /** Sets what is added to every time, from the option if_tsoffset. */
  void offsetSeconds(long seconds) {
    long most = Long.MAX_VALUE / NANOS_PER_SECOND;
    offsetNanos = Math.max(-most, Math.min(most, seconds)) * NANOS_PER_SECOND;
  }

  /** Nanoseconds since 1970 of a time stamp; times beyond the year 2262 become that year. */
  long nanos(long units) {
    long nanos = binary < 0 ? decimalNanos(units) : binaryNanos(units);
    long sum = nanos + offsetNanos;
    boolean overflow = ((nanos ^ sum) & (offsetNanos ^ sum)) < 0;
    return overflow ? (nanos < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  private long decimalNanos(long units) {
    if (unitsPerNano == 0) {
      return 0;
    }
    if (unitsPerNano > 1) {
      return Long.divideUnsigned(units, unitsPerNano);
    }
    return units < 0 || units > Long.MAX_VALUE / nanosPerUnit
        ? Long.MAX_VALUE
        : units * nanosPerUnit;
  }

  private long binaryNanos(long units) {
    if (binary > 63) {
      return 0;
    }
    long seconds = units >>> binary;
    long fraction = units & ((1L << binary) - 1);
    if (seconds < 0 || seconds >= Long.MAX_VALUE / NANOS_PER_SECOND) {
      return Long.MAX_VALUE;
    }
    long low = fraction * NANOS_PER_SECOND;
    long high = Math.multiplyHigh(fraction, NANOS_PER_SECOND);
    long nanos = binary == 0 ? 0 : high << (64 - binary) | low >>> binary;
    return seconds * NANOS_PER_SECOND + nanos;
  }
}
