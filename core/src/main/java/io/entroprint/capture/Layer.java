package io.entroprint.capture;

/**
 * The number of a header kind: an EtherType as it is; the other kinds above those; an outcome below
 * zero, when no header of interest follows.
 */
final class Layer {
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86dd;
  static final int MPLS = 0x8847;
  static final int MPLS_MULTICAST = 0x8848;
  static final int PPPOE = 0x8864;
  static final int MACSEC = 0x88e5;
  static final int NSH = 0x894f;

  /** Ethernet with an EtherType or an 802.3 length. */
  static final int ETHERNET = 0x1_0000;

  /** 802.2, with or without SNAP. */
  static final int LLC = 0x1_0001;

  /** PPP, with or without address and control. */
  static final int PPP = 0x1_0002;

  /** IPv4 or IPv6, by the version in its first byte. */
  static final int IP = 0x1_0003;

  static final int NULL_LOOPBACK = 0x1_0004;
  static final int LINUX_SLL = 0x1_0005;
  static final int LINUX_SLL2 = 0x1_0006;
  static final int CISCO_HDLC = 0x1_0007;
  static final int NFLOG = 0x1_0008;
  static final int FRAME_RELAY = 0x1_0009;
  static final int IEEE802_11 = 0x1_000a;
  static final int RADIOTAP = 0x1_000b;
  static final int PPI = 0x1_000c;
  static final int FDDI = 0x1_000d;
  static final int IPNET = 0x1_000e;
  static final int PPP_WITH_DIRECTION = 0x1_000f;
  static final int ENC = 0x1_0010;
  static final int PRISM = 0x1_0011;
  static final int AVS = 0x1_0012;
  static final int ERF = 0x1_0013;
  static final int PKTAP = 0x1_0014;
  static final int PFLOG = 0x1_0015;
  static final int TOKEN_RING = 0x1_0016;
  static final int SLIP = 0x1_0017;
  static final int DSA = 0x1_0018;
  static final int EDSA = 0x1_0019;
  static final int BROADCOM_TAG = 0x1_001a;

  /** Four bytes that a switch or an adapter put before an Ethernet frame. */
  static final int FOUR_BYTES_AND_ETHERNET = 0x1_001b;

  /** Four such bytes, and the preamble. */
  static final int TWELVE_BYTES_AND_ETHERNET = 0x1_001c;

  static final int IEEE1394 = 0x1_001d;
  static final int INFINIBAND = 0x1_001e;

  /** One of the frames that an 802.11 frame holds together. */
  static final int AMSDU = 0x1_001f;

  /** Added to what lies below Juniper's own header: Ethernet, PPP, Frame Relay, Cisco HDLC. */
  static final int JUNIPER = 0x1_0100;

  /** Added to an IP protocol number. */
  static final int IP_PROTOCOL = 0x2_0000;

  static final int TCP = IP_PROTOCOL | 6;
  static final int UDP = IP_PROTOCOL | 17;

  /** A TCP segment or a UDP datagram was found. */
  static final int FOUND = -1;

  /** A fragment that waits for the others. */
  static final int FRAGMENT = -2;

  /** A header that contradicts itself, or too many headers. */
  static final int MALFORMED = -3;

  /** The capture's snap length cut a header. */
  static final int CUT = -4;

  /** Nothing else is in the packet. */
  static final int NO_MORE = -5;

  private Layer() {}

  /** The outcome that says why there is neither TCP nor UDP in a packet. */
  static int undecoded(Undecoded.Kind kind, int number) {
    return Integer.MIN_VALUE | kind.ordinal() << 20 | (number & 0xf_ffff);
  }

  /** The kind of such an outcome. */
  static Undecoded.Kind kind(int outcome) {
    return Undecoded.Kind.ALL[outcome >> 20 & 0x7ff];
  }

  /** The number of such an outcome. */
  static int number(int outcome) {
    return outcome & 0xf_ffff;
  }
}
