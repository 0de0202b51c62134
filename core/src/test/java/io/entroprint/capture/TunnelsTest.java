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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.entroprint.packets.Wire;
import io.entroprint.stream.IpAddress;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TunnelsTest {
  private static final String HELLO = "hello";
  private static final byte[] SEGMENT = tcp(40_000, 80, 1, 0, Wire.ACK, text(HELLO));
  private static final byte[] V4 = ipv4(Wire.CLIENT, Wire.SERVER, 6, SEGMENT);
  private static final byte[] V6 = ipv6(Wire.CLIENT6, Wire.SERVER6, 6, SEGMENT);
  private static final byte[] FRAME = ethernet(0x0800, V4);
  private static final byte[] FRAME6 = ethernet(0x86dd, V6);
  private static final byte[] TAGGED = ethernet(0x8100, join(hex("0064 0800"), V4));
  private static final byte[] TEREDO =
      ipv6("2001:0:4136:e378:8000:63bf:3fff:fdd2", Wire.SERVER6, 6, SEGMENT);

  /** IP packets, with what is under them; every one holds a segment that says hello. */
  static Stream<Arguments> overIp() {
    byte[] mac0 = join(hex("00aabbccdd01 00aabbccdd02"), u16(0x0800), V4);
    byte[] mac4 = join(hex("45000028cc01 00aabbccdd02"), u16(0x0800), V4);
    byte[] mac6 = join(hex("60000010cc01 00aabbccdd02"), u16(0x86dd), V6);
    return Stream.of(
        arguments(Tunnel.IP_IN_IP, "", over(4, V4)),
        arguments(Tunnel.IP_IN_IP, "", over(41, V6)),
        arguments(Tunnel.IP_IN_IP, "", ipv6("2001:db8::a", "2001:db8::b", 4, V4)),
        arguments(Tunnel.IP_IN_IP, "", ipv6("2001:db8::a", "2001:db8::b", 41, V6)),
        arguments(Tunnel.IP_IN_IP, "", ipv6("2001:db8::a", "2001:db8::b", 43, srh(4, V4))),
        arguments(Tunnel.IP_IN_IP, "", ipv6("2001:db8::a", "2001:db8::b", 43, srh(41, V6))),
        arguments(Tunnel.IP_IN_IP, "", over(51, join(hex("0404 0000"), new byte[20], V4))),
        arguments(Tunnel.GRE, "", over(47, join(hex("0000 0800"), V4))),
        arguments(Tunnel.GRE, "gre 7", over(47, join(hex("2000 0800 00000007"), V4))),
        arguments(
            Tunnel.GRE, "gre 7", over(47, join(hex("b000 86dd 00000000 00000007 00000001"), V6))),
        arguments(
            Tunnel.GRE,
            "nvgre 5000, nvgre-flow 33",
            over(47, join(hex("2000 6558 00138821"), FRAME))),
        arguments(Tunnel.GRE, "", over(47, join(hex("0000 6558"), FRAME))),
        arguments(Tunnel.GRE, "mpls 17", over(47, join(hex("0000 8847 00011140"), V4))),
        arguments(
            Tunnel.GRE,
            "pptp 513",
            over(47, join(hex("3081 880b 0010 0201 00000001 00000001 ff03 0021"), V4))),
        arguments(Tunnel.GRE, "", over(47, join(hex("0000 88be"), FRAME))),
        arguments(
            Tunnel.GRE,
            "erspan 100",
            over(47, join(hex("1000 88be 00000001 1000 0064 00000000"), FRAME))),
        arguments(
            Tunnel.GRE,
            "erspan 100, vlan 20",
            over(47, join(hex("1000 88be 00000001 1014 1064 00000000"), FRAME))),
        arguments(
            Tunnel.GRE,
            "erspan 5",
            over(47, join(hex("1000 22eb 00000001 2000 0005 00000000 0000 8000"), FRAME))),
        arguments(
            Tunnel.GRE,
            "erspan 5",
            over(
                47,
                join(hex("1000 22eb 00000001 2000 0005 00000000 0000 8001"), new byte[8], FRAME))),
        arguments(Tunnel.GRE, "", over(47, join(hex("0000 883e"), V4))),
        arguments(Tunnel.GRE, "", over(47, join(hex("0000 883e 00000000"), V4))),
        arguments(Tunnel.GRE, "nsh 35", over(47, join(hex("0000 894f 0fc2 0201 00002301"), V4))),
        arguments(
            Tunnel.GRE,
            "gre 258",
            over(47, join(hex("2001 6400"), u16(FRAME.length), hex("0201"), FRAME))),
        arguments(Tunnel.ETHERIP, "", over(97, join(hex("3000"), FRAME))),
        arguments(Tunnel.ETHERIP, "vlan 100", over(97, join(hex("3000"), TAGGED))),
        arguments(Tunnel.ETHERIP, "", ipv6("2001:db8::a", "2001:db8::b", 43, srh(143, FRAME6))),
        arguments(Tunnel.ETHERIP, "", ipv6("2001:db8::a", "2001:db8::b", 143, FRAME)),
        arguments(Tunnel.MPLS_IN_IP, "mpls 17", over(137, join(hex("00011140"), V6))),
        arguments(Tunnel.MPLS_IN_IP, "mpls 17", over(137, join(hex("00011140"), mac0))),
        arguments(Tunnel.MPLS_IN_IP, "mpls 17", over(137, join(hex("00011140 00000000"), mac0))),
        arguments(Tunnel.MPLS_IN_IP, "mpls 17", over(137, join(hex("00011140"), mac4))),
        arguments(Tunnel.MPLS_IN_IP, "mpls 17", over(137, join(hex("00011140"), mac6))),
        arguments(
            Tunnel.MPLS_IN_IP, "mpls 17", over(137, join(hex("00011140 00000000 ff03 0021"), V4))),
        arguments(Tunnel.MPLS_IN_IP, "mpls 17", over(137, join(hex("00011140 00000000"), V4))),
        arguments(
            Tunnel.MPLS_IN_IP,
            "mpls 17, mpls 18",
            over(137, join(hex("00011040 00012040 00007040 00055140"), V4))),
        arguments(Tunnel.L2TPV3, "l2tp 9", over(115, join(hex("00000009"), FRAME))),
        arguments(
            Tunnel.L2TPV3, "l2tp 9, vlan 100", over(115, join(hex("00000009 cafebabe"), TAGGED))),
        arguments(
            Tunnel.L2TPV3,
            "l2tp 9",
            over(115, join(hex("00000009 cafebabe 12345678 40000001"), FRAME6))),
        arguments(Tunnel.L2TPV3, "l2tp 9", over(115, join(hex("00000009 cafebabe ff03 0021"), V4))),
        arguments(Tunnel.L2TPV3, "l2tp 9", over(115, join(hex("00000009 0f00 0800"), V4))),
        arguments(Tunnel.L2TPV3, "l2tp 9", over(115, join(hex("00000009"), V6))));
  }

  /** UDP payloads. */
  static Stream<Arguments> overUdp() {
    return Stream.of(
        arguments(Tunnel.VXLAN, 4789, "vxlan 1", join(hex("08000000 00000100"), FRAME)),
        arguments(Tunnel.VXLAN, 8472, "vxlan 1", join(hex("08000000 00000100"), FRAME6)),
        arguments(Tunnel.VXLAN, 8472, "vxlan 1, vlan 100", join(hex("08000000 00000100"), TAGGED)),
        arguments(Tunnel.VXLAN, 4789, "vxlan 1", join(hex("88000010 00000100"), FRAME)),
        arguments(Tunnel.VXLAN_GPE, 4790, "vxlan 1", join(hex("0c000003 00000100"), FRAME)),
        arguments(Tunnel.VXLAN_GPE, 4790, "vxlan 1", join(hex("0c000001 00000100"), V4)),
        arguments(Tunnel.VXLAN_GPE, 4790, "vxlan 1", join(hex("0c000002 00000100"), V6)),
        arguments(
            Tunnel.VXLAN_GPE,
            4790,
            "vxlan 1, nsh 35",
            join(hex("0c000004 00000100 0fc6 0103 00002301"), new byte[16], FRAME)),
        arguments(
            Tunnel.VXLAN_GPE,
            4790,
            "vxlan 1, mpls 17",
            join(hex("0c000005 00000100 00011140"), V4)),
        arguments(Tunnel.GENEVE, 6081, "geneve 10", join(hex("0000 6558 00000a00"), FRAME)),
        arguments(
            Tunnel.GENEVE, 6081, "geneve 10", join(hex("0100 6558 00000a00 0102 80 00"), FRAME)),
        arguments(
            Tunnel.GENEVE,
            6081,
            "geneve 10",
            join(
                hex("0500 6558 00000a00 0102 80 02 0000000000000000 0103 01 01 deadbeef"), FRAME6)),
        arguments(Tunnel.GENEVE, 6081, "geneve 10", join(hex("0000 0800 00000a00"), V4)),
        arguments(Tunnel.GENEVE, 6081, "geneve 10", join(hex("0080 86dd 00000a00"), V6)),
        arguments(
            Tunnel.GTP_U, 2152, "gtp 1", join(hex("30ff"), u16(V4.length), hex("00000001"), V4)),
        arguments(
            Tunnel.GTP_U,
            2152,
            "gtp 1",
            join(hex("32ff"), u16(4 + V6.length), hex("00000001 00010000"), V6)),
        arguments(
            Tunnel.GTP_U,
            2152,
            "gtp 1",
            join(hex("34ff"), u16(8 + V4.length), hex("00000001 00000085 01100900"), V4)),
        arguments(
            Tunnel.GTP_U,
            2152,
            "gtp 1",
            join(hex("30ff"), u16(FRAME.length), hex("00000001"), FRAME)),
        arguments(Tunnel.L2TP, 1701, "l2tp 131075", join(hex("0002 0002 0003 ff03 0021"), V4)),
        arguments(Tunnel.L2TP, 1701, "l2tp 131075", join(hex("0002 0002 0003 0057"), V6)),
        arguments(
            Tunnel.L2TP,
            1701,
            "l2tp 131075",
            join(hex("4802"), u16(16 + V4.length), hex("0002 0003 0001 0002 ff03 0021"), V4)),
        arguments(
            Tunnel.L2TP,
            1701,
            "l2tp 131075",
            join(
                hex("4a02"),
                u16(20 + V4.length),
                hex("0002 0003 0001 0002 0002 0000 ff03 0021"),
                V4)),
        arguments(Tunnel.L2TP, 1701, "l2tp 131075", join(hex("0102 0002 0003 21"), V4)),
        arguments(Tunnel.L2TP, 1701, "l2tp 9", join(hex("0003 0000 00000009"), FRAME)),
        arguments(
            Tunnel.L2TP,
            1701,
            "l2tp 9, vlan 100",
            join(hex("0003 0000 00000009 1234567890abcdef 00000000"), TAGGED)),
        arguments(Tunnel.TEREDO, 3544, "", TEREDO),
        arguments(Tunnel.TEREDO, 3544, "", join(hex("0000 1234 3ffffdd2"), TEREDO)),
        arguments(
            Tunnel.TEREDO,
            3544,
            "",
            join(hex("0001 0000"), new byte[9], hex("0000 12343ffffdd2"), TEREDO)),
        arguments(Tunnel.TEREDO, 3544, "", join(hex("0001 0204"), new byte[2 + 4 + 9], TEREDO)),
        arguments(Tunnel.TZSP, 37_008, "", join(hex("01 00 0001 01"), FRAME)),
        arguments(
            Tunnel.TZSP, 37_008, "", join(hex("01 00 0001 00 0a 01 c8 29 02 0012 01"), FRAME6)),
        arguments(
            Tunnel.TZSP,
            37_008,
            "",
            join(hex("01 01 0012 01 0801"), new byte[22], hex("aaaa03 000000 0800"), V4)),
        arguments(Tunnel.MPLS_IN_UDP, 6635, "mpls 17", join(hex("00011140"), V4)),
        arguments(Tunnel.MPLS_IN_UDP, 6635, "mpls 17", join(hex("00011140 00000000"), FRAME)));
  }

  private static byte[] over(int protocol, byte[] payload) {
    return ipv4("192.0.2.1", "192.0.2.2", protocol, payload);
  }

  /** A segment routing header with two segments, of which one is left. */
  private static byte[] srh(int next, byte[] payload) {
    byte[] header =
        join(
            new byte[] {(byte) next, 4, 4, 1, 1, 0, 0, 0},
            IpAddress.parse("2001:db8::c").toBytes(),
            IpAddress.parse("2001:db8::b").toBytes());
    return join(header, payload);
  }

  private static byte[] over(int from, int to, byte[] payload) {
    return over(17, udp(from, to, payload));
  }

  private static Tap tap(Set<Tunnel> tunnels) {
    return new Tap(b -> b.tunnels(tunnels)).linkType(101);
  }

  /** What a packet came under, all tunnels entered. */
  private static String path(byte[] bytes) {
    DecoderSettings settings = new DecoderSettings(EnumSet.allOf(Tunnel.class), Map.of(), false);
    PacketDecoder decoder = new PacketDecoder(settings, new FragmentTable(new Tally()));
    Packet packet = new Packet();
    packet.set(0, 101, bytes, 0, bytes.length, bytes.length);
    assertEquals(Layer.FOUND, decoder.decode(packet));
    return decoder.found.encapsulation.describe().toString();
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("overIp")
  void entersByDefaultWhatIsNoStreamFromOutside(Tunnel tunnel, String path, byte[] packet) {
    Recorder inside = new Tap().linkType(101).send(packet).close().only();
    assertEquals(">" + HELLO, inside.story());
    assertEquals(path, path(packet));
    Tap without = tap(EnumSet.complementOf(EnumSet.of(tunnel))).send(packet).close();
    assertEquals(0, without.streams.size());
    Undecoded reason = without.table.counters().undecoded().get(0);
    assertEquals(tunnel, reason.tunnel().orElseThrow());
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("overUdp")
  void entersWhatItIsToldTo(Tunnel tunnel, int port, String path, byte[] payload) {
    for (byte[] packet : Set.of(over(50_000, port, payload), over(port, 50_000, payload))) {
      Recorder inside = tap(Set.of(tunnel)).send(packet).close().only();
      assertEquals(">" + HELLO, inside.story());
      assertEquals(path, path(packet));
    }
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("overUdp")
  void namesWhatItDoesNotEnter(Tunnel tunnel, int port, String path, byte[] payload) {
    Tap tap = new Tap().linkType(101).send(over(50_000, port, payload)).close();
    assertEquals(50_000, tap.only().start.key().clientPort());
    assertEquals(tunnel.label(), tap.only().start.outsideOf().orElseThrow());
    assertEquals(Map.of(tunnel, 1L), tap.table.counters().tunnelsNotEntered());
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("overUdp")
  void survivesEveryCut(Tunnel tunnel, int port, String path, byte[] payload) {
    byte[] packet = over(50_000, port, payload);
    for (int captured = 0; captured < packet.length; captured++) {
      Tap tap = tap(EnumSet.allOf(Tunnel.class)).send(packet, captured).close();
      FlowCounters counters = tap.table.counters();
      assertEquals(
          1,
          counters.tcpPackets()
              + counters.udpPackets()
              + counters.undecoded().stream().mapToLong(Undecoded::packets).sum());
    }
  }

  @Test
  void aGeneveNetworkMayBeAnotherOnTheWayBack() {
    byte[] there = join(hex("0000 6558 00000b00"), Wire.clientUdp("question"));
    byte[] back = join(hex("0000 6558 00000a00"), Wire.serverUdp("answer"));
    Recorder inside =
        tap(Set.of(Tunnel.GENEVE))
            .send(over(50_000, 6081, there))
            .send(over(50_001, 6081, back))
            .close()
            .only();
    assertEquals(">question <answer", inside.story());
  }

  @Test
  void knowsWhatIsCertainOnAnyPort() {
    byte[] vxlan = join(hex("08000000 00000100"), FRAME);
    byte[] geneve = join(hex("0000 6558 00000a00"), FRAME6);
    byte[] gtp = join(hex("30ff"), u16(V4.length), hex("00000001"), V4);
    byte[] tzsp = join(hex("01 00 0001 01"), FRAME);
    assertEquals(Tunnel.VXLAN, recognised(vxlan));
    assertEquals(Tunnel.GENEVE, recognised(geneve));
    assertEquals(Tunnel.GTP_U, recognised(gtp));
    assertEquals(Tunnel.TZSP, recognised(tzsp));
    assertEquals(Tunnel.TEREDO, recognised(TEREDO));
    for (byte[] payload : Set.of(vxlan, geneve, gtp)) {
      byte[] longer = join(payload, new byte[100]);
      assertEquals(null, recognised(longer), "what does not end with the datagram");
    }
  }

  private static Tunnel recognised(byte[] payload) {
    Tap tap = new Tap().linkType(101).send(over(50_000, 50_001, payload)).close();
    return tap.table.counters().tunnelsNotEntered().keySet().stream().findFirst().orElse(null);
  }

  @Test
  void namesNothingByChance() {
    Random random = new Random(1);
    int[] ports = {1701, 2152, 3544, 4789, 4790, 6081, 6635, 8472, 37_008};
    Tap tap = new Tap(b -> b.maxStreams(100)).linkType(101);
    for (int i = 0; i < 200_000; i++) {
      byte[] payload = new byte[20 + random.nextInt(200)];
      random.nextBytes(payload);
      // RTP, DNS, QUIC, DTLS and the like begin with these.
      payload[0] = (byte) new int[] {0x80, 0x00, 0x40, 0xc0, 0x16, 0x08, 0x30, 1}[i % 8];
      int port = i % 2 == 0 ? 50_001 : ports[i / 2 % ports.length];
      tap.send(over(50_000, port, payload));
    }
    tap.close();
    Map<Tunnel, Long> named = tap.table.counters().tunnelsNotEntered();
    assertTrue(named.values().stream().mapToLong(n -> n).sum() <= 20, named::toString);
  }

  @Test
  void takesAnotherPortThatItIsToldOf() {
    byte[] packet = over(50_000, 9999, join(hex("0002 0002 0003 ff03 0021"), V4));
    assertEquals(
        "UDP", tap(EnumSet.allOf(Tunnel.class)).send(packet).only().start.key().transport().name());
    Tap tap =
        new Tap(b -> b.tunnels(Set.of(Tunnel.L2TP)).tunnelPort(Tunnel.L2TP, 9999))
            .linkType(101)
            .send(packet);
    assertEquals(">" + HELLO, tap.close().only().story());
    FlowTable.Builder builder = FlowTable.builder(Recorder::new);
    assertThrows(IllegalArgumentException.class, () -> builder.tunnelPort(Tunnel.GRE, 47));
    assertThrows(IllegalArgumentException.class, () -> builder.tunnelPort(Tunnel.VXLAN, 0));
  }

  @Test
  void takesTheLastSegmentForTheDestination() {
    byte[] packet = ipv6("2001:db8::a", "2001:db8::b", 43, srh(6, SEGMENT));
    assertEquals(
        "2001:db8::c",
        new Tap().linkType(101).send(packet).close().only().start.key().server().toString());
  }

  @Test
  void numbersOfBothDirectionsAndOfOneAreApart() {
    EncapsulationTrail trail = new EncapsulationTrail(false);
    trail.vlan(0x200a);
    long ten = trail.oneWay();
    assertEquals(0, trail.bothWays());
    trail.clear();
    assertEquals(0, trail.oneWay());
    trail.vlan(0x000b);
    assertNotEquals(ten, trail.oneWay());
    trail.clear();
    trail.vlan(0xe00a);
    assertEquals(ten, trail.oneWay(), "the priority is no part of it");
    trail.add(EncapsulationTrail.Kind.VXLAN, 16);
    assertEquals(ten, trail.oneWay());
    long sixteen = trail.bothWays();
    trail.clear();
    trail.add(EncapsulationTrail.Kind.GENEVE, 16);
    assertNotEquals(sixteen, trail.bothWays(), "of another kind");
    trail.clear();
    trail.vlan(0xe000);
    assertEquals(0, trail.oneWay(), "identifier 0 is none");
    EncapsulationTrail ignoring = new EncapsulationTrail(true);
    ignoring.vlan(10);
    assertEquals(0, ignoring.oneWay());
    assertEquals("vlan 10", ignoring.describe().toString());
  }
}
