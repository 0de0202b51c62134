package io.entroprint.capture;

import static io.entroprint.capture.Layer.IEEE802_11;
import static io.entroprint.capture.Layer.IP;
import static io.entroprint.capture.Layer.LLC;
import static io.entroprint.capture.Layer.MALFORMED;
import static io.entroprint.capture.Layer.NOT_IP;

/** Frames that the capturing program put into a wrapper of its own, and 802.11, which they hold. */
final class Wrapped {
  private static final int NFLOG_PAYLOAD = 9;

  private Wrapped() {}

  /** Linux netfilter: attributes in the byte order of the host that captured, one is the packet. */
  static int nflog(Cursor c) {
    if (!c.has(4)) {
      return c.lacks(4);
    }
    c.at += 4;
    while (c.has(4)) {
      // Lengths are below 65,536 and types are small, which tells the byte order.
      boolean big = c.u8(3) != 0 && c.u8(2) == 0;
      int length = big ? c.u16(0) : littleEndian16(c, 0);
      int type = big ? c.u16(2) : littleEndian16(c, 2);
      if (length < 4) {
        return MALFORMED;
      }
      if ((type & 0x7fff) == NFLOG_PAYLOAD) {
        c.limit((long) c.at + length);
        return c.then(4, IP);
      }
      int padded = (length + 3) & ~3;
      if (!c.has(padded)) {
        return c.lacks(padded);
      }
      c.at += padded;
    }
    return NOT_IP;
  }

  static int radiotap(Cursor c) {
    return c.has(4) ? c.then(Math.max(8, littleEndian16(c, 2)), IEEE802_11) : c.lacks(4);
  }

  /** Per-Packet Information: the link type of what it wraps stands in its header. */
  static int ppi(Cursor c) {
    if (!c.has(8)) {
      return c.lacks(8);
    }
    int linkType = Integer.reverseBytes(c.i32(4));
    int layer = LinkLayers.first(linkType);
    return layer < 0 ? NOT_IP : c.then(Math.max(8, littleEndian16(c, 2)), layer);
  }

  /** Data frames that are not encrypted; nothing else holds IP in the clear. */
  static int ieee80211(Cursor c) {
    if (!c.has(24)) {
      return c.lacks(24);
    }
    int control = c.u8(0);
    int flags = c.u8(1);
    boolean data = (control & 0x0c) == 0x08 && (control & 0x40) == 0;
    boolean isProtected = (flags & 0x40) != 0;
    if (!data || isProtected || (flags & 0x04) != 0) {
      return NOT_IP;
    }
    int header = 24;
    if ((flags & 0x03) == 0x03) {
      header += 6;
    }
    if ((control & 0x80) != 0) {
      header += (flags & 0x80) != 0 ? 6 : 2;
    }
    return c.then(header, LLC);
  }

  private static int littleEndian16(Cursor c, int ahead) {
    return c.u8(ahead) | c.u8(ahead + 1) << 8;
  }
}
