package io.entroprint.capture;

import static io.entroprint.capture.Layer.ETHERNET;
import static io.entroprint.capture.Layer.IP;
import static io.entroprint.capture.Layer.IPV6;
import static io.entroprint.capture.Layer.MPLS;
import static io.entroprint.capture.Layer.PPP;

import io.entroprint.capture.EncapsulationTrail.Kind;
import java.util.Map;
import java.util.Set;

/**
 * Tells datagrams that are the outside of a tunnel from others, and where in them the inside
 * begins. On a port of the tunnel its header has to be right; on any other port, what is inside has
 * to be IP to the last byte as well, which nothing else is by chance.
 */
final class UdpTunnels {
  private static final int GTP_USER_DATA = 0xff;
  private static final long TEREDO_PREFIX = 0x2001_0000L;

  /** By port: 0, or one more than the ordinal of the tunnel that is expected there. */
  private final byte[] expected = new byte[1 << 16];

  /** Of the last match: how long the header is and what follows it. */
  private int header;

  private int inside;

  /** Of the last match: the number of the network or the session, if it has one. */
  private Kind kind;

  private int id;

  UdpTunnels(Map<Tunnel, Set<Integer>> more) {
    expect(Tunnel.VXLAN, 4789);
    expect(Tunnel.VXLAN, 8472);
    expect(Tunnel.VXLAN_GPE, 4790);
    expect(Tunnel.GENEVE, 6081);
    expect(Tunnel.GTP_U, 2152);
    expect(Tunnel.L2TP, 1701);
    expect(Tunnel.TEREDO, 3544);
    expect(Tunnel.TZSP, 37_008);
    expect(Tunnel.MPLS_IN_UDP, 6635);
    more.forEach((tunnel, ports) -> ports.forEach(port -> expect(tunnel, port)));
  }

  private void expect(Tunnel tunnel, int port) {
    expected[port] = (byte) (tunnel.ordinal() + 1);
  }

  /**
   * The tunnel that the datagram is the outside of, whose payload the cursor stands at; or null.
   * Moves nothing.
   */
  Tunnel match(Cursor c) {
    int mark = expected[c.destinationPort] != 0 ? c.destinationPort : c.sourcePort;
    int tunnel = expected[mark];
    kind = null;
    if (tunnel != 0 && matches(Tunnel.ALL[tunnel - 1], c)) {
      return Tunnel.ALL[tunnel - 1];
    }
    return c.has(20) ? anywhere(c) : null;
  }

  /** Steps over the header that was matched last; {@link Layer#NO_MORE} if nothing is inside. */
  int enter(Cursor c) {
    if (inside == Layer.NO_MORE) {
      return Layer.NO_MORE;
    }
    // A GENEVE network may be another one on the way back: virtual routers and firewalls do so.
    if (kind == Kind.VXLAN) {
      c.encapsulation.add(kind, id);
    } else if (kind != null) {
      c.encapsulation.addOneWay(kind, id);
    }
    return c.then(header, inside);
  }

  private boolean found(int headerBytes, int layer) {
    header = headerBytes;
    inside = layer;
    return true;
  }

  private boolean matches(Tunnel tunnel, Cursor c) {
    return switch (tunnel) {
      case VXLAN -> vxlan(c) && isFrame(c, 8);
      case VXLAN_GPE -> vxlanGpe(c);
      case GENEVE -> geneve(c);
      case GTP_U -> gtp(c);
      case L2TP -> l2tp(c);
      case TEREDO -> teredo(c);
      case TZSP -> tzsp(c);
      case MPLS_IN_UDP -> mpls(c);
      default -> false;
    };
  }

  /** On a port that says nothing: only what cannot be anything else. */
  private Tunnel anywhere(Cursor c) {
    kind = null;
    return switch (c.u8(0)) {
      case 0x08 ->
          c.i32(0) == 0x0800_0000 && vxlan(c) && PlausibleHeader.isWholeEthernet(c, 8)
              ? Tunnel.VXLAN
              : null;
      case 0x30, 0x32, 0x34, 0x36 ->
          c.u8(1) == GTP_USER_DATA
                  && c.u16(2) + 8 == c.wireLength()
                  && gtp(c)
                  && PlausibleHeader.isWholeIp(c, header)
              ? Tunnel.GTP_U
              : null;
      case 0x01 -> tzsp(c) && isWholeInside(c) ? Tunnel.TZSP : null;
      case 0x60 -> teredo(c) ? Tunnel.TEREDO : null;
      default -> c.u8(0) < 0x40 && geneve(c) && isWholeInside(c) ? Tunnel.GENEVE : null;
    };
  }

  private boolean isWholeInside(Cursor c) {
    return inside == ETHERNET
        ? PlausibleHeader.isWholeEthernet(c, header)
        : (inside == Layer.IPV4 || inside == IPV6) && PlausibleHeader.isWholeIp(c, header);
  }

  /** A frame of which the type is one, or the 802.3 length is not too long. */
  private static boolean isFrame(Cursor c, int ahead) {
    if (!c.has(ahead + 14)) {
      return false;
    }
    int type = c.u16(ahead + 12);
    return type > 1535 || type <= c.wireLength() - ahead - 14;
  }

  /** RFC 7348, and the group of the policy extension. */
  private boolean vxlan(Cursor c) {
    if (!c.has(8) || (c.u8(0) & 0x7f) != 0x08 || c.u8(7) != 0) {
      return false;
    }
    boolean group = c.u8(0) == 0x88;
    if (!group && (c.i32(0) & 0xff_ffff) != 0) {
      return false;
    }
    network(Kind.VXLAN, c);
    return found(8, ETHERNET);
  }

  private void network(Kind of, Cursor c) {
    kind = of;
    id = c.i32(4) >>> 8;
  }

  /** draft-ietf-nvo3-vxlan-gpe: flags, two reserved bytes, and the protocol that follows. */
  private boolean vxlanGpe(Cursor c) {
    if (!c.has(8) || (c.u8(0) & 0xcc) != 0x0c || c.u16(1) != 0 || c.u8(7) != 0) {
      // Without the bit that says so it is VXLAN.
      return vxlan(c) && isFrame(c, 8);
    }
    int next = TagLayers.nextProtocol(c.u8(3));
    network(Kind.VXLAN, c);
    return next >= 0 && found(8, next);
  }

  /** RFC 8926: eight bytes, and options whose lengths make up what the header says. */
  private boolean geneve(Cursor c) {
    if (!c.has(8) || c.u8(0) >> 6 != 0 || (c.u8(1) & 0x3f) != 0 || c.u8(7) != 0) {
      return false;
    }
    int next = c.u16(2);
    if (next != 0x6558 && next != Layer.IPV4 && next != IPV6 && next != MPLS && next != Layer.NSH) {
      return false;
    }
    int end = 8 + 4 * (c.u8(0) & 0x3f);
    int at = 8;
    while (at < end) {
      if (!c.has(at + 4)) {
        return false;
      }
      at += 4 + 4 * (c.u8(at + 3) & 0x1f);
    }
    network(Kind.GENEVE, c);
    return at == end && found(end, next == 0x6558 ? ETHERNET : next);
  }

  /** GTP version 1 (3GPP TS 29.281): user data, or another message. */
  private boolean gtp(Cursor c) {
    if (!c.has(8) || (c.u8(0) & 0xf0) != 0x30 || c.u16(2) > c.wireLength() - 8) {
      return false;
    }
    if (c.u8(1) != GTP_USER_DATA) {
      boolean known =
          switch (c.u8(1)) {
            case 1, 2, 26, 31, 253, 254 -> true;
            default -> false;
          };
      return known && c.u16(2) == c.wireLength() - 8 && found(8, Layer.NO_MORE);
    }
    kind = Kind.GTP;
    id = c.i32(4);
    int at = 8;
    if ((c.u8(0) & 7) != 0) {
      if (!c.has(12)) {
        return false;
      }
      int extension = (c.u8(0) & 4) != 0 ? c.u8(11) : 0;
      at = 12;
      while (extension != 0) {
        int length = c.has(at + 1) ? 4 * c.u8(at) : 0;
        if (length == 0 || !c.has(at + length)) {
          return false;
        }
        at += length;
        extension = c.u8(at - 1);
      }
    }
    if (!c.has(at + 1)) {
      return false;
    }
    int version = c.u8(at) >> 4;
    if (version == 4 || version == 6) {
      return found(at, IP);
    }
    // A session of 5G may be one of Ethernet.
    return PlausibleHeader.isEthernet(c, at) && found(at, ETHERNET);
  }

  /** RFC 2661, and RFC 3931 over UDP. */
  private boolean l2tp(Cursor c) {
    if (!c.has(8)) {
      return false;
    }
    int flags = c.u16(0);
    int version = flags & 15;
    boolean control = (flags & 0x8000) != 0;
    if (control) {
      // Type, length and sequence numbers; no offset, no priority.
      return (flags & 0xfff0) == 0xc800
          && (version == 2 || version == 3)
          && c.u16(2) == c.wireLength()
          && found(8, Layer.NO_MORE);
    }
    if (version == 3) {
      return flags == 3 && c.u16(2) == 0 && session(c, 4);
    }
    if (version != 2 || (flags & 0x34f0) != 0) {
      return false;
    }
    int at = 2;
    if ((flags & 0x4000) != 0) {
      if (c.u16(2) > c.wireLength() || c.u16(2) < 6) {
        return false;
      }
      at += 2;
    }
    if (!c.has(at + 4)) {
      return false;
    }
    kind = Kind.L2TP;
    id = c.i32(at);
    at += 4;
    at += (flags & 0x0800) != 0 ? 4 : 0;
    if ((flags & 0x0200) != 0) {
      if (!c.has(at + 2)) {
        return false;
      }
      at += 2 + c.u16(at);
    }
    return c.has(at + 2) && isPpp(c, at) && found(at, PPP);
  }

  /** L2TP version 3: a session, a cookie and a sublayer of lengths that only its ends know. */
  private boolean session(Cursor c, int at) {
    int layer = TunnelLayers.sessionLayer(c, at);
    if (layer < 0) {
      return false;
    }
    kind = Kind.L2TP;
    id = c.i32(at);
    return found(TunnelLayers.sessionHeader(c, at), layer);
  }

  /** A protocol of PPP: the first byte even and the second odd, or the first left out. */
  private static boolean isPpp(Cursor c, int ahead) {
    int at = c.u16(ahead) == 0xff03 ? ahead + 2 : ahead;
    return c.has(at + 2)
        && ((c.u8(at) & 1) == 1 ? c.u8(at) == 0x21 || c.u8(at) == 0x57 : (c.u8(at + 1) & 1) == 1);
  }

  /** RFC 4380: indications before IPv6 that ends with the datagram, one address of it Teredo's. */
  private boolean teredo(Cursor c) {
    int at = 0;
    if (c.has(4) && c.u16(0) == 1) {
      at = 4 + c.u8(2) + c.u8(3) + 9;
    }
    if (c.has(at + 8) && c.u16(at) == 0) {
      at += 8;
    }
    return PlausibleHeader.isIpv6(c, at)
        && c.u16(at + 4) + 40 == c.wireLength() - at
        && (isTeredo(c, at + 8) || isTeredo(c, at + 24) || isLinkLocal(c, at))
        && found(at, IPV6);
  }

  private static boolean isTeredo(Cursor c, int ahead) {
    return (c.i32(ahead) & 0xffff_ffffL) == TEREDO_PREFIX;
  }

  /** Router solicitations and their answers, which come before there is an address. */
  private static boolean isLinkLocal(Cursor c, int ahead) {
    return c.u16(ahead + 8) == 0xfe80 && (c.u16(ahead + 24) & 0xfe00) == 0xfe00;
  }

  /** A version, a type, the kind of frame, and fields up to one of type 1. */
  private boolean tzsp(Cursor c) {
    if (!c.has(5) || c.u8(0) != 1 || c.u8(1) > 1) {
      return false;
    }
    int layer =
        switch (c.u16(2)) {
          case 1 -> ETHERNET;
          case 0x12 -> Layer.IEEE802_11;
          case 0x77 -> Layer.PRISM;
          case 0x7f -> Layer.AVS;
          default -> -1;
        };
    int at = 4;
    while (c.has(at + 1) && c.u8(at) != 1) {
      if (c.u8(at) != 0 && !c.has(at + 2)) {
        return false;
      }
      at += c.u8(at) == 0 ? 1 : 2 + c.u8(at + 1);
    }
    return layer >= 0 && c.has(at + 1) && found(at + 1, layer);
  }

  /** RFC 7510: labels up to one that says it is the last, and something that can be under it. */
  private boolean mpls(Cursor c) {
    int at = 0;
    while (c.has(at + 4) && (c.u8(at + 2) & 1) == 0) {
      at += 4;
    }
    at += 4;
    return c.has(at + 1)
        && (PlausibleHeader.isIp(c, at)
            || PlausibleHeader.isEthernet(c, at)
            || PlausibleHeader.isEthernet(c, at + 4))
        && found(0, MPLS);
  }
}
