package io.entroprint.capture;

import static io.entroprint.capture.Layer.ETHERNET;

import io.entroprint.capture.EncapsulationTrail.Kind;

/** The headers of tunnels that run directly over IP. */
final class TunnelLayers {
  private static final int TRANSPARENT_ETHERNET = 0x6558;
  private static final int PPTP = 0x880b;
  private static final int WCCP = 0x883e;
  private static final int ERSPAN = 0x88be;
  private static final int ERSPAN_III = 0x22eb;
  private static final int ETHERNET_OVER_IP = 0x6400;

  private TunnelLayers() {}

  /** RFC 2784 and 2890, NVGRE (RFC 7637), the PPTP form of RFC 2637, and ERSPAN. */
  static int gre(Cursor c) {
    if (!c.has(4)) {
      return c.lacks(4);
    }
    int flags = c.u16(0);
    int protocol = c.u16(2);
    int version = flags & 7;
    if ((flags & 0x4000) != 0 || version > 1) {
      return Layer.undecoded(Undecoded.Kind.IP_PROTOCOL, Tunnel.GRE_OVER_IP);
    }
    if (version == 1 && protocol == ETHERNET_OVER_IP) {
      return mikrotik(c);
    }
    int header = 4;
    header += (flags & 0x8000) != 0 ? 4 : 0;
    if ((flags & 0x2000) != 0) {
      if (!c.has(header + 4)) {
        return c.lacks(header + 4);
      }
      key(c, protocol, c.i32(header));
      header += 4;
    } else if (protocol != ERSPAN && protocol != ERSPAN_III) {
      c.encapsulation.addEnds(c);
    }
    boolean sequence = (flags & 0x1000) != 0;
    header += sequence ? 4 : 0;
    header += (flags & 0x0080) != 0 && version == 1 ? 4 : 0;
    return switch (protocol) {
      case ERSPAN -> erspan(c, header, sequence);
      case ERSPAN_III -> erspan3(c, header);
      case WCCP ->
          // Version 2 has four bytes of its own.
          c.then(c.has(header + 1) && c.u8(header) >> 4 == 4 ? header : header + 4, Layer.IPV4);
      default -> c.then(header, protocol);
    };
  }

  /** The key, of which some protocols make two parts. */
  private static void key(Cursor c, int protocol, int key) {
    switch (protocol) {
      case PPTP ->
          // The length, and the number that the receiver gave the call.
          c.encapsulation.addOneWay(Kind.PPTP, key & 0xffff);
      case TRANSPARENT_ETHERNET -> {
        // NVGRE: the network, and eight bits that spread the flows of one direction.
        c.encapsulation.add(Kind.NVGRE, key >>> 8);
        c.encapsulation.addOneWay(Kind.NVGRE_FLOW, key & 0xff);
      }
      default -> c.encapsulation.add(Kind.GRE, key);
    }
  }

  /** Ethernet over IP of Mikrotik: a length and the number of the tunnel, the least byte first. */
  private static int mikrotik(Cursor c) {
    if (!c.has(8)) {
      return c.lacks(8);
    }
    c.encapsulation.add(Kind.GRE, c.le16(6));
    return c.then(8, ETHERNET);
  }

  /** Type I has no header of its own and no sequence number; type II has eight bytes. */
  private static int erspan(Cursor c, int header, boolean sequence) {
    if (!sequence) {
      return c.then(header, ETHERNET);
    }
    if (!c.has(header + 8)) {
      return c.lacks(header + 8);
    }
    mirrored(c, header);
    return c.then(header + 8, ETHERNET);
  }

  private static int erspan3(Cursor c, int header) {
    if (!c.has(header + 12)) {
      return c.lacks(header + 12);
    }
    mirrored(c, header);
    int kinds = c.u16(header + 10);
    boolean subHeader = (kinds & 1) == 1;
    boolean ip = (kinds >> 10 & 0x1f) == 2;
    return c.then(header + (subHeader ? 20 : 12), ip ? Layer.IP : ETHERNET);
  }

  /** The session that mirrors; and the VLAN, where the tag was taken out of the frame. */
  private static void mirrored(Cursor c, int header) {
    c.encapsulation.addOneWay(Kind.ERSPAN, c.u16(header + 2) & 0x3ff);
    boolean taken = (c.u8(header + 2) & 0x18) == 0x10;
    if (taken) {
      c.encapsulation.vlan(c.u16(header));
    }
  }

  /** A packet or a frame as it is. */
  static int plain(Cursor c, int layer) {
    c.encapsulation.addEnds(c);
    return layer;
  }

  /** RFC 3378. */
  static int etherIp(Cursor c) {
    if (!c.has(2)) {
      return c.lacks(2);
    }
    c.encapsulation.addEnds(c);
    return c.u8(0) >> 4 == 3 ? c.then(2, ETHERNET) : Layer.MALFORMED;
  }

  /** RFC 3931 over IP: session 0 is for control. */
  static int l2tpv3(Cursor c) {
    if (!c.has(8)) {
      return c.lacks(8);
    }
    int layer = sessionLayer(c, 0);
    if (layer < 0) {
      return Layer.undecoded(Undecoded.Kind.IP_PROTOCOL, Tunnel.L2TPV3_OVER_IP);
    }
    c.encapsulation.addOneWay(Kind.L2TP, c.i32(0));
    return c.then(sessionHeader(c, 0), layer);
  }

  /**
   * What an L2TPv3 session holds, whose number is ahead. Behind that may be a cookie of four or
   * eight bytes and a sublayer of four; only the ends know, and which kind of frame follows: what
   * holds IP of right lengths is meant. -1 if nothing does.
   */
  static int sessionLayer(Cursor c, int ahead) {
    for (int at = ahead + 4; at <= ahead + 16; at += 4) {
      int layer = layerAt(c, at);
      if (layer >= 0) {
        return c.i32(ahead) == 0 ? -1 : layer;
      }
    }
    return -1;
  }

  /** How long the header of such a session is, from the cursor on. */
  static int sessionHeader(Cursor c, int ahead) {
    int at = ahead + 4;
    while (layerAt(c, at) < 0) {
      at += 4;
    }
    return at;
  }

  private static int layerAt(Cursor c, int at) {
    if (PlausibleHeader.isEthernet(c, at)) {
      return ETHERNET;
    }
    if (PlausibleHeader.isPppWithIp(c, at)) {
      return Layer.PPP;
    }
    if (PlausibleHeader.isHdlcWithIp(c, at)) {
      return Layer.CISCO_HDLC;
    }
    boolean ends = PlausibleHeader.isIpv4(c, at) && c.u16(at + 2) == c.wireLength() - at;
    boolean ends6 = PlausibleHeader.isIpv6(c, at) && c.u16(at + 4) + 40 == c.wireLength() - at;
    return ends || ends6 ? Layer.IP : -1;
  }
}
