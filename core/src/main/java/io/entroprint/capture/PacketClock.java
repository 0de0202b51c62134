package io.entroprint.capture;

/**
 * Time as the packets tell it, for ending streams of which nothing more is heard. Clocks in
 * captures jump, and files are merged: time has passed only once a thousand packets in a row say
 * so.
 */
final class PacketClock {
  private static final int WINDOW = 1024;

  private int packets;
  private long earliest = Long.MAX_VALUE;
  private long earliestBefore = Long.MIN_VALUE;
  private long time = Long.MIN_VALUE;

  /** Takes the time of a packet; returns whether {@link #time()} may have moved on. */
  boolean tick(long now) {
    earliest = Math.min(earliest, now);
    if (++packets < WINDOW) {
      return false;
    }
    time = Math.min(earliest, earliestBefore);
    earliestBefore = earliest;
    earliest = Long.MAX_VALUE;
    packets = 0;
    return true;
  }

  /** The earliest time of the packets of the last one or two windows. */
  long time() {
    return time;
  }
}
