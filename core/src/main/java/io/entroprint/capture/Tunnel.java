package io.entroprint.capture;

import java.util.Locale;
import java.util.Set;

/** A kind of tunnel that can be entered, so that the streams inside are seen. */
public enum Tunnel {
  /** Generic Routing Encapsulation (IP protocol 47), with NVGRE, PPTP and ERSPAN. */
  GRE,
  /** IPv4 or IPv6 directly inside IPv4 or IPv6 (IP protocols 4 and 41), such as 6in4 and SRv6. */
  IP_IN_IP,
  /** Ethernet directly inside IP: EtherIP (IP protocol 97) and that of SRv6 (143). */
  ETHERIP,
  /** MPLS directly inside IP (IP protocol 137). */
  MPLS_IN_IP,
  /** L2TP version 3 over IP (IP protocol 115). */
  L2TPV3,
  /** VXLAN over UDP ports 4789 and 8472. */
  VXLAN,
  /** VXLAN with a protocol field, over UDP port 4790. */
  VXLAN_GPE,
  /** GENEVE over UDP port 6081. */
  GENEVE,
  /** GTP-U over UDP port 2152. */
  GTP_U,
  /** L2TP versions 2 and 3 over UDP port 1701. */
  L2TP,
  /** Teredo, IPv6 over UDP port 3544 and others. */
  TEREDO,
  /** TZSP, by which access points and routers mirror frames, over UDP port 37008. */
  TZSP,
  /** MPLS over UDP port 6635. */
  MPLS_IN_UDP;

  /**
   * The tunnels entered by default: those whose outer packets are neither TCP nor UDP, so that
   * entering them loses no stream.
   */
  static final Set<Tunnel> DEFAULT = Set.of(GRE, IP_IN_IP, ETHERIP, MPLS_IN_IP, L2TPV3);

  static final Tunnel[] ALL = values();

  static final int IPV4_IN_IP = 4;
  static final int IPV6_IN_IP = 41;
  static final int GRE_OVER_IP = 47;
  static final int ETHER_IP = 97;
  static final int L2TPV3_OVER_IP = 115;
  static final int MPLS_OVER_IP = 137;
  static final int ETHERNET_IN_IP = 143;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The tunnel that an IP protocol is, or null. */
  static Tunnel ofIpProtocol(int protocol) {
    return switch (protocol) {
      case IPV4_IN_IP, IPV6_IN_IP -> IP_IN_IP;
      case GRE_OVER_IP -> GRE;
      case ETHER_IP, ETHERNET_IN_IP -> ETHERIP;
      case L2TPV3_OVER_IP -> L2TPV3;
      case MPLS_OVER_IP -> MPLS_IN_IP;
      default -> null;
    };
  }

  /** The name by which it is chosen, such as {@code vxlan}. */
  public String id() {
    return id;
  }

  /** The label of its outer stream: its name, but for GTP, whose label means control, too. */
  String label() {
    return this == GTP_U ? "gtp" : id;
  }

  /**
   * Whether it looks like a UDP stream from outside. Entered, that outer stream is no stream; not
   * entered, the streams inside are none.
   */
  public boolean isOverUdp() {
    return compareTo(VXLAN) >= 0;
  }
}
