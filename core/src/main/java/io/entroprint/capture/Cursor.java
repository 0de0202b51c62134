package io.entroprint.capture;

/**
 * A place in a packet that moves from header to header, and what the headers said. One is reused
 * for all packets.
 */
final class Cursor {
  /** Holds the packet; another one than the captured packet's once fragments were joined. */
  byte[] array;

  /** The next byte. */
  int at;

  /** Where the captured bytes of the current layer end. */
  int end;

  /** Where the current layer would end, had the snap length cut nothing. */
  long wireEnd;

  boolean ipv6;
  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  boolean tcp;
  int sourcePort;
  int destinationPort;

  /** What the packet came under. */
  final EncapsulationTrail encapsulation;

  /**
   * The tunnel that a UDP datagram is the outside of, if it is one for certain and was not entered;
   * else null.
   */
  Tunnel recognised;

  /** Of TCP: the sequence number, the acknowledgement number, the flag bits. */
  int sequence;

  int acknowledgement;
  int flags;

  Cursor(boolean ignoreVlan) {
    encapsulation = new EncapsulationTrail(ignoreVlan);
  }

  /** How many payload bytes were captured, from {@link #at} on. */
  int length() {
    return end - at;
  }

  /** How many payload bytes the snap length cut off. */
  int missing() {
    return (int) (wireEnd - end);
  }

  boolean has(int bytes) {
    return end - at >= bytes;
  }

  /** What it means that a header of so many bytes is not there. */
  int lacks(int bytes) {
    return wireEnd - at >= bytes ? Layer.CUT : Layer.MALFORMED;
  }

  /** Steps over a header, and names the next one. */
  int then(int bytes, int layer) {
    if (!has(bytes)) {
      return lacks(bytes);
    }
    at += bytes;
    return layer;
  }

  int u8(int ahead) {
    return BigEndian.u8(array, at + ahead);
  }

  int u16(int ahead) {
    return BigEndian.u16(array, at + ahead);
  }

  int i32(int ahead) {
    return BigEndian.i32(array, at + ahead);
  }

  long i64(int ahead) {
    return BigEndian.i64(array, at + ahead);
  }

  /** Ends the current layer where its own length field says, if that is before the frame's end. */
  void limit(long layerEnd) {
    wireEnd = Math.min(wireEnd, layerEnd);
    end = (int) Math.min(end, wireEnd);
  }
}
