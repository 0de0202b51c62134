package io.entroprint.capture;

import java.util.Optional;

/**
 * A reason for which packets held neither a TCP segment nor a UDP datagram that could be found, and
 * how many there were.
 *
 * @param kind the sort of reason
 * @param number what was met, such as an EtherType; of {@link Kind#OTHERS} 0
 * @param packets how many packets, at least 1
 */
public record Undecoded(Kind kind, int number, long packets) {
  /** A sort of reason. */
  public enum Kind {
    /** The capture's link type; the number is that of the pcap registry. */
    LINK_TYPE,
    /** An EtherType, such as that of ARP. */
    ETHERTYPE,
    /** A service access point of 802.2, such as that of the spanning tree. */
    LLC,
    /** A PPP protocol, such as LCP. */
    PPP,
    /** A network layer protocol identifier, on Frame Relay. */
    NLPID,
    /** IP, but neither TCP nor UDP; or a tunnel that is not entered. */
    IP_PROTOCOL,
    /** Encrypted below IP: 802.11, MACsec. */
    ENCRYPTED,
    /** A frame that carries no data, such as a beacon of 802.11. */
    NO_DATA,
    /** A piece of a frame that was cut up below IP. */
    PIECE,
    /** A header that contradicts itself, a bad length, or too many headers. */
    MALFORMED,
    /** The snap length cut the header. */
    CUT,
    /** IP fragments that were given up: cut, too late, or beyond the bounds. */
    FRAGMENTS,
    /** More reasons than are told apart. */
    OTHERS;

    static final Kind[] ALL = values();
  }

  /** The reason in words, such as {@code ethertype 0x892f (HSR)}. */
  public String reason() {
    return switch (kind) {
      case LINK_TYPE -> named("link type " + number, ProtocolNames.linkType(number));
      case ETHERTYPE -> named("ethertype " + hex(4), ProtocolNames.etherType(number));
      case LLC -> named("LLC SAP " + hex(2), ProtocolNames.sap(number));
      case PPP -> named("PPP protocol " + hex(4), ProtocolNames.ppp(number));
      case NLPID -> "NLPID " + hex(2);
      case IP_PROTOCOL -> named("IP protocol " + number, ProtocolNames.ipProtocol(number));
      case ENCRYPTED -> "encrypted " + ProtocolNames.layer(number);
      case NO_DATA -> ProtocolNames.layer(number) + " without data";
      case PIECE -> "piece of a frame of " + ProtocolNames.layer(number);
      case MALFORMED -> "bad header or length: " + ProtocolNames.layer(number);
      case CUT -> "cut by the snap length: " + ProtocolNames.layer(number);
      case FRAGMENTS -> "IP fragments that made no whole datagram";
      case OTHERS -> "other reasons";
    };
  }

  private String hex(int digits) {
    String text = Integer.toHexString(number);
    return "0x" + "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  private static String named(String number, String name) {
    return name.isEmpty() ? number : number + " (" + name + ")";
  }

  /** The tunnel that would have been entered, had it been among those to enter. */
  public Optional<Tunnel> tunnel() {
    return kind == Kind.IP_PROTOCOL
        ? Optional.ofNullable(Tunnel.ofIpProtocol(number))
        : Optional.empty();
  }

  /**
   * A line to print, such as {@code 66 of 66 packets not decoded: ethertype 0x892f (HSR)}.
   *
   * @param all how many packets there were in all
   */
  public String sentence(long all) {
    return packets + " of " + all + " packets not decoded: " + reason();
  }
}
