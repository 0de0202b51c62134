package io.entroprint.capture;

/**
 * The number of a header kind: an EtherType as it is; the other kinds above those; an outcome below
 * zero, when no header of interest follows.
 */
final class Layer {
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86dd;

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
  static final int PPPOE = 0x8864;

  /** Added to an IP protocol number. */
  static final int IP_PROTOCOL = 0x2_0000;

  static final int TCP = IP_PROTOCOL | 6;
  static final int UDP = IP_PROTOCOL | 17;

  /** A TCP segment or a UDP datagram was found. */
  static final int FOUND = -1;

  /** Neither IPv4 nor IPv6. */
  static final int NOT_IP = -2;

  /** IP, but neither TCP nor UDP. */
  static final int OTHER_TRANSPORT = -3;

  /** A fragment that waits for the others. */
  static final int FRAGMENT = -4;

  /** A header that contradicts itself, or too many headers. */
  static final int MALFORMED = -5;

  /** The capture's snap length cut a header. */
  static final int CUT = -6;

  static final int UNKNOWN_LINK_TYPE = -7;

  /** Nothing else is in the packet. */
  static final int NO_MORE = -8;

  private Layer() {}
}
