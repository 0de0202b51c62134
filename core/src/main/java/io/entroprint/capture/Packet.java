package io.entroprint.capture;

import java.util.Objects;

/**
 * One captured packet, as a view of bytes that somebody else owns. Reused from packet to packet by
 * a {@link CaptureReader}; a host that has packets of its own fills one with {@link #set}. Not
 * thread-safe.
 */
public final class Packet {
  private long timeNanos;
  private int linkType;
  private byte[] array = new byte[0];
  private int offset;
  private int capturedLength;
  private int originalLength;

  /** An empty packet, to be filled. */
  public Packet() {}

  /**
   * Points this packet at bytes.
   *
   * @param timeNanos nanoseconds since 1970-01-01T00:00:00Z
   * @param linkType a LINKTYPE_ value of the pcap registry, such as 1 for Ethernet
   * @param array holds the captured bytes; not copied
   * @param offset index of the first captured byte
   * @param capturedLength how many bytes were captured
   * @param originalLength how many bytes the packet had on the wire
   * @throws IndexOutOfBoundsException if the captured bytes are not within the array
   */
  public void set(
      long timeNanos,
      int linkType,
      byte[] array,
      int offset,
      int capturedLength,
      int originalLength) {
    Objects.checkFromIndexSize(offset, capturedLength, array.length);
    this.timeNanos = timeNanos;
    this.linkType = linkType;
    this.array = array;
    this.offset = offset;
    this.capturedLength = capturedLength;
    this.originalLength = originalLength;
  }

  /** When it was captured: nanoseconds since 1970-01-01T00:00:00Z. */
  public long timeNanos() {
    return timeNanos;
  }

  /** The LINKTYPE_ value of the pcap registry that says what the first header is. */
  public int linkType() {
    return linkType;
  }

  /** The array that holds the captured bytes; valid until the packet is filled again. */
  public byte[] array() {
    return array;
  }

  /** The index of the first captured byte in {@link #array()}. */
  public int offset() {
    return offset;
  }

  /** How many bytes were captured. */
  public int capturedLength() {
    return capturedLength;
  }

  /** How many bytes the packet had on the wire; more than were captured if it was cut. */
  public int originalLength() {
    return originalLength;
  }
}
