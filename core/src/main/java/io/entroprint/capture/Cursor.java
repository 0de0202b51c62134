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

  /** What a header before an 802.11 frame said of it. */
  int wirelessFlags;

  /** The frames of an aggregate that are still to be read; none if {@link #later} is -1. */
  private byte[] laterArray;

  private int later;
  private int laterEnd;
  private long laterWireEnd;

  Cursor(boolean ignoreVlan) {
    encapsulation = new EncapsulationTrail(ignoreVlan);
  }

  /** Points at a packet, of which nothing is known yet. */
  void begin(Packet packet, long longestOnTheWire) {
    array = packet.array();
    at = packet.offset();
    end = at + packet.capturedLength();
    wireEnd = Math.max(end, at + Math.min(packet.originalLength(), longestOnTheWire));
    later = -1;
    wirelessFlags = 0;
    recognised = null;
    encapsulation.clear();
  }

  /** Keeps the rest of the current layer from a place on; to be read by {@link #goOn}. */
  void keepForLater(int from) {
    laterArray = array;
    later = from;
    laterEnd = end;
    laterWireEnd = wireEnd;
  }

  /** Whether anything was kept: of nearly all packets nothing is. */
  boolean isKept() {
    return later >= 0;
  }

  /** Whether something was kept that is more than padding; the cursor is then there. */
  boolean goOn() {
    if (!isKept() || laterWireEnd - later < 14) {
      return false;
    }
    array = laterArray;
    at = Math.min(later, laterEnd);
    end = laterEnd;
    wireEnd = laterWireEnd;
    later = -1;
    recognised = null;
    encapsulation.clear();
    return true;
  }

  /** How many payload bytes were captured, from {@link #at} on. */
  int length() {
    return end - at;
  }

  /** How many bytes of the current layer there were on the wire, from {@link #at} on. */
  long wireLength() {
    return wireEnd - at;
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

  /** Of 16 bits, the least byte first. */
  int le16(int ahead) {
    return u8(ahead) | u8(ahead + 1) << 8;
  }

  /** Of 32 bits, the least byte first. */
  int le32(int ahead) {
    return Integer.reverseBytes(i32(ahead));
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
