package io.entroprint.capture;

/**
 * Whether bytes ahead of the cursor look like a header: for where nothing says what follows. Moves
 * nothing.
 */
final class PlausibleHeader {
  private static final int MAX_TAGS = 3;

  private PlausibleHeader() {}

  /** IPv4 of which version, header length and total length agree with the bytes that are there. */
  static boolean isIpv4(Cursor c, int ahead) {
    if (!c.has(ahead + 20) || c.u8(ahead) >> 4 != 4) {
      return false;
    }
    int header = (c.u8(ahead) & 15) * 4;
    int total = c.u16(ahead + 2);
    return header >= 20 && total >= header && total <= c.wireLength() - ahead;
  }

  /** Whether the header check sum of such IPv4 is right too. */
  static boolean hasRightSum(Cursor c, int ahead) {
    int header = (c.u8(ahead) & 15) * 4;
    if (!c.has(ahead + header)) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < header; i += 2) {
      sum += c.u16(ahead + i);
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    return ((sum & 0xffff) + (sum >>> 16)) == 0xffff;
  }

  /** IPv6 of which version and length agree with the bytes that are there. */
  static boolean isIpv6(Cursor c, int ahead) {
    return c.has(ahead + 40)
        && c.u8(ahead) >> 4 == 6
        && c.u16(ahead + 4) + 40 <= c.wireLength() - ahead;
  }

  static boolean isIp(Cursor c, int ahead) {
    return isIpv4(c, ahead) || isIpv6(c, ahead);
  }

  /**
   * IP that ends exactly where the bytes end, IPv4 with a right check sum: by chance one of 2^32
   * and more.
   */
  static boolean isWholeIp(Cursor c, int ahead) {
    long left = c.wireLength() - ahead;
    return isIpv4(c, ahead)
        ? c.u16(ahead + 2) == left && hasRightSum(c, ahead)
        : isIpv6(c, ahead) && c.u16(ahead + 4) + 40 == left;
  }

  /**
   * Where the EtherType of an Ethernet frame is that holds IP of right lengths or ARP; -1 if it
   * holds neither.
   */
  static int typeOfEthernet(Cursor c, int ahead) {
    int at = ahead + 12;
    for (int tags = 0; c.has(at + 2); tags++) {
      int type = c.u16(at);
      if (tags < MAX_TAGS && (type == 0x8100 || type == 0x88a8 || type == 0x9100)) {
        at += 4;
        continue;
      }
      boolean holds =
          switch (type) {
            case Layer.IPV4 -> isIpv4(c, at + 2);
            case Layer.IPV6 -> isIpv6(c, at + 2);
            case 0x0806 -> c.has(at + 10) && c.i32(at + 2) == 0x1_0800 && c.u16(at + 6) == 0x604;
            default -> false;
          };
      return holds ? at : -1;
    }
    return -1;
  }

  static boolean isEthernet(Cursor c, int ahead) {
    return typeOfEthernet(c, ahead) >= 0;
  }

  /** An Ethernet frame that holds IP which {@link #isWholeIp}, or ends in padding to 60 bytes. */
  static boolean isWholeEthernet(Cursor c, int ahead) {
    int at = typeOfEthernet(c, ahead);
    if (at < 0 || c.u16(at) == 0x0806) {
      return false;
    }
    int ip = at + 2;
    boolean padded = c.wireLength() - ahead <= 64;
    if (c.u16(at) == Layer.IPV6) {
      return padded || c.u16(ip + 4) + 40 == c.wireLength() - ip;
    }
    return hasRightSum(c, ip) && (padded || c.u16(ip + 2) == c.wireLength() - ip);
  }

  /** PPP that holds IP, with or without address and control. */
  static boolean isPppWithIp(Cursor c, int ahead) {
    int at = c.has(ahead + 2) && c.u16(ahead) == 0xff03 ? ahead + 2 : ahead;
    if (!c.has(at + 2)) {
      return false;
    }
    return switch (c.u16(at)) {
      case 0x21 -> isIpv4(c, at + 2);
      case 0x57 -> isIpv6(c, at + 2);
      default -> false;
    };
  }

  /** Cisco HDLC that holds IP. */
  static boolean isHdlcWithIp(Cursor c, int ahead) {
    return c.has(ahead + 4)
        && (c.u8(ahead) | 0x80) == 0x8f
        && (c.u16(ahead + 2) == Layer.IPV4 || c.u16(ahead + 2) == Layer.IPV6)
        && isIp(c, ahead + 4);
  }
}
