package io.entroprint.envelope;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.Direction;
import io.entroprint.entropy.View;

/**
 * The entropy of one stream after each of its packets, as net-entropy measures it. A packet is one
 * piece of payload in order: what a segment adds, or a waiting one behind it. Keeps counts only.
 * Not thread-safe.
 */
public final class PacketGauge {
  private final View direction;
  private final boolean cumulative;
  private final long limit;
  private final ByteCounts counts = new ByteCounts();
  private long offset;
  private long packets;
  private int holes;

  /**
   * A gauge for a stream.
   *
   * @param direction which bytes are watched
   * @param cumulative whether the entropy is that of all bytes so far; otherwise it is that of each
   *     packet alone
   * @param limit how many bytes are watched, at least 1; cumulative entropies go no further than
   *     {@link ByteCounts#LIMIT}
   * @throws IllegalArgumentException if the limit is not positive
   */
  public PacketGauge(View direction, boolean cumulative, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit of " + limit + " bytes");
    }
    this.direction = direction;
    this.cumulative = cumulative;
    this.limit = cumulative ? Math.min(limit, ByteCounts.LIMIT) : limit;
  }

  /**
   * Takes a packet's payload. What goes beyond the limit is left out.
   *
   * @return whether there is a new entropy: false for the other direction, past the limit, and
   *     while bytes are missing
   */
  public boolean add(Direction from, byte[] array, int at, int length) {
    if (!watches(from) || offset >= limit || length == 0) {
      return false;
    }
    int taken = (int) Math.min(length, limit - offset);
    offset += taken;
    packets++;
    if (!cumulative) {
      counts.clear();
      taken = Math.min(taken, ByteCounts.LIMIT);
    }
    counts.add(array, at, taken);
    return holes == 0;
  }

  /** Bytes are missing: what comes until they do has no place yet. */
  public void holeOpened(Direction from) {
    holes += watches(from) ? 1 : 0;
  }

  /** The missing bytes came. */
  public void holeFilled(Direction from) {
    holes -= watches(from) ? 1 : 0;
  }

  private boolean watches(Direction from) {
    return direction == View.BOTH || direction == from.view();
  }

  /** How many bytes were watched. */
  public long offset() {
    return offset;
  }

  /** How many packets had any of them. */
  public long packets() {
    return packets;
  }

  /** Of how many bytes the entropy is: all watched, or those of the last packet. */
  public int measured() {
    return counts.total();
  }

  /** The entropy in bits, 0 to 8. */
  public double entropy() {
    return counts.entropy();
  }
}
