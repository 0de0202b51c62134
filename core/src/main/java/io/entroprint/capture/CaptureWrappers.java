package io.entroprint.capture;

import static io.entroprint.capture.Layer.CISCO_HDLC;
import static io.entroprint.capture.Layer.ETHERNET;
import static io.entroprint.capture.Layer.IP;
import static io.entroprint.capture.Layer.IPV4;
import static io.entroprint.capture.Layer.IPV6;
import static io.entroprint.capture.Layer.MALFORMED;
import static io.entroprint.capture.Layer.NFLOG;
import static io.entroprint.capture.Layer.PKTAP;
import static io.entroprint.capture.Layer.PPP;

/** Headers of the program or the device that captured, put before what was on the wire. */
final class CaptureWrappers {
  private static final int NFLOG_PAYLOAD = 9;

  /** "MGC". */
  private static final int JUNIPER_MAGIC = 0x4d4743;

  private CaptureWrappers() {}

  /** Linux netfilter: attributes in the byte order of the host that captured, one is the packet. */
  static int nflog(Cursor c) {
    if (!c.has(4)) {
      return c.lacks(4);
    }
    c.at += 4;
    while (c.has(4)) {
      // Lengths are below 65,536 and types are small, which tells the byte order.
      boolean big = c.u8(3) != 0 && c.u8(2) == 0;
      int length = big ? c.u16(0) : c.le16(0);
      int type = big ? c.u16(2) : c.le16(2);
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
    return Layer.undecoded(Undecoded.Kind.NO_DATA, NFLOG);
  }

  /** Per-Packet Information: the link type of what it wraps stands in its header. */
  static int ppi(Cursor c) {
    if (!c.has(8)) {
      return c.lacks(8);
    }
    return wrapped(c, Math.max(8, c.le16(2)), c.le32(4));
  }

  private static int wrapped(Cursor c, int header, int linkType) {
    int layer = LinkTypes.first(linkType);
    if (layer < 0) {
      return Layer.undecoded(Undecoded.Kind.LINK_TYPE, linkType);
    }
    return header < 0 ? MALFORMED : c.then(header, layer);
  }

  /** Apple's PKTAP: its length, whether a packet follows, and the link type of that. */
  static int pktap(Cursor c) {
    if (!c.has(12)) {
      return c.lacks(12);
    }
    // The host's byte order: a header is shorter than 65,536 bytes.
    boolean big = c.u16(0) == 0 && c.u16(2) != 0;
    int header = big ? c.i32(0) : c.le32(0);
    int record = big ? c.i32(4) : c.le32(4);
    int linkType = big ? c.i32(8) : c.le32(8);
    if (header < 12) {
      return MALFORMED;
    }
    return record == 1
        ? wrapped(c, header, linkType)
        : Layer.undecoded(Undecoded.Kind.NO_DATA, PKTAP);
  }

  /** The log of BSD's packet filter: its length, without what pads it to four bytes. */
  static int pflog(Cursor c) {
    return c.has(1) ? c.then(Math.max(4, (c.u8(0) + 3) & ~3), IP) : c.lacks(1);
  }

  /** Endace's records: a time, a type, extension headers, and the frame. */
  static int erf(Cursor c) {
    if (!c.has(16)) {
      return c.lacks(16);
    }
    int type = c.u8(8);
    int header = 16;
    boolean extended = (type & 0x80) != 0;
    while (extended) {
      if (!c.has(header + 8)) {
        return c.lacks(header + 8);
      }
      extended = (c.u8(header) & 0x80) != 0;
      header += 8;
    }
    return switch (type & 0x7f) {
      case 1, 10, 15, 19 -> c.then(header, PPP);
      case 5, 17 -> c.then(header + 4, PPP);
      case 2, 11, 16, 20 -> c.then(header + 2, ETHERNET);
      case 22 -> c.then(header, IPV4);
      case 23 -> c.then(header, IPV6);
      default -> Layer.undecoded(Undecoded.Kind.NO_DATA, Layer.ERF);
    };
  }

  /** Juniper's: a magic number, flags, extensions, and what its link type says. */
  static int juniper(Cursor c, int below) {
    if (!c.has(6)) {
      return c.lacks(6);
    }
    if (c.i32(0) >>> 8 != JUNIPER_MAGIC) {
      return MALFORMED;
    }
    int flags = c.u8(3);
    int header = (flags & 0x80) != 0 ? 6 + c.u16(4) : 4;
    boolean linkLayerGone = (flags & 0x02) != 0;
    return linkLayerGone ? c.then(header + 4, IP) : c.then(header, below);
  }

  /** Linux, "cooked": the kind of device, and an EtherType or what that device has in its place. */
  static int linuxSll(Cursor c) {
    return c.has(16) ? cooked(c, 16, c.u16(2), c.u16(14)) : c.lacks(16);
  }

  static int linuxSll2(Cursor c) {
    return c.has(20) ? cooked(c, 20, c.u16(8), c.u16(0)) : c.lacks(20);
  }

  private static int cooked(Cursor c, int header, int device, int type) {
    c.at += header;
    return switch (device) {
      case 801 -> Layer.IEEE802_11;
      case 802 -> Layer.PRISM;
      case 803 -> Layer.RADIOTAP;
      // A netlink message: the number is no EtherType.
      case 824 -> Layer.undecoded(Undecoded.Kind.LINK_TYPE, 253);
      default -> type <= 1500 ? Layer.LLC : type;
    };
  }

  /** What lies below Juniper's header, by link type; -1 for one that is not known. */
  static int belowJuniper(int linkType) {
    return switch (linkType) {
      case 167, 178 -> ETHERNET;
      case 179 -> PPP;
      case 180 -> Layer.FRAME_RELAY;
      case 181 -> CISCO_HDLC;
      default -> -1;
    };
  }
}
