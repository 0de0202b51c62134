package io.entroprint.capture;

/** The headers of tunnels that run over IP. */
final class TunnelLayers {
  static final int VXLAN_PORT = 4789;
  static final int GTP_PORT = 2152;

  private static final int GTP_USER_DATA = 0xff;
  private static final int ERSPAN = 0x88be;
  private static final int ERSPAN_III = 0x22eb;

  private TunnelLayers() {}

  /** RFC 2784 and 2890, the PPTP form of RFC 2637, and ERSPAN. */
  static int gre(Cursor c) {
    if (!c.has(4)) {
      return c.lacks(4);
    }
    int flags = c.u16(0);
    int protocol = c.u16(2);
    boolean checksum = (flags & 0x8000) != 0;
    boolean routing = (flags & 0x4000) != 0;
    boolean key = (flags & 0x2000) != 0;
    boolean sequence = (flags & 0x1000) != 0;
    boolean acknowledgement = (flags & 0x0080) != 0 && (flags & 7) == 1;
    if (routing || (flags & 7) > 1) {
      return Layer.OTHER_TRANSPORT;
    }
    int header = 4;
    header += checksum ? 4 : 0;
    header += key ? 4 : 0;
    header += sequence ? 4 : 0;
    header += acknowledgement ? 4 : 0;
    if (protocol == ERSPAN) {
      // Type I has no header of its own and no sequence number.
      return c.then(header + (sequence ? 8 : 0), Layer.ETHERNET);
    }
    if (protocol == ERSPAN_III) {
      int at = header + 11;
      boolean subHeader = c.has(at + 1) && (c.u8(at) & 1) == 1;
      return c.then(header + (subHeader ? 20 : 12), Layer.ETHERNET);
    }
    return c.then(header, protocol);
  }

  /** Whether the payload of a datagram begins as VXLAN (RFC 7348). */
  static boolean isVxlan(Cursor c) {
    return c.has(8) && (c.u8(0) & 0x08) != 0 && c.u8(7) == 0;
  }

  static int vxlan(Cursor c) {
    return c.then(8, Layer.ETHERNET);
  }

  /** Whether the payload of a datagram begins as a GTP version 1 user packet (3GPP TS 29.281). */
  static boolean isGtp(Cursor c) {
    return c.has(8) && (c.u8(0) & 0xf0) == 0x30 && c.u8(1) == GTP_USER_DATA;
  }

  static int gtp(Cursor c) {
    int flags = c.u8(0);
    c.at += 8;
    if ((flags & 7) == 0) {
      return Layer.IP;
    }
    if (!c.has(4)) {
      return c.lacks(4);
    }
    int extension = (flags & 4) != 0 ? c.u8(3) : 0;
    c.at += 4;
    while (extension != 0) {
      int length = c.has(1) ? c.u8(0) * 4 : 0;
      if (length == 0) {
        return Layer.MALFORMED;
      }
      if (!c.has(length)) {
        return c.lacks(length);
      }
      extension = c.u8(length - 1);
      c.at += length;
    }
    return Layer.IP;
  }
}
