package io.entroprint.capture;

/** Names of protocols for people, by the numbers of their registries; empty for others. */
final class ProtocolNames {
  private ProtocolNames() {}

  /**
   * Of a link type.
   *
   * @see <a href="https://www.tcpdump.org/linktypes.html">the registry</a>
   */
  static String linkType(int number) {
    return switch (number) {
      case 3 -> "AX25";
      case 7, 129 -> "ARCNET";
      case 11, 123 -> "ATM";
      case 99 -> "SYMANTEC_FIREWALL";
      case 106 -> "ATM_CLIP";
      case 114 -> "LTALK";
      case 116 -> "IPFILTER";
      case 118 -> "CISCO_IOS";
      case 122 -> "IP_OVER_FC";
      case 139, 140, 141, 142 -> "SS7";
      case 143 -> "DOCSIS";
      case 144 -> "LINUX_IRDA";
      case 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162 ->
          "USER" + (number - 147);
      case 130, 131, 132, 133, 134, 135, 136, 137, 164, 168, 169, 170, 171, 172, 173 -> "JUNIPER";
      case 165 -> "BACNET_MS_TP";
      case 177 -> "LINUX_LAPD";
      case 182, 183, 194, 196, 200, 231, 232, 238 -> "JUNIPER";
      case 187, 201, 254, 255 -> "BLUETOOTH";
      case 189, 220, 249, 266, 288, 293, 294, 295 -> "USB";
      case 190, 227 -> "CAN";
      case 195, 215, 230, 283 -> "IEEE802_15_4";
      case 202 -> "AX25_KISS";
      case 203 -> "LAPD";
      case 209 -> "I2C_LINUX";
      case 210 -> "FLEXRAY";
      case 212 -> "LIN";
      case 224, 225 -> "FC_2";
      case 243 -> "MPEG_2_TS";
      case 244 -> "NG40";
      case 245 -> "NFC_LLCP";
      case 247 -> "INFINIBAND";
      case 248 -> "SCTP";
      case 250 -> "RTAC_SERIAL";
      case 251, 256, 272 -> "BLUETOOTH_LE";
      case 252 -> "WIRESHARK_UPPER_PDU";
      case 253 -> "NETLINK";
      case 259 -> "EPON";
      case 264 -> "ISO_14443";
      case 265 -> "RDS";
      case 274 -> "ETHERNET_MPACKET";
      case 277 -> "ZWAVE";
      case 289 -> "ETW";
      default -> "";
    };
  }

  /** Of an EtherType. */
  static String etherType(int number) {
    return switch (number) {
      case 0x0806 -> "ARP";
      case 0x0842 -> "Wake-on-LAN";
      case 0x0bad -> "Banyan VINES";
      case 0x2000 -> "CDP";
      case 0x2003 -> "VTP";
      case 0x6002 -> "MOP";
      case 0x6003 -> "DECnet";
      case 0x6004 -> "LAT";
      case 0x8035 -> "RARP";
      case 0x809b -> "AppleTalk";
      case 0x80f3 -> "AppleTalk ARP";
      case 0x8137, 0x8138 -> "IPX";
      case 0x8808 -> "Ethernet flow control";
      case 0x8809 -> "slow protocols, LACP";
      case 0x8847, 0x8848 -> "MPLS";
      case 0x8863 -> "PPPoE discovery";
      case 0x8864 -> "PPPoE";
      case 0x886c -> "HomePNA";
      case 0x887b, 0x88e1 -> "HomePlug";
      case 0x888e -> "EAPOL, 802.1X";
      case 0x8892 -> "PROFINET";
      case 0x8899 -> "Realtek";
      case 0x889a -> "HyperSCSI";
      case 0x88a2 -> "ATA over Ethernet";
      case 0x88a4 -> "EtherCAT";
      case 0x88ab -> "Powerlink";
      case 0x88b5, 0x88b6, 0x88b7 -> "for experiments";
      case 0x88b8 -> "GOOSE";
      case 0x88ba -> "IEC 61850 sampled values";
      case 0x88c7 -> "802.11 preauthentication";
      case 0x88ca -> "TIPC";
      case 0x88cc -> "LLDP";
      case 0x88cd -> "SERCOS";
      case 0x88e5 -> "MACsec";
      case 0x88f5 -> "MVRP";
      case 0x88f7 -> "PTP";
      case 0x88fb -> "PRP and HSR supervision";
      case 0x8902 -> "CFM";
      case 0x8906 -> "FCoE";
      case 0x8914 -> "FCoE initialisation";
      case 0x8915 -> "RoCE";
      case 0x890d -> "TDLS";
      case 0x892f -> "HSR";
      case 0x894f -> "NSH";
      case 0x9000 -> "loopback test";
      case 0x9003 -> "802.11 over GRE";
      case 0xcafe -> "Veritas LLT";
      case 0x22ea -> "stream reservation";
      case 0x22f0 -> "AVTP";
      case 0x22f3 -> "TRILL";
      case 0x22f4 -> "TRILL IS-IS";
      case 0x4305 -> "B.A.T.M.A.N.";
      default -> "";
    };
  }

  /** Of a service access point of 802.2. */
  static String sap(int number) {
    return switch (number) {
      case 0x00 -> "null";
      case 0x04, 0x05, 0x08, 0x0c -> "SNA";
      case 0x42 -> "spanning tree";
      case 0x7e -> "X.25";
      case 0x80 -> "XNS";
      case 0xaa -> "SNAP";
      case 0xbc -> "Banyan VINES";
      case 0xe0 -> "IPX";
      case 0xf0 -> "NetBEUI";
      case 0xf8 -> "remote program load";
      case 0xfe -> "OSI, IS-IS";
      case 0xff -> "IPX";
      default -> "";
    };
  }

  /** Of a PPP protocol. */
  static String ppp(int number) {
    return switch (number) {
      case 0x0023 -> "OSI";
      case 0x0029 -> "AppleTalk";
      case 0x002b -> "IPX";
      case 0x002d -> "compressed TCP";
      case 0x002f -> "uncompressed TCP";
      case 0x0031 -> "bridging";
      case 0x003d -> "multilink";
      case 0x0053, 0x0055 -> "encrypted";
      case 0x00fb, 0x00fd -> "compressed";
      case 0x8021 -> "IPCP";
      case 0x8031 -> "bridging control";
      case 0x8053 -> "encryption control";
      case 0x8057 -> "IPv6CP";
      case 0x80fb, 0x80fd -> "CCP";
      case 0xc021 -> "LCP";
      case 0xc023 -> "PAP";
      case 0xc025 -> "link quality";
      case 0xc223 -> "CHAP";
      case 0xc227 -> "EAP";
      default -> "";
    };
  }

  /** Of an IP protocol. */
  static String ipProtocol(int number) {
    return switch (number) {
      case 0 -> "hop-by-hop options";
      case 1 -> "ICMP";
      case 2 -> "IGMP";
      case 3 -> "GGP";
      case 4 -> "IPv4 in IP";
      case 8 -> "EGP";
      case 9 -> "IGRP";
      case 27 -> "RDP";
      case 33 -> "DCCP";
      case 41 -> "IPv6 in IP";
      case 46 -> "RSVP";
      case 47 -> "GRE";
      case 50 -> "ESP";
      case 51 -> "AH";
      case 55 -> "mobile IP";
      case 57 -> "SKIP";
      case 58 -> "ICMPv6";
      case 59 -> "no next header";
      case 88 -> "EIGRP";
      case 89 -> "OSPF";
      case 94 -> "IPIP";
      case 97 -> "EtherIP";
      case 98 -> "ENCAP";
      case 99 -> "private encryption";
      case 103 -> "PIM";
      case 108 -> "IPComp";
      case 112 -> "VRRP";
      case 115 -> "L2TPv3";
      case 124 -> "IS-IS";
      case 132 -> "SCTP";
      case 133 -> "Fibre Channel";
      case 136 -> "UDP-Lite";
      case 137 -> "MPLS in IP";
      case 138 -> "MANET";
      case 142 -> "ROHC";
      case 143 -> "Ethernet";
      case 253, 254 -> "for experiments";
      default -> "";
    };
  }

  /** Of a header that this package reads, by its {@link Layer} number. */
  static String layer(int layer) {
    if (layer >= Layer.IP_PROTOCOL) {
      int number = layer - Layer.IP_PROTOCOL;
      return number == 6 ? "TCP" : number == 17 ? "UDP" : ipProtocol(number);
    }
    if (layer >= Layer.JUNIPER) {
      return "Juniper header";
    }
    return switch (layer) {
      case Layer.IPV4 -> "IPv4";
      case Layer.IPV6 -> "IPv6";
      case Layer.ETHERNET -> "Ethernet";
      case Layer.LLC -> "802.2";
      case Layer.PPP, 0x880b -> "PPP";
      case Layer.IP -> "IP";
      case Layer.NULL_LOOPBACK -> "BSD loopback header";
      case Layer.LINUX_SLL, Layer.LINUX_SLL2 -> "Linux cooked header";
      case Layer.CISCO_HDLC -> "Cisco HDLC";
      case Layer.NFLOG -> "NFLOG header";
      case Layer.FRAME_RELAY -> "Frame Relay";
      case Layer.IEEE802_11 -> "802.11";
      case Layer.AMSDU -> "802.11 aggregate";
      case Layer.RADIOTAP -> "radiotap header";
      case Layer.PRISM -> "Prism header";
      case Layer.AVS -> "AVS header";
      case Layer.PPI -> "PPI header";
      case Layer.ERF -> "ERF record";
      case Layer.PKTAP -> "PKTAP header";
      case Layer.PFLOG -> "pflog header";
      case Layer.TOKEN_RING -> "token ring";
      case Layer.FDDI -> "FDDI";
      case Layer.SLIP -> "SLIP header";
      case Layer.DSA, Layer.EDSA, 0xdada, Layer.BROADCOM_TAG -> "switch tag";
      case 0x8100, 0x88a8, 0x9100, 0x9200, 0x9300 -> "VLAN tag";
      default -> {
        String name = etherType(layer);
        yield name.isEmpty() ? "link layer" : name;
      }
    };
  }
}
