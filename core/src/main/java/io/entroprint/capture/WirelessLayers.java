package io.entroprint.capture;

import static io.entroprint.capture.Layer.AMSDU;
import static io.entroprint.capture.Layer.AVS;
import static io.entroprint.capture.Layer.IEEE802_11;
import static io.entroprint.capture.Layer.LLC;

/** 802.11, and what capturing programs put before it. */
final class WirelessLayers {
  /** What radiotap says of a frame. */
  private static final int CHECK_SEQUENCE_AT_END = 0x10;

  private static final int PADDED_TO_FOUR = 0x20;

  private static final int SNAP = 0xaaaa03;

  private WirelessLayers() {}

  static int radiotap(Cursor c) {
    if (!c.has(8)) {
      return c.lacks(8);
    }
    int header = Math.max(8, c.le16(2));
    c.wirelessFlags = flags(c, header);
    return c.then(header, IEEE802_11);
  }

  /** The field of flags, which follows the words that say what is there, and a time if it is. */
  private static int flags(Cursor c, int header) {
    int present = c.le32(4);
    if ((present & 2) == 0) {
      return 0;
    }
    int at = 8;
    int word = present;
    while (word < 0 && c.has(at + 4)) {
      word = c.le32(at);
      at += 4;
    }
    if ((present & 1) != 0) {
      at = (at + 7 & ~7) + 8;
    }
    return at < header && c.has(at + 1) ? c.u8(at) : 0;
  }

  /** The header of Prism cards, or AVS where a program calls that Prism. */
  static int prism(Cursor c) {
    if (!c.has(8)) {
      return c.lacks(8);
    }
    if (c.i32(0) >>> 8 == 0x802110) {
      return AVS;
    }
    // In the byte order of the host that captured: the code of the message is 0x44 or 0x41.
    boolean big = c.u8(0) == 0;
    int header = big ? c.i32(4) : c.le32(4);
    c.wirelessFlags = 0;
    return header < 8 ? Layer.MALFORMED : c.then(header, IEEE802_11);
  }

  static int avs(Cursor c) {
    if (!c.has(8)) {
      return c.lacks(8);
    }
    int header = c.i32(4);
    c.wirelessFlags = 0;
    return header < 8 ? Layer.MALFORMED : c.then(header, IEEE802_11);
  }

  /** Data frames that are not encrypted; nothing else holds IP in the clear. */
  static int ieee80211(Cursor c) {
    int control = c.has(2) ? c.u8(0) : 0;
    boolean data = (control & 0x0c) == 0x08 && (control & 0x40) == 0;
    if (c.has(2) && !data) {
      return Layer.undecoded(Undecoded.Kind.NO_DATA, IEEE802_11);
    }
    if (!c.has(24)) {
      return c.lacks(24);
    }
    int flags = c.u8(1);
    if ((flags & 0x40) != 0) {
      return Layer.undecoded(Undecoded.Kind.ENCRYPTED, IEEE802_11);
    }
    boolean moreFragments = (flags & 0x04) != 0;
    if (moreFragments || (c.u8(22) & 0x0f) != 0) {
      return Layer.undecoded(Undecoded.Kind.PIECE, IEEE802_11);
    }
    int header = 24;
    if ((flags & 0x03) == 0x03) {
      header += 6;
    }
    boolean aggregate = false;
    boolean mayHaveMesh = (flags & 0x03) == 0x03;
    if ((control & 0x80) != 0) {
      if (!c.has(header + 2)) {
        return c.lacks(header + 2);
      }
      aggregate = (c.u8(header) & 0x80) != 0;
      mayHaveMesh |= (c.u8(header + 1) & 1) != 0;
      header += (flags & 0x80) != 0 ? 6 : 2;
    }
    if ((c.wirelessFlags & CHECK_SEQUENCE_AT_END) != 0) {
      c.limit(c.wireEnd - 4);
    }
    if ((c.wirelessFlags & PADDED_TO_FOUR) != 0) {
      header = (header + 3) & ~3;
    }
    if (aggregate) {
      return c.then(header, AMSDU);
    }
    return c.then(header + (mayHaveMesh ? mesh(c, header) : 0), LLC);
  }

  /**
   * The length of a mesh header: that there is one is said by a bit that means something else
   * outside of a mesh, so SNAP has to follow it and not be there at once.
   */
  private static int mesh(Cursor c, int header) {
    if (!c.has(header + 9) || snap(c, header)) {
      return 0;
    }
    int length =
        switch (c.u8(header) & 3) {
          case 0 -> 6;
          case 1 -> 12;
          case 2 -> 18;
          default -> 0;
        };
    return c.has(header + length + 3) && snap(c, header + length) ? length : 0;
  }

  private static boolean snap(Cursor c, int ahead) {
    return (c.u16(ahead) << 8 | c.u8(ahead + 2)) == SNAP;
  }

  /** The first of the frames that are left; where the next one is, the cursor keeps. */
  static int amsdu(Cursor c) {
    if (!c.has(14)) {
      return c.lacks(14);
    }
    int length = c.u16(12);
    c.keepForLater(c.at + (14 + length + 3 & ~3));
    c.limit(c.at + 14L + length);
    return c.then(14, LLC);
  }
}
