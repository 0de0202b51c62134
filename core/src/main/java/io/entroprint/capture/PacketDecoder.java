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

  private static final int IPV4_IN_IP = Layer.IP_PROTOCOL | 4;
  private static final int IPV6_IN_IP = Layer.IP_PROTOCOL | 41;
  private static final int GRE = Layer.IP_PROTOCOL | 47;

  private final IpLayers ipLayers;
  private final boolean enterGre;
  private final boolean enterIp;
  private final boolean enterVxlan;
  private final boolean enterGtp;

  /** What was found; valid after {@link #decode} returned {@link Layer#FOUND}. */
  final Cursor found;

  PacketDecoder(DecoderSettings settings, FragmentTable fragments) {
    found = new Cursor(settings.ignoreVlan());
    Set<Tunnel> tunnels = settings.tunnels();
    ipLayers = new IpLayers(fragments);
    enterGre = tunnels.contains(Tunnel.GRE);
    enterIp = tunnels.contains(Tunnel.IP_IN_IP);
    enterVxlan = tunnels.contains(Tunnel.VXLAN);
    enterGtp = tunnels.contains(Tunnel.GTP_U);
  }

  /** Returns {@link Layer#FOUND}, or the outcome that says why there is neither TCP nor UDP. */
  int decode(Packet packet) {
    Cursor c = found;
    c.array = packet.array();
    c.at = packet.offset();
    c.end = c.at + packet.capturedLength();
    c.wireEnd = Math.max(c.end, c.at + Math.min(packet.originalLength(), MAX_ORIGINAL));
    c.encapsulation.clear();
    c.recognised = null;
    int layer = LinkLayers.first(packet.linkType());
    long time = packet.timeNanos();
    for (int i = 0; layer >= 0 && i < MAX_LAYERS; i++) {
      layer =
          switch (layer) {
            case Layer.IPV4 -> ipLayers.ipv4(c, time);
            case Layer.IPV6 -> ipLayers.ipv6(c, time);
            case Layer.TCP -> tcp(c);
            case Layer.UDP -> udp(c);
            case IPV4_IN_IP -> enterIp ? Layer.IPV4 : Layer.OTHER_TRANSPORT;
            case IPV6_IN_IP -> enterIp ? Layer.IPV6 : Layer.OTHER_TRANSPORT;
            case GRE -> enterGre ? TunnelLayers.gre(c) : Layer.OTHER_TRANSPORT;
            default ->
                layer >= Layer.IP_PROTOCOL ? Layer.OTHER_TRANSPORT : LinkLayers.next(layer, c);
          };
    }
    return layer < 0 ? layer : Layer.MALFORMED;
  }

  /** Goes on behind what was found, where a frame holds several; else {@link Layer#NO_MORE}. */
  int next() {
    return Layer.NO_MORE;
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
    if (enterVxlan && c.destinationPort == TunnelLayers.VXLAN_PORT && TunnelLayers.isVxlan(c)) {
      return TunnelLayers.vxlan(c);
    }
    if (enterGtp && isGtp(c)) {
      return TunnelLayers.gtp(c);
    }
    return Layer.FOUND;
  }

  private static boolean isGtp(Cursor c) {
    return (c.destinationPort == TunnelLayers.GTP_PORT || c.sourcePort == TunnelLayers.GTP_PORT)
        && TunnelLayers.isGtp(c);
  }

  private static void ports(Cursor c) {
    c.sourcePort = c.u16(0);
    c.destinationPort = c.u16(2);
  }
}
