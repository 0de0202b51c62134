package io.entroprint.capture;

import static io.entroprint.capture.Layer.ETHERNET;
import static io.entroprint.capture.Layer.IP;
import static io.entroprint.capture.Layer.IPV4;
import static io.entroprint.capture.Layer.IPV6;
import static io.entroprint.capture.Layer.LLC;
import static io.entroprint.capture.Layer.MPLS;
import static io.entroprint.capture.Layer.PPP;

import io.entroprint.capture.Undecoded.Kind;

/** The headers below IP: which one is read how. */
final class LinkLayers {
  /** IEEE 802.1 behind SNAP: bridged Ethernet with or without its check sequence. */
  private static final int BRIDGED = 0x80c2;

  private LinkLayers() {}

  /** Steps over a header of this kind; returns what follows it. */
  static int next(int layer, Cursor c) {
    return switch (layer) {
      case ETHERNET -> TagLayers.etherType(c, 12, 14);
      case 0x8100, 0x88a8, 0x9100, 0x9200, 0x9300 -> TagLayers.vlan(c);
      case 0x8909 -> TagLayers.etherType(c, 6, 8); // Cisco metadata
      case 0x8926 -> TagLayers.etherType(c, 4, 6); // 802.1BR, VN-Tag
      case 0x892f -> TagLayers.etherType(c, 4, 6); // HSR
      case 0x88e7 -> TagLayers.backbone(c);
      case 0x22f3 -> TagLayers.trill(c);
      case Layer.MACSEC -> TagLayers.macsec(c);
      case Layer.NSH -> TagLayers.nsh(c);
      case 0xdada -> TagLayers.marvell(c, 6);
      case Layer.DSA -> TagLayers.marvell(c, 16);
      case Layer.EDSA -> TagLayers.marvell(c, 20);
      case Layer.BROADCOM_TAG -> TagLayers.etherType(c, 16, 18);
      case 0x6558 -> ETHERNET;
      case MPLS, Layer.MPLS_MULTICAST -> MplsLayers.labels(c);
      case Layer.PPPOE -> c.then(6, PPP);
      case LLC -> llc(c);
      case PPP, 0x880b -> ppp(c);
      case Layer.PPP_WITH_DIRECTION -> c.then(1, PPP);
      case IP -> ip(c);
      case Layer.NULL_LOOPBACK -> c.then(4, IP);
      case Layer.ENC -> c.then(12, IP);
      case Layer.IPNET -> c.then(24, IP);
      case Layer.SLIP -> c.then(16, IP);
      case Layer.LINUX_SLL -> CaptureWrappers.linuxSll(c);
      case Layer.LINUX_SLL2 -> CaptureWrappers.linuxSll2(c);
      case Layer.CISCO_HDLC -> TagLayers.etherType(c, 2, 4);
      case Layer.FDDI -> c.then(13, LLC);
      case Layer.TOKEN_RING -> tokenRing(c);
      case Layer.IEEE1394 -> TagLayers.etherType(c, 16, 18);
      case Layer.INFINIBAND -> TagLayers.etherType(c, 40, 44);
      case Layer.FRAME_RELAY -> frameRelay(c);
      case Layer.NFLOG -> CaptureWrappers.nflog(c);
      case Layer.PPI -> CaptureWrappers.ppi(c);
      case Layer.PKTAP -> CaptureWrappers.pktap(c);
      case Layer.PFLOG -> CaptureWrappers.pflog(c);
      case Layer.ERF -> CaptureWrappers.erf(c);
      case Layer.RADIOTAP -> WirelessLayers.radiotap(c);
      case Layer.PRISM -> WirelessLayers.prism(c);
      case Layer.AVS -> WirelessLayers.avs(c);
      case Layer.IEEE802_11 -> WirelessLayers.ieee80211(c);
      case Layer.AMSDU -> WirelessLayers.amsdu(c);
      case Layer.FOUR_BYTES_AND_ETHERNET -> c.then(4, ETHERNET);
      case Layer.TWELVE_BYTES_AND_ETHERNET -> c.then(12, ETHERNET);
      default ->
          layer >= Layer.JUNIPER
              ? CaptureWrappers.juniper(c, CaptureWrappers.belowJuniper(layer - Layer.JUNIPER))
              : Layer.undecoded(Kind.ETHERTYPE, layer);
    };
  }

  private static int tokenRing(Cursor c) {
    if (!c.has(15)) {
      return c.lacks(15);
    }
    // The first bit of the source address says that the route follows, with its length.
    boolean route = (c.u8(8) & 0x80) != 0;
    return c.then(14 + (route ? c.u8(14) & 0x1f : 0), LLC);
  }

  private static int llc(Cursor c) {
    if (!c.has(3)) {
      return c.lacks(3);
    }
    int saps = c.u16(0);
    if (saps == 0xaaaa && c.u8(2) == 3) {
      if (c.has(10) && c.u16(4) == BRIDGED && c.u8(3) == 0 && (c.u16(6) & ~6) == 1) {
        return c.then(10, ETHERNET);
      }
      return TagLayers.etherType(c, 6, 8);
    }
    if (saps == 0xfefe && c.u8(2) == 3) {
      return nlpid(c, 3);
    }
    return saps == 0x0606 ? c.then(3, IP) : Layer.undecoded(Kind.LLC, c.u8(0));
  }

  /** RFC 2427: the network layer protocol identifier, then its packet. */
  private static int nlpid(Cursor c, int at) {
    if (!c.has(at + 1)) {
      return c.lacks(at + 1);
    }
    return switch (c.u8(at)) {
      case 0xcc, 0x8e -> c.then(at + 1, IP);
      case 0x80 -> {
        boolean bridged = c.has(at + 6) && c.u16(at + 2) == BRIDGED && (c.u16(at + 4) & ~6) == 1;
        yield bridged ? c.then(at + 6, ETHERNET) : TagLayers.etherType(c, at + 4, at + 6);
      }
      default -> Layer.undecoded(Kind.NLPID, c.u8(at));
    };
  }

  private static int frameRelay(Cursor c) {
    int header = 2;
    while (c.has(header) && (c.u8(header - 1) & 1) == 0 && header < 4) {
      header++;
    }
    if (!c.has(header + 2)) {
      return c.lacks(header + 2);
    }
    // Cisco's own encapsulation has an EtherType where RFC 2427 has control and identifier.
    return c.u8(header) == 3
        ? nlpid(c, c.u8(header + 1) == 0 ? header + 2 : header + 1)
        : TagLayers.etherType(c, header, header + 2);
  }

  private static int ip(Cursor c) {
    if (!c.has(1)) {
      return c.lacks(1);
    }
    return switch (c.u8(0) >> 4) {
      case 4 -> IPV4;
      case 6 -> IPV6;
      default -> Layer.MALFORMED;
    };
  }

  private static int ppp(Cursor c) {
    // Captures of serial lines say PPP when they hold Cisco HDLC.
    if (c.has(4) && (c.u8(0) | 0x80) == 0x8f && c.u8(1) == 0) {
      return TagLayers.etherType(c, 2, 4);
    }
    // Address and control, also with the direction in place of the address; often left out.
    if (c.has(2) && c.u8(1) == 3 && (c.u8(0) == 0xff || c.u8(0) <= 1)) {
      c.at += 2;
    }
    if (!c.has(2)) {
      return c.lacks(2);
    }
    boolean compressed = (c.u8(0) & 1) == 1;
    int protocol = compressed ? c.u8(0) : c.u16(0);
    c.at += compressed ? 1 : 2;
    return switch (protocol) {
      case 0x21 -> IPV4;
      case 0x57 -> IPV6;
      case 0x281, 0x283 -> MPLS;
      case 0x31 -> bridgedPpp(c);
      case 0x3d -> multilink(c);
      default -> Layer.undecoded(Kind.PPP, protocol);
    };
  }

  /** RFC 3518: flags, the kind of frame, a LAN's number if a flag says so, and the frame. */
  private static int bridgedPpp(Cursor c) {
    if (!c.has(2)) {
      return c.lacks(2);
    }
    boolean number = (c.u8(0) & 0x40) != 0;
    return c.u8(1) == 1 ? c.then(number ? 6 : 2, ETHERNET) : Layer.undecoded(Kind.PPP, 0x31);
  }

  /** RFC 1990: what is both the first and the last piece is whole. */
  private static int multilink(Cursor c) {
    if (!c.has(4)) {
      return c.lacks(4);
    }
    if ((c.u8(0) & 0xc0) != 0xc0) {
      return Layer.undecoded(Kind.PPP, 0x3d);
    }
    // Sequence numbers of 24 bits leave six bits unused, those of 12 bits two.
    return c.then((c.u8(0) & 0x3f) == 0 ? 4 : 2, PPP);
  }
}
