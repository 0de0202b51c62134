package io.entroprint.capture;

/** IPv4 and IPv6 with options, extension headers and fragments. */
final class IpLayers {
  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int MOBILITY = 135;
  private static final int HIP = 139;
  private static final int SHIM6 = 140;

  private final FragmentTable fragments;

  IpLayers(FragmentTable fragments) {
    this.fragments = fragments;
  }

  /** Steps over an IPv4 header; returns its protocol as a layer. */
  int ipv4(Cursor c, long time) {
    if (!c.has(20)) {
      return c.lacks(20);
    }
    int start = c.at;
    int header = (c.u8(0) & 15) * 4;
    int total = c.u16(2);
    if (c.u8(0) >> 4 != 4 || header < 20 || (total < header && total != 0)) {
      return Layer.MALFORMED;
    }
    if (!c.has(header)) {
      return c.lacks(header);
    }
    // A total length of 0 is that of a segment which the network card was to cut up.
    if (total != 0) {
      c.limit((long) start + total);
    }
    int fragment = c.u16(6);
    int protocol = c.u8(9);
    c.ipv6 = false;
    c.sourceHigh = 0;
    c.sourceLow = c.i32(12) & 0xffff_ffffL;
    c.destinationHigh = 0;
    c.destinationLow = c.i32(16) & 0xffff_ffffL;
    int id = c.u16(4);
    c.at += header;
    boolean more = (fragment & 0x2000) != 0;
    int offset = (fragment & 0x1fff) * 8;
    if (more || offset != 0) {
      protocol = fragments.add(c, id, protocol, offset, more, time);
      if (protocol < 0) {
        return Layer.FRAGMENT;
      }
    }
    return Layer.IP_PROTOCOL | protocol;
  }

  /** Steps over an authentication header in IPv4; that in IPv6 is one of many. */
  int authentication(Cursor c) {
    if (!c.has(12)) {
      return c.lacks(12);
    }
    return c.then((c.u8(1) + 2) * 4, Layer.IP_PROTOCOL | c.u8(0));
  }

  /** Steps over an IPv6 header and its extension headers; returns the upper protocol as a layer. */
  int ipv6(Cursor c, long time) {
    if (!c.has(40)) {
      return c.lacks(40);
    }
    int payload = c.u16(4);
    if (c.u8(0) >> 4 != 6) {
      return Layer.MALFORMED;
    }
    // A length of 0 is a jumbogram or a segment which the network card was to cut up.
    if (payload != 0) {
      c.limit(c.at + 40L + payload);
    }
    c.ipv6 = true;
    c.sourceHigh = c.i64(8);
    c.sourceLow = c.i64(16);
    c.destinationHigh = c.i64(24);
    c.destinationLow = c.i64(32);
    int next = c.u8(6);
    c.at += 40;
    while (true) {
      int bytes;
      switch (next) {
        case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS, MOBILITY, HIP, SHIM6 ->
            bytes = c.has(8) ? (c.u8(1) + 1) * 8 : 8;
        case AUTHENTICATION -> bytes = c.has(8) ? (c.u8(1) + 2) * 4 : 8;
        case FRAGMENT -> bytes = 8;
        default -> {
          return Layer.IP_PROTOCOL | next;
        }
      }
      if (!c.has(bytes)) {
        return c.lacks(bytes);
      }
      if (next == ROUTING) {
        finalDestination(c, bytes);
      }
      boolean fragmentHeader = next == FRAGMENT;
      next = c.u8(0);
      int place = fragmentHeader ? c.u16(2) : 0;
      int id = fragmentHeader ? c.i32(4) : 0;
      c.at += bytes;
      boolean more = (place & 1) != 0;
      if (fragmentHeader && (more || place >> 3 != 0)) {
        next = fragments.add(c, id, next, place & ~7, more, time);
        if (next < 0) {
          return Layer.FRAGMENT;
        }
      }
    }
  }

  /**
   * The address at which a route ends is what the transport layers call the destination: the last
   * of a source route (type 0), the home address (2), the first of a list of segments (4).
   */
  private static void finalDestination(Cursor c, int bytes) {
    boolean arrived = c.u8(3) == 0;
    int type = c.u8(2);
    if (arrived || bytes < 24 || (type != 0 && type != 2 && type != 4)) {
      return;
    }
    int at = type == 0 ? 8 + 16 * ((bytes - 8) / 16 - 1) : 8;
    c.destinationHigh = c.i64(at);
    c.destinationLow = c.i64(at + 8);
  }
}
