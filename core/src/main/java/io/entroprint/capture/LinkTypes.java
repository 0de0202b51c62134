package io.entroprint.capture;

/**
 * What the link types of captures begin with.
 *
 * @see <a href="https://www.tcpdump.org/linktypes.html">the link types and their headers</a>
 */
final class LinkTypes {
  /** The link type cannot be decoded. */
  static final int UNKNOWN = -1;

  private LinkTypes() {}

  /** Whether packets of a link type can be decoded. */
  static boolean isKnown(int linkType) {
    return first(linkType) != UNKNOWN;
  }

  /** The line that says so if they cannot. */
  static String unknown(int linkType) {
    String name = ProtocolNames.linkType(linkType);
    return "expected a link type that can be decoded (such as 1, Ethernet), found "
        + linkType
        + (name.isEmpty() ? "" : " (" + name + ")");
  }

  /** The first header of a packet of a link type. */
  static int first(int linkType) {
    return switch (linkType) {
      case 0, 108 -> Layer.NULL_LOOPBACK;
      case 1 -> Layer.ETHERNET;
      case 6 -> Layer.TOKEN_RING;
      case 8, 102 -> Layer.SLIP;
      case 9, 50, 166 -> Layer.PPP;
      case 10 -> Layer.FDDI;
      case 12, 14, 101 -> Layer.IP;
      case 51 -> Layer.PPPOE;
      case 100 -> Layer.LLC;
      case 104 -> Layer.CISCO_HDLC;
      case 105 -> Layer.IEEE802_11;
      case 107 -> Layer.FRAME_RELAY;
      case 109 -> Layer.ENC;
      case 113 -> Layer.LINUX_SLL;
      case 117 -> Layer.PFLOG;
      case 119 -> Layer.PRISM;
      case 127 -> Layer.RADIOTAP;
      case 138 -> Layer.IEEE1394;
      case 163 -> Layer.AVS;
      case 167, 178, 179, 180, 181 -> Layer.JUNIPER + linkType;
      case 192 -> Layer.PPI;
      case 197 -> Layer.ERF;
      case 204 -> Layer.PPP_WITH_DIRECTION;
      case 226 -> Layer.IPNET;
      case 228 -> Layer.IPV4;
      case 229 -> Layer.IPV6;
      case 239 -> Layer.NFLOG;
      case 240 -> Layer.FOUR_BYTES_AND_ETHERNET;
      case 241 -> Layer.TWELVE_BYTES_AND_ETHERNET;
      case 242 -> Layer.INFINIBAND;
      case 258 -> Layer.PKTAP;
      case 276 -> Layer.LINUX_SLL2;
      case 281 -> Layer.BROADCOM_TAG;
      case 282 -> Layer.FOUR_BYTES_AND_ETHERNET;
      case 284 -> Layer.DSA;
      case 285 -> Layer.EDSA;
      default -> UNKNOWN;
    };
  }
}
