package io.entroprint.capture;

import java.util.Set;

/**
 * From a captured packet to the TCP segment or UDP datagram in it, through all that is around it.
 */
final class PacketDecoder {
  /** More headers than any real network stacks; a bound on the work for one packet. */
  private static final int MAX_LAYERS = 32;

  /** No packet is longer on the wire, whatever its record says. */
  private static final long MAX_ORIGINAL = 1 << 24;

  private static final int AUTHENTICATION = 51;

  private final IpLayers ipLayers;
  private final UdpTunnels udpTunnels;
  private final boolean[] enters = new boolean[Tunnel.ALL.length];
  private long time;

  /** What was found; valid after {@link #decode} returned {@link Layer#FOUND}. */
  final Cursor found;

  PacketDecoder(DecoderSettings settings, FragmentTable fragments) {
    found = new Cursor(settings.ignoreVlan());
    ipLayers = new IpLayers(fragments);
    udpTunnels = new UdpTunnels(settings.ports());
    Set<Tunnel> tunnels = settings.tunnels();
    tunnels.forEach(tunnel -> enters[tunnel.ordinal()] = true);
  }

  /**
   * Returns {@link Layer#FOUND}, {@link Layer#FRAGMENT}, or an {@link Layer#undecoded} outcome that
   * says why there is neither TCP nor UDP.
   */
  int decode(Packet packet) {
    found.begin(packet, MAX_ORIGINAL);
    time = packet.timeNanos();
    int first = LinkTypes.first(packet.linkType());
    // What most packets are, without a walk through the layers: TCP or UDP over IPv4, alone or in
    // Ethernet.
    if (first == Layer.ETHERNET && found.has(14) && found.u16(12) == Layer.IPV4) {
      found.at += 14;
      first = Layer.IPV4;
    } else if (first == Layer.IP && found.has(1) && found.u8(0) >> 4 == 4) {
      first = Layer.IPV4;
    }
    if (first == Layer.IPV4) {
      int layer = Layer.IPV4;
      int next = ipLayers.ipv4(found, time);
      if (next == Layer.TCP || next == Layer.UDP) {
        layer = next;
        next = layer == Layer.TCP ? tcp(found) : udp(found);
      }
      return next < 0 ? outcome(next, layer) : decode(found, next);
    }
    return first < 0
        ? Layer.undecoded(Undecoded.Kind.LINK_TYPE, packet.linkType())
        : decode(found, first);
  }

  /** Goes on behind what was found, where a frame holds several; else {@link Layer#NO_MORE}. */
  int next() {
    return found.goOn() ? decode(found, Layer.AMSDU) : Layer.NO_MORE;
  }

  private int decode(Cursor c, int first) {
    int layer = first;
    for (int i = 0; i < MAX_LAYERS; i++) {
      int next =
          switch (layer) {
            case Layer.IPV4 -> ipLayers.ipv4(c, time);
            case Layer.IPV6 -> ipLayers.ipv6(c, time);
            case Layer.TCP -> tcp(c);
            case Layer.UDP -> udp(c);
            default -> layer >= Layer.IP_PROTOCOL ? overIp(layer, c) : LinkLayers.next(layer, c);
          };
      if (next < 0) {
        return outcome(next, layer);
      }
      layer = next;
    }
    return Layer.undecoded(Undecoded.Kind.MALFORMED, layer);
  }

  private static int outcome(int next, int layer) {
    return switch (next) {
      case Layer.MALFORMED -> Layer.undecoded(Undecoded.Kind.MALFORMED, layer);
      case Layer.CUT -> Layer.undecoded(Undecoded.Kind.CUT, layer);
      default -> next;
    };
  }

  private int overIp(int layer, Cursor c) {
    int protocol = layer - Layer.IP_PROTOCOL;
    if (protocol == AUTHENTICATION) {
      return ipLayers.authentication(c);
    }
    Tunnel tunnel = Tunnel.ofIpProtocol(protocol);
    if (tunnel == null || !enters(tunnel)) {
      return Layer.undecoded(Undecoded.Kind.IP_PROTOCOL, protocol);
    }
    return switch (protocol) {
      case Tunnel.IPV4_IN_IP -> TunnelLayers.plain(c, Layer.IPV4);
      case Tunnel.IPV6_IN_IP -> TunnelLayers.plain(c, Layer.IPV6);
      case Tunnel.ETHERNET_IN_IP -> TunnelLayers.plain(c, Layer.ETHERNET);
      case Tunnel.ETHER_IP -> TunnelLayers.etherIp(c);
      case Tunnel.L2TPV3_OVER_IP -> TunnelLayers.l2tpv3(c);
      case Tunnel.MPLS_OVER_IP -> Layer.MPLS;
      default -> TunnelLayers.gre(c);
    };
  }

  private boolean enters(Tunnel tunnel) {
    return enters[tunnel.ordinal()];
  }

  private static int tcp(Cursor c) {
    if (!c.has(20)) {
      return c.lacks(20);
    }
    int header = (c.u8(12) >> 4) * 4;
    if (header < 20) {
      return Layer.MALFORMED;
    }
    if (!c.has(header)) {
      return c.lacks(header);
    }
    c.tcp = true;
    ports(c);
    c.sequence = c.i32(4);
    c.acknowledgement = c.i32(8);
    c.flags = c.u8(13);
    c.at += header;
    return Layer.FOUND;
  }

  private int udp(Cursor c) {
    if (!c.has(8)) {
      return c.lacks(8);
    }
    int length = c.u16(4);
    // 0: a jumbogram, or a datagram which the network card was to cut up.
    if (length < 8 && length != 0) {
      return Layer.MALFORMED;
    }
    c.tcp = false;
    ports(c);
    if (length != 0) {
      c.limit((long) c.at + length);
    }
    c.at += 8;
    Tunnel outside = udpTunnels.match(c);
    if (outside != null && enters(outside)) {
      int inside = udpTunnels.enter(c);
      if (inside != Layer.NO_MORE) {
        return inside;
      }
    }
    c.recognised = outside;
    return Layer.FOUND;
  }

  private static void ports(Cursor c) {
    c.sourcePort = c.u16(0);
    c.destinationPort = c.u16(2);
  }
}
