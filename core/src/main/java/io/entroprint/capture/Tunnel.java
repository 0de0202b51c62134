package io.entroprint.capture;

import java.util.Set;

/** A kind of tunnel that can be entered, so that the streams inside are seen. */
public enum Tunnel {
  /** Generic Routing Encapsulation (IP protocol 47), with PPTP and ERSPAN. */
  GRE,
  /** IPv4 or IPv6 directly inside IPv4 or IPv6 (IP protocols 4 and 41). */
  IP_IN_IP,
  /** VXLAN over UDP port 4789. Entered, its outer UDP stream is no stream. */
  VXLAN,
  /** GTP-U over UDP port 2152. Entered, its outer UDP stream is no stream. */
  GTP_U;

  /**
   * The tunnels entered by default: those whose outer packets are neither TCP nor UDP, so that
   * entering them loses no stream.
   */
  static final Set<Tunnel> DEFAULT = Set.of(GRE, IP_IN_IP);
}
