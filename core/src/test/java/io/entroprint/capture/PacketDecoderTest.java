package io.entroprint.capture;

import static io.entroprint.packets.Wire.ethernet;
import static io.entroprint.packets.Wire.hex;
import static io.entroprint.packets.Wire.ipv4;
import static io.entroprint.packets.Wire.ipv6;
import static io.entroprint.packets.Wire.join;
import static io.entroprint.packets.Wire.tcp;
import static io.entroprint.packets.Wire.text;
import static io.entroprint.packets.Wire.u16;
import static io.entroprint.packets.Wire.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.entroprint.entropy.Direction;
import io.entroprint.packets.Wire;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PacketDecoderTest {
  private static final String HELLO = "hello";
  private static final byte[] SEGMENT = tcp(40_000, 80, 1, 0, Wire.ACK, text(HELLO));
  private static final byte[] V4 = ipv4(Wire.CLIENT, Wire.SERVER, 6, SEGMENT);
  private static final byte[] V6 = ipv6(Wire.CLIENT6, Wire.SERVER6, 6, SEGMENT);

  /** Every frame holds one TCP segment that says hello. */
  static Stream<Arguments> frames() {
    byte[] trailer = hex("00 00 00 00 00 00 de ad be ef");
    byte[] snap = hex("aa aa 03 00 00 00");
    return Stream.of(
        arguments("Ethernet", 1, ethernet(0x0800, V4)),
        arguments("Ethernet with padding and trailer", 1, ethernet(0x0800, join(V4, trailer))),
        arguments("Ethernet, IPv6 and a trailer", 1, ethernet(0x86dd, join(V6, trailer))),
        arguments("802.1Q", 1, ethernet(0x8100, join(hex("0064 0800"), V4))),
        arguments("QinQ", 1, ethernet(0x88a8, join(hex("0064 8100 0065 86dd"), V6))),
        arguments(
            "five tags",
            1,
            ethernet(0x9100, join(hex("0001 8100 0002 8100 0003 88a8 0004 8100 0005 0800"), V4))),
        arguments("802.3 with SNAP", 1, ethernet(8 + V4.length, join(snap, u16(0x0800), V4))),
        arguments("802.3 with IP's own SAP", 1, ethernet(3 + V4.length, join(hex("060603"), V4))),
        arguments("VLAN over SNAP", 1, ethernet(60, join(snap, hex("8100 0001 0800"), V4))),
        arguments("one MPLS label", 1, ethernet(0x8847, join(hex("00011140"), V4))),
        arguments(
            "two MPLS labels, IPv6", 1, ethernet(0x8847, join(hex("0001 1040 0001 1140"), V6))),
        arguments(
            "Ethernet over MPLS",
            1,
            ethernet(0x8847, join(hex("00011140 00000000"), ethernet(0x0800, V4)))),
        arguments("PPPoE", 1, ethernet(0x8864, join(hex("1100 0001 0057 0021"), V4))),
        arguments("PPPoE with IPv6", 1, ethernet(0x8864, join(hex("1100 0001 0057 0057"), V6))),
        arguments(
            "provider backbone", 1, ethernet(0x88e7, join(hex("00000001"), ethernet(0x0800, V4)))),
        arguments("VN-Tag", 1, ethernet(0x8926, join(hex("00000000 0800"), V4))),
        arguments("NULL, little-endian", 0, join(hex("02000000"), V4)),
        arguments("NULL, big-endian, IPv6", 0, join(hex("0000001e"), V6)),
        arguments("LOOP", 108, join(hex("00000002"), V4)),
        arguments("PPP", 9, join(hex("ff03 0021"), V4)),
        arguments("PPP without address and control", 9, join(hex("0057"), V6)),
        arguments("PPP with a short protocol field", 9, join(hex("21"), V4)),
        arguments("Cisco HDLC said to be PPP", 9, join(hex("0f00 0800"), V4)),
        arguments("PPP in HDLC framing", 50, join(hex("ff03 0057"), V6)),
        arguments("PPP with direction in place of address", 166, join(hex("0003 0021"), V4)),
        arguments("PPP after a direction byte", 204, join(hex("01 ff03 0021"), V4)),
        arguments("PPPoE alone", 51, join(hex("1100 0001 0057 0021"), V4)),
        arguments("FDDI", 10, join(new byte[13], snap, u16(0x0800), V4)),
        arguments("RAW 12", 12, V4),
        arguments("RAW 14", 14, V6),
        arguments("RAW", 101, V6),
        arguments("LLC", 100, join(snap, u16(0x86dd), V6)),
        arguments("Cisco HDLC", 104, join(hex("0f00 0800"), V4)),
        arguments("Frame Relay", 107, join(hex("1841 03 cc"), V4)),
        arguments("Frame Relay with SNAP", 107, join(hex("1841 03 00 80 000000 0800"), V4)),
        arguments("Frame Relay, Cisco", 107, join(hex("1841 0800"), V4)),
        arguments("ENC", 109, join(new byte[12], V4)),
        arguments("Linux SLL", 113, join(new byte[14], u16(0x0800), V4)),
        arguments("Linux SLL with VLAN", 113, join(new byte[14], hex("8100 0001 0800"), V4)),
        arguments("Linux SLL2", 276, join(u16(0x86dd), new byte[18], V6)),
        arguments("IPNET", 226, join(new byte[24], V4)),
        arguments("IPV4", 228, V4),
        arguments("IPV6", 229, V6),
        arguments(
            "NFLOG, little-endian",
            239,
            join(
                hex("02 00 0000 0800 0100 00000000 0600 0a00 6100 0000"),
                le16(4 + V4.length),
                hex("0900"),
                V4)),
        arguments(
            "NFLOG, big-endian", 239, join(hex("02 00 0000"), u16(4 + V4.length), hex("0009"), V4)),
        arguments("802.11", 105, join(hex("0801"), new byte[22], snap, u16(0x0800), V4)),
        arguments(
            "802.11 with QoS, four addresses",
            105,
            join(hex("8803"), new byte[22 + 6 + 2], snap, u16(0x86dd), V6)),
        arguments(
            "radiotap",
            127,
            join(hex("0000 0a00 00000000 0000 0802"), new byte[22], snap, u16(0x0800), V4)),
        arguments("PPI", 192, join(hex("0000 0c00 01000000 00000000"), ethernet(0x0800, V4))),
        arguments(
            "IPv4 options",
            1,
            ethernet(
                0x0800,
                ipv4(Wire.CLIENT, Wire.SERVER, 6, 0, 0, hex("01010101 94040000"), SEGMENT))),
        arguments("IPv4 total length 0", 1, ethernet(0x0800, join(hex("45000000"), from(V4, 4)))),
        arguments(
            "IPv6 payload length 0", 1, ethernet(0x86dd, join(hex("60000000 0000"), from(V6, 6)))),
        arguments(
            "IPv6 extension headers",
            101,
            ipv6(
                Wire.CLIENT6,
                Wire.SERVER6,
                0,
                join(
                    hex("3c00 0000 00000000"), // hop-by-hop, then destination options
                    hex("3301 0000 00000000 0000000000000000"), // then authentication
                    hex("2c02 0000 00000000 00000000 00000000"), // then an atomic fragment
                    hex("0600 0000 00000007"),
                    SEGMENT))),
        arguments(
            "TCP options",
            101,
            ipv4(
                Wire.CLIENT,
                Wire.SERVER,
                6,
                join(
                    from(SEGMENT, 0, 12),
                    hex("80"),
                    from(SEGMENT, 13, 20),
                    hex("01010101 01010101 01010101"),
                    text(HELLO)))));
  }

  private static byte[] from(byte[] array, int start) {
    return from(array, start, array.length);
  }

  private static byte[] from(byte[] array, int start, int end) {
    return Arrays.copyOfRange(array, start, end);
  }

  private static byte[] le16(int value) {
    return u16(Short.toUnsignedInt(Short.reverseBytes((short) value)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void findsTheSegmentInside(String name, int linkType, byte[] frame) {
    Tap tap = new Tap().linkType(linkType).send(frame).close();
    assertEquals(">" + HELLO, tap.only().story());
    assertEquals(40_000, tap.only().start.key().clientPort());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void survivesEveryCut(String name, int linkType, byte[] frame) {
    for (int captured = 0; captured < frame.length; captured++) {
      Tap tap = new Tap().linkType(linkType).send(frame, captured).close();
      String all =
          String.join("", tap.streams.stream().map(s -> s.text(Direction.TO_SERVER)).toList());
      assertTrue(HELLO.startsWith(all), all);
      FlowCounters counters = tap.table.counters();
      assertEquals(
          1,
          counters.tcpPackets()
              + counters.cutHeaders()
              + counters.notIp()
              + counters.fragments()
              + counters.malformed(),
          counters::toString);
    }
  }

  /** Frames with tunnels: what is inside says hello. */
  static Stream<Arguments> tunnels() {
    byte[] inner = ethernet(0x0800, V4);
    return Stream.of(
        arguments(Tunnel.IP_IN_IP, ipv4("192.0.2.1", "192.0.2.2", 4, V4)),
        arguments(Tunnel.IP_IN_IP, ipv4("192.0.2.1", "192.0.2.2", 41, V6)),
        arguments(Tunnel.IP_IN_IP, ipv6("2001:db8::a", "2001:db8::b", 4, V4)),
        arguments(Tunnel.IP_IN_IP, ipv6("2001:db8::a", "2001:db8::b", 41, V6)),
        arguments(Tunnel.GRE, gre(join(hex("0000 0800"), V4))),
        arguments(Tunnel.GRE, gre(join(hex("b000 86dd"), new byte[12], V6))),
        arguments(Tunnel.GRE, gre(join(hex("0000 6558"), inner))),
        arguments(Tunnel.GRE, gre(join(hex("0000 8847 00011140"), V4))),
        arguments(
            Tunnel.GRE, gre(join(hex("3081 880b 0000 0000 00000001 00000001 ff03 0021"), V4))),
        arguments(Tunnel.GRE, gre(join(hex("0000 88be"), inner))),
        arguments(Tunnel.GRE, gre(join(hex("1000 88be 00000001"), new byte[8], inner))),
        arguments(Tunnel.GRE, gre(join(hex("1000 22eb 00000001"), new byte[12], inner))),
        arguments(Tunnel.VXLAN, outer(4789, join(hex("08000000 00000100"), inner))),
        arguments(Tunnel.GTP_U, outer(2152, join(hex("30ff 0000 00000001"), V4))),
        arguments(Tunnel.GTP_U, outer(2152, join(hex("32ff 0000 00000001 00010000"), V6))),
        arguments(
            Tunnel.GTP_U, outer(2152, join(hex("34ff 0000 00000001 00000085 01100900"), V4))));
  }

  private static byte[] gre(byte[] payload) {
    return ipv4("192.0.2.1", "192.0.2.2", 47, payload);
  }

  private static byte[] outer(int port, byte[] payload) {
    return ipv4("192.0.2.1", "192.0.2.2", 17, udp(5555, port, payload));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("tunnels")
  void entersTheTunnelsItIsToldTo(Tunnel tunnel, byte[] packet) {
    Tap tap = new Tap(b -> b.tunnels(Set.of(tunnel))).linkType(101).send(packet).close();
    assertEquals(">" + HELLO, tap.only().story());
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("tunnels")
  void leavesOtherTunnelsAlone(Tunnel tunnel, byte[] packet) {
    Set<Tunnel> others = EnumSet.complementOf(EnumSet.of(tunnel));
    Tap tap = new Tap(b -> b.tunnels(others)).linkType(101).send(packet).close();
    if (packet[9] == 17) {
      assertEquals(5555, tap.only().start.key().clientPort());
    } else {
      assertEquals(0, tap.streams.size());
      assertEquals(1, tap.table.counters().otherTransport());
    }
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("tunnels")
  void entersByDefaultWhatLosesNoStream(Tunnel tunnel, byte[] packet) {
    Tap tap = new Tap().linkType(101).send(packet).close();
    boolean entered = tap.only().story().equals(">" + HELLO);
    assertEquals(tunnel == Tunnel.GRE || tunnel == Tunnel.IP_IN_IP, entered);
  }

  @Test
  void givesUpOnEndlessHeaders() {
    byte[] packet = V4;
    for (int i = 0; i < 100; i++) {
      packet = ipv4("192.0.2.1", "192.0.2.2", 4, packet);
    }
    Tap tap = new Tap().linkType(101).send(packet).close();
    assertEquals(0, tap.streams.size());
    assertEquals(1, tap.table.counters().malformed());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "0806, notIp, an ARP frame",
    "88cc, notIp, LLDP",
    "0800, malformed, IPv4 of version 9",
    "86dd, malformed, IPv6 of version 9",
  })
  void countsWhatHoldsNoStream(String type, String counter, String name) {
    Tap tap = new Tap().send(join(new byte[12], hex(type), hex("95"), new byte[60])).close();
    FlowCounters counters = tap.table.counters();
    assertEquals(0, tap.streams.size());
    assertEquals(1, counter.equals("notIp") ? counters.notIp() : counters.malformed());
  }

  @Test
  void countsPacketsOfUnknownLinkTypes() {
    Tap tap = new Tap().linkType(147).send(V4).close();
    assertEquals(1, tap.table.counters().unknownLinkType());
  }

  @Test
  void countsIcmpAsOtherTransport() {
    Tap tap = new Tap().send(ethernet(0x0800, ipv4(Wire.CLIENT, Wire.SERVER, 1, new byte[8])));
    assertEquals(1, tap.table.counters().otherTransport());
  }

  @Test
  void takesTheShorterOfUdpAndIpLength() {
    byte[] datagram = udp(40_000, 53, text("abc"));
    byte[] longer = join(datagram, text("padding"));
    Tap tap = new Tap().send(ethernet(0x0800, ipv4(Wire.CLIENT, Wire.SERVER, 17, longer)));
    assertEquals(">abc", tap.only().story());
  }
}
