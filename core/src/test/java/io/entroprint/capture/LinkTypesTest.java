package io.entroprint.capture;

import static io.entroprint.packets.Wire.ethernet;
import static io.entroprint.packets.Wire.hex;
import static io.entroprint.packets.Wire.ipv4;
import static io.entroprint.packets.Wire.ipv6;
import static io.entroprint.packets.Wire.join;
import static io.entroprint.packets.Wire.tcp;
import static io.entroprint.packets.Wire.text;
import static io.entroprint.packets.Wire.u16;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.entroprint.entropy.Direction;
import io.entroprint.packets.Wire;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LinkTypesTest {
  private static final String HELLO = "hello";
  private static final byte[] SEGMENT = tcp(40_000, 80, 1, 0, Wire.ACK, text(HELLO));
  private static final byte[] V4 = ipv4(Wire.CLIENT, Wire.SERVER, 6, SEGMENT);
  private static final byte[] V6 = ipv6(Wire.CLIENT6, Wire.SERVER6, 6, SEGMENT);
  private static final byte[] FRAME = ethernet(0x0800, V4);
  private static final byte[] MACS = hex("020000000002 020000000001");
  private static final byte[] SNAP4 = join(hex("aaaa03 000000 0800"), V4);
  private static final byte[] SNAP6 = join(hex("aaaa03 000000 86dd"), V6);
  private static final byte[] DATA = join(hex("0801 0000"), MACS, hex("020000000003 1000"), SNAP4);
  private static final byte[] QOS =
      join(hex("8801 0000"), MACS, hex("020000000003 1000 0000"), SNAP4);

  /** Every frame holds one TCP segment that says hello. */
  static Stream<Arguments> frames() {
    return Stream.of(
        arguments("PKTAP", 258, join(pktap("6c000000 01000000 01000000"), FRAME)),
        arguments("PKTAP, raw", 258, join(pktap("6c000000 01000000 0c000000"), V6)),
        arguments("PKTAP, big-endian", 258, join(pktap("0000006c 00000001 00000001"), FRAME)),
        arguments("pflog of 61 bytes", 117, join(hex("3d02 0000"), new byte[60], V4)),
        arguments("pflog of 45 bytes", 117, join(hex("2d02 0000"), new byte[44], V4)),
        arguments("pflog of 69 bytes", 117, join(hex("4518 0000"), new byte[68], V6)),
        arguments("pflog of 100 bytes", 117, join(hex("6402 0000"), new byte[96], V4)),
        arguments("Prism", 119, join(hex("44000000 90000000"), new byte[136], DATA)),
        arguments("Prism, big-endian", 119, join(hex("00000044 00000090"), new byte[136], DATA)),
        arguments("AVS as Prism", 119, join(hex("80211001 00000040"), new byte[56], DATA)),
        arguments("AVS", 163, join(hex("80211001 00000040"), new byte[56], QOS)),
        arguments("ERF", 197, join(erf(2, FRAME.length + 2), hex("0000"), FRAME)),
        arguments(
            "ERF with two extension headers",
            197,
            join(
                erf(0x82, FRAME.length + 18),
                hex("8c00000000000000 0c00000000000000 0000"),
                FRAME)),
        arguments("ERF, IPv4", 197, join(erf(22, V4.length), V4)),
        arguments("ERF, IPv6", 197, join(erf(23, V6.length), V6)),
        arguments("ERF, PPP", 197, join(erf(1, V4.length + 4), hex("ff03 0021"), V4)),
        arguments("ERF, Cisco HDLC", 197, join(erf(1, V4.length + 4), hex("0f00 0800"), V4)),
        arguments("PPI with 802.11", 192, join(hex("0000 0800 69000000"), DATA)),
        arguments(
            "PPI with a field", 192, join(hex("0000 1000 01000000 0400 0400 00000000"), FRAME)),
        arguments("Juniper Ethernet", 178, join(hex("4d4743 01"), FRAME)),
        arguments(
            "Juniper Ethernet with extensions",
            178,
            join(hex("4d4743 81 0006 0101 05 0201 0e"), FRAME)),
        arguments("Juniper without link layer", 178, join(hex("4d4743 02 00000000"), V4)),
        arguments("Juniper PPP", 179, join(hex("4d4743 00 ff03 0021"), V4)),
        arguments("Juniper Frame Relay", 180, join(hex("4d4743 00 1841 03 cc"), V4)),
        arguments("Juniper Cisco HDLC", 181, join(hex("4d4743 00 0f00 0800"), V4)),
        arguments("token ring", 6, join(hex("1040"), MACS, SNAP4)),
        arguments(
            "token ring with a route",
            6,
            join(hex("1040 020000000002 820000000001 0630 0011 0020"), SNAP6)),
        arguments("SLIP", 8, join(hex("01 45"), new byte[14], V4)),
        arguments("SLIP, compressed on the line", 8, join(hex("00 c0"), new byte[14], V4)),
        arguments("IP over Firewire", 138, join(new byte[16], hex("0800"), V4)),
        arguments("NetAnalyzer", 240, join(hex("01002c00"), FRAME)),
        arguments("Broadcom tag", 281, join(MACS, hex("00000001 0800"), V4)),
        arguments("Broadcom tag before", 282, join(hex("00000001"), FRAME)),
        arguments("DSA", 284, join(MACS, hex("c0080001 0800"), V4)),
        arguments("DSA, tagged", 284, join(MACS, hex("e008000a 86dd"), V6)),
        arguments("EDSA", 285, join(MACS, hex("dada 0000 c0080001 0800"), V4)),
        arguments("EDSA on Ethernet", 1, join(MACS, hex("dada 0000 c0080001 0800"), V4)),
        arguments(
            "Linux SLL with radiotap", 113, cooked(803, 0, join(hex("0000 0800 00000000"), DATA))),
        arguments("Linux SLL with 802.11", 113, cooked(801, 0, DATA)),
        arguments("Linux SLL with 802.2", 113, cooked(1, 4, SNAP4)),
        arguments(
            "Linux SLL2 with VLAN",
            276,
            join(hex("8100 0000 00000001 0001 00 06 0200000000010000 000a 0800"), V4)),
        arguments("radiotap", 127, join(hex("0000 0800 00000000"), DATA)),
        arguments(
            "radiotap with two words, a time and a check sequence",
            127,
            join(
                hex("0000 1900 030000a0 00000020 00000000"),
                new byte[8],
                hex("10"),
                DATA,
                hex("deadbeef"))),
        arguments(
            "radiotap with data pad",
            127,
            join(
                hex("0000 0900 02000000 20"),
                hex("8801 0000"),
                MACS,
                hex("020000000003 1000 0000 0000"),
                SNAP4)),
        arguments("802.11 QoS", 105, QOS),
        arguments(
            "802.11 QoS with HT control",
            105,
            join(hex("8881 0000"), MACS, hex("020000000003 1000 0000 00000000"), SNAP4)),
        arguments(
            "802.11 with four addresses",
            105,
            join(hex("0803 0000"), MACS, hex("020000000003 1000 020000000004"), SNAP6)),
        arguments(
            "802.11 in a mesh",
            105,
            join(
                hex("8803 0000"),
                MACS,
                hex("020000000003 1000 020000000004 0001 00 1f 01000000"),
                SNAP4)),
        arguments("802.11 aggregate of one", 105, aggregate(false, V4)),
        arguments("HSR", 1, ethernet(0x892f, join(hex("0034 0001 0800"), V4))),
        arguments("HSR and VLAN", 1, ethernet(0x892f, join(hex("0034 0001 8100 000a 0800"), V4))),
        arguments("PRP", 1, join(FRAME, hex("0001 a034 88fb"))),
        arguments("TRILL", 1, ethernet(0x22f3, join(hex("0002 0001 0002"), FRAME))),
        arguments(
            "TRILL with options", 1, ethernet(0x22f3, join(hex("0042 0001 0002 00000000"), FRAME))),
        arguments(
            "MACsec", 1, ethernet(0x88e5, join(hex("00 00 00000001 0800"), V4, new byte[16]))),
        arguments(
            "MACsec with SCI and VLAN",
            1,
            ethernet(
                0x88e5,
                join(hex("20 00 00000001 0200000000010001 8100 000a 86dd"), V6, new byte[16]))),
        arguments("NSH with Ethernet", 1, ethernet(0x894f, join(hex("0fc2 0203 00002301"), FRAME))),
        arguments(
            "NSH in NSH",
            1,
            ethernet(
                0x894f,
                join(hex("0fc6 0104 00002301"), new byte[16], hex("0fc2 0201 00002401"), V4))),
        arguments(
            "AH",
            101,
            ipv4(Wire.CLIENT, Wire.SERVER, 51, join(hex("0604 0000"), new byte[20], SEGMENT))),
        arguments(
            "AH in IPv6",
            101,
            ipv6(
                Wire.CLIENT6,
                Wire.SERVER6,
                51,
                join(hex("3c04 0000"), new byte[20], hex("0600 0000 00000000"), SEGMENT))),
        arguments("PPP, bridged", 9, join(hex("ff03 0031 00 01"), FRAME)),
        arguments("PPP, multilink of one piece", 9, join(hex("ff03 003d c0000001 0021"), V4)),
        arguments("LLC, bridged", 100, join(hex("aaaa03 0080c2 0007 0000"), FRAME)),
        arguments("Frame Relay, bridged", 107, join(hex("1841 03 00 80 0080c2 0007"), FRAME)));
  }

  private static byte[] pktap(String start) {
    return join(hex(start), new byte[96]);
  }

  private static byte[] erf(int type, int length) {
    return join(
        hex("0000000000000000"),
        new byte[] {(byte) type, 4},
        u16(16 + length),
        u16(0),
        u16(length));
  }

  private static byte[] cooked(int device, int protocol, byte[] payload) {
    return join(hex("0000"), u16(device), hex("0006 0200000000010000"), u16(protocol), payload);
  }

  private static byte[] aggregate(boolean checked, byte[]... packets) {
    byte[] frame = join(hex("8801 0000"), MACS, hex("020000000003 1000 8000"));
    for (int i = 0; i < packets.length; i++) {
      byte[] part = join(MACS, u16(8 + packets[i].length), hex("aaaa03 000000 0800"), packets[i]);
      int padding = i < packets.length - 1 ? (4 - part.length % 4) % 4 : 0;
      frame = join(frame, part, new byte[padding]);
    }
    return checked ? join(frame, hex("deadbeef")) : frame;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void findsTheSegmentInside(String name, int linkType, byte[] frame) {
    Tap tap = new Tap().linkType(linkType).send(frame).close();
    assertEquals(">" + HELLO, tap.only().story());
    assertEquals(40_000, tap.only().start.key().clientPort());
    assertEquals(List.of(), tap.table.counters().undecoded());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void survivesEveryCut(String name, int linkType, byte[] frame) {
    for (int captured = 0; captured < frame.length; captured++) {
      Tap tap = new Tap().linkType(linkType).send(frame, captured).close();
      for (Recorder stream : tap.streams) {
        assertTrue(HELLO.startsWith(stream.text(Direction.TO_SERVER)));
      }
      FlowCounters counters = tap.table.counters();
      long undecoded = counters.undecoded().stream().mapToLong(Undecoded::packets).sum();
      assertEquals(1, counters.tcpPackets() + undecoded);
    }
  }

  @Test
  void findsAllFramesOfAnAggregate() {
    byte[] first = ipv4(Wire.CLIENT, Wire.SERVER, 6, tcp(40_000, 80, 1, 0, Wire.ACK, text("ab")));
    byte[] second = ipv4(Wire.CLIENT, Wire.SERVER, 6, tcp(40_000, 80, 3, 0, Wire.ACK, text("cde")));
    byte[] third = ipv4(Wire.SERVER, Wire.CLIENT, 6, tcp(80, 40_000, 1, 6, Wire.ACK, text("f")));
    byte[] radiotap = hex("0000 0900 02000000 10");
    Tap tap =
        new Tap().linkType(127).send(join(radiotap, aggregate(true, first, second, third))).close();
    assertEquals("abcde", tap.only().text(Direction.TO_SERVER));
    assertEquals("f", tap.only().text(Direction.TO_CLIENT));
    assertEquals(1, tap.table.counters().packets());
    assertEquals(3, tap.table.counters().tcpPackets());
    assertEquals(List.of(), tap.table.counters().undecoded());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1|020000000002 020000000001 0806 0001|ethertype 0x0806 (ARP)",
        "1|020000000002 020000000001 88fb 0001|ethertype 0x88fb (PRP and HSR supervision)",
        "1|020000000002 020000000001 1234 0001|ethertype 0x1234",
        "1|020000000002 020000000001 0026 424203|LLC SAP 0x42 (spanning tree)",
        "1|020000000002 020000000001 88e5 2c0000000001 02000000000100010102|encrypted MACsec",
        "1|020000000002 020000000001 8847 00011140 10000000|MPLS without data",
        "1|020000000002 020000000001 0800 4500|bad header or length: IPv4",
        "9|ff03 c021 0101|PPP protocol 0xc021 (LCP)",
        "101|4500001400000000 40840000 0a000001 0a000002|IP protocol 132 (SCTP)",
        "101|4500001400000000 40fd0000 0a000001 0a000002|IP protocol 253 (for experiments)",
        "101|4500001400000000 40c80000 0a000001 0a000002|IP protocol 200",
        "101|4500001c00000000 40060000 0a000001 0a000002 9c400050 00000001|bad header or length: TCP",
        "105|8000 0000 ffffffffffff|802.11 without data",
        "105|0841 0000 020000000002020000000001020000000003 1000 00000000|encrypted 802.11",
        "105|0805 0000 020000000002020000000001020000000003 1000 00000000|piece of a frame of 802.11",
        "147|00|link type 147 (USER0)",
        "192|0000 0800 93000000 00|link type 147 (USER0)",
        "258|6c000000 00000000 01000000|PKTAP header without data",
        "197|0000000000000000 1504 0014 0000 0004 00000000|ERF record without data",
      })
  void namesWhatItDoesNotDecode(int linkType, String bytes, String reason) {
    Tap tap = new Tap().linkType(linkType).send(hex(bytes)).close();
    assertEquals(0, tap.streams.size());
    Undecoded only = tap.table.counters().undecoded().get(0);
    assertEquals(reason, only.reason());
    assertEquals("1 of 1 packets not decoded: " + reason, only.sentence(1));
  }

  @Test
  void tellsCutFromBad() {
    Tap tap = new Tap().send(FRAME, 30).close();
    assertEquals("cut by the snap length: IPv4", tap.table.counters().undecoded().get(0).reason());
  }

  @Test
  void countsManyReasonsWithinBounds() {
    Tap tap = new Tap();
    for (int i = 0; i < 3; i++) {
      for (int type = 0x1000; type < 0x1000 + 2000; type++) {
        tap.send(join(MACS, u16(type)));
      }
    }
    List<Undecoded> reasons = tap.close().table.counters().undecoded();
    assertEquals(UndecodedCounts.MAX_REASONS + 1, reasons.size());
    assertEquals(Undecoded.Kind.OTHERS, reasons.get(0).kind());
    assertEquals(6000, reasons.stream().mapToLong(Undecoded::packets).sum());
    assertEquals(new Undecoded(Undecoded.Kind.ETHERTYPE, 0x1000, 3), reasons.get(1));
  }
}
