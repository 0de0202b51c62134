package io.entroprint.capture;

import static io.entroprint.capture.Layer.CISCO_HDLC;
import static io.entroprint.capture.Layer.ENC;
import static io.entroprint.capture.Layer.ETHERNET;
import static io.entroprint.capture.Layer.FDDI;
import static io.entroprint.capture.Layer.FRAME_RELAY;
import static io.entroprint.capture.Layer.IEEE802_11;
import static io.entroprint.capture.Layer.IP;
import static io.entroprint.capture.Layer.IPNET;
import static io.entroprint.capture.Layer.IPV4;
import static io.entroprint.capture.Layer.IPV6;
import static io.entroprint.capture.Layer.LINUX_SLL;
import static io.entroprint.capture.Layer.LINUX_SLL2;
import static io.entroprint.capture.Layer.LLC;
import static io.entroprint.capture.Layer.MALFORMED;
import static io.entroprint.capture.Layer.NFLOG;
import static io.entroprint.capture.Layer.NOT_IP;
import static io.entroprint.capture.Layer.NULL_LOOPBACK;
import static io.entroprint.capture.Layer.PPI;
import static io.entroprint.capture.Layer.PPP;
import static io.entroprint.capture.Layer.PPPOE;
import static io.entroprint.capture.Layer.PPP_WITH_DIRECTION;
import static io.entroprint.capture.Layer.RADIOTAP;
import static io.entroprint.capture.Layer.UNKNOWN_LINK_TYPE;

/**
 * The headers below IP.
 *
 * @see <a href="https://www.tcpdump.org/linktypes.html">the link types and their headers</a>
 */
final class LinkLayers {
  private static final int MPLS = 0x8847;
  private static final int MPLS_MULTICAST = 0x8848;
  private static final int ENTROPY_LABEL_INDICATOR = 7;

  private LinkLayers() {}

  /** Whether packets of a link type can be decoded. */
  static boolean isKnown(int linkType) {
    return first(linkType) != UNKNOWN_LINK_TYPE;
  }

  /** The line that says so if they cannot. */
  static String unknown(int linkType) {
    return "expected a link type that can be decoded (such as 1, Ethernet), found " + linkType;
  }

  /** The first header of a packet of a link type. */
  static int first(int linkType) {
    return switch (linkType) {
      case 0, 108 -> NULL_LOOPBACK;
      case 1 -> ETHERNET;
      case 9, 50, 166 -> PPP;
      case 10 -> FDDI;
      case 12, 14, 101 -> IP;
      case 51 -> PPPOE;
      case 100 -> LLC;
      case 104 -> CISCO_HDLC;
      case 105 -> IEEE802_11;
      case 107 -> FRAME_RELAY;
      case 109 -> ENC;
      case 113 -> LINUX_SLL;
      case 127 -> RADIOTAP;
      case 192 -> PPI;
      case 204 -> PPP_WITH_DIRECTION;
      case 226 -> IPNET;
      case 228 -> IPV4;
      case 229 -> IPV6;
      case 239 -> NFLOG;
      case 276 -> LINUX_SLL2;
      default -> UNKNOWN_LINK_TYPE;
    };
  }

  /** Steps over a header of this kind; returns what follows it. */
  static int next(int layer, Cursor c) {
    return switch (layer) {
      case ETHERNET -> ethernet(c, 12);
      case 0x8100, 0x88a8, 0x9100, 0x9200, 0x9300 -> vlan(c);
      case 0x8909 -> etherType(c, 6, 8); // Cisco metadata
      case 0x8926 -> etherType(c, 4, 6); // 802.1BR, VN-Tag
      case 0x88e7 -> backbone(c);
      case 0x6558 -> ETHERNET;
      case MPLS, MPLS_MULTICAST -> mpls(c);
      case PPPOE -> c.then(6, PPP);
      case LLC -> llc(c);
      case PPP, 0x880b -> ppp(c);
      case PPP_WITH_DIRECTION -> c.then(1, PPP);
      case IP -> ip(c);
      case NULL_LOOPBACK -> c.then(4, IP);
      case ENC -> c.then(12, IP);
      case IPNET -> c.then(24, IP);
      case LINUX_SLL -> ethernet(c, 14);
      case LINUX_SLL2 -> linuxSll2(c);
      case CISCO_HDLC -> etherType(c, 2, 4);
      case FDDI -> c.then(13, LLC);
      case FRAME_RELAY -> frameRelay(c);
      case NFLOG -> Wrapped.nflog(c);
      case RADIOTAP -> Wrapped.radiotap(c);
      case PPI -> Wrapped.ppi(c);
      case IEEE802_11 -> Wrapped.ieee80211(c);
      default -> NOT_IP;
    };
  }

  /** A header of {@code bytes} bytes with an EtherType in it. */
  private static int etherType(Cursor c, int typeAt, int bytes) {
    if (!c.has(bytes)) {
      return c.lacks(bytes);
    }
    int type = c.u16(typeAt);
    c.at += bytes;
    return type;
  }

  /** A header that ends with an EtherType, or a length with 802.2 behind it. */
  private static int ethernet(Cursor c, int typeAt) {
    int type = etherType(c, typeAt, typeAt + 2);
    return type >= 0 && type <= 1500 ? LLC : type;
  }

  private static int vlan(Cursor c) {
    if (!c.has(4)) {
      return c.lacks(4);
    }
    c.encapsulation.vlan(c.u16(0));
    return etherType(c, 2, 4);
  }

  /** IEEE 802.1ah: the number of a service, and the customer's whole frame. */
  private static int backbone(Cursor c) {
    if (!c.has(4)) {
      return c.lacks(4);
    }
    c.encapsulation.add(EncapsulationTrail.Kind.ISID, c.i32(0) & 0xff_ffff);
    return c.then(4, ETHERNET);
  }

  private static int linuxSll2(Cursor c) {
    int type = etherType(c, 0, 20);
    return type >= 0 && type <= 1500 ? LLC : type;
  }

  private static int llc(Cursor c) {
    if (!c.has(3)) {
      return c.lacks(3);
    }
    int saps = c.u16(0);
    if (saps == 0xaaaa && c.u8(2) == 3) {
      return etherType(c, 6, 8);
    }
    if (saps == 0xfefe && c.u8(2) == 3) {
      return nlpid(c, 3);
    }
    return saps == 0x0606 ? c.then(3, IP) : NOT_IP;
  }

  /** RFC 2427: the network layer protocol identifier, then its packet. */
  private static int nlpid(Cursor c, int at) {
    if (!c.has(at + 1)) {
      return c.lacks(at + 1);
    }
    return switch (c.u8(at)) {
      case 0xcc, 0x8e -> c.then(at + 1, IP);
      case 0x80 -> etherType(c, at + 4, at + 6);
      default -> NOT_IP;
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
        : etherType(c, header, header + 2);
  }

  private static int ip(Cursor c) {
    if (!c.has(1)) {
      return c.lacks(1);
    }
    return switch (c.u8(0) >> 4) {
      case 4 -> IPV4;
      case 6 -> IPV6;
      default -> NOT_IP;
    };
  }

  private static int ppp(Cursor c) {
    // Captures of serial lines say PPP when they hold Cisco HDLC.
    if (c.has(4) && (c.u8(0) | 0x80) == 0x8f && c.u8(1) == 0) {
      return etherType(c, 2, 4);
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
      default -> NOT_IP;
    };
  }

  /** Nothing in a label says what lies under the last one: its first bits have to. */
  private static int mpls(Cursor c) {
    boolean last = false;
    boolean entropy = false;
    while (!last) {
      if (!c.has(4)) {
        return c.lacks(4);
      }
      int label = c.i32(0) >>> 12;
      // The labels below 16 are reserved; behind the entropy label indicator is one for balancing.
      if (label > 15 && !entropy) {
        c.encapsulation.addOneWay(EncapsulationTrail.Kind.MPLS, label);
      }
      entropy = label == ENTROPY_LABEL_INDICATOR;
      last = (c.u8(2) & 1) == 1;
      c.at += 4;
    }
    if (!c.has(1)) {
      return MALFORMED;
    }
    return switch (c.u8(0) >> 4) {
      case 4 -> IPV4;
      case 6 -> IPV6;
      case 0 -> c.then(4, ETHERNET); // the control word of a pseudowire
      default -> ETHERNET;
    };
  }
}
