package io.entroprint.capture;

import static io.entroprint.packets.Wire.ACK;
import static io.entroprint.packets.Wire.SYN;
import static io.entroprint.packets.Wire.ipv4;
import static io.entroprint.packets.Wire.ipv6;
import static io.entroprint.packets.Wire.tcp;
import static io.entroprint.packets.Wire.text;
import static io.entroprint.packets.Wire.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.packets.Wire;
import io.entroprint.stream.StreamSummary.EndReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has to give way where memory or places run out. */
class FairnessTest {
  private static final String VICTIM = "192.0.2.1";

  private static void segment(Tap tap, String from, int port, int sequence, int flags, int bytes) {
    byte[] payload = new byte[bytes];
    tap.send(ipv4(from, Wire.SERVER, 6, tcp(port, 80, sequence, 1, flags, payload)));
  }

  private static void datagram(Tap tap, String from, int port, int bytes) {
    tap.send(ipv4(from, Wire.SERVER, 17, udp(port, 7, new byte[bytes])));
  }

  private static Recorder ofVictim(Tap tap) {
    List<Recorder> all =
        tap.streams.stream().filter(s -> s.start.key().client().toString().equals(VICTIM)).toList();
    assertEquals(1, all.size());
    return all.get(0);
  }

  /** An address of many. */
  private static String spoofed(int i) {
    return "11." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255);
  }

  @Test
  void whoHoldsMostGivesWayToWhoHoldsLess() {
    Tap tap = new Tap(b -> b.maxBufferedBytes(100_000)).linkType(101);
    for (int port = 1; port <= 2; port++) {
      segment(tap, Wire.CLIENT, port, 0, SYN, 0);
      for (int i = 0; i < 45; i++) {
        segment(tap, Wire.CLIENT, port, 2 + 1000 * i, ACK, 1000);
      }
    }
    assertTrue(tap.table.counters().bufferedBytes() > 95_000);
    segment(tap, VICTIM, 9, 0, SYN, 0);
    for (int i = 6; i >= 0; i--) {
      segment(tap, VICTIM, 9, 1 + 1000 * i, ACK, 1000);
    }
    tap.close();
    assertFalse(ofVictim(tap).summary.gap());
    assertEquals(7000, ofVictim(tap).summary.bytesToServer());
    // Only one of the two had to let go, and what it loses is said.
    assertEquals(45_000, tap.table.counters().droppedForMemory());
    assertTrue(tap.streams.get(0).summary.gapToServer());
  }

  @Test
  void whoHoldsMostDoesNotPushOutWhoHoldsLess() {
    Tap tap = new Tap(b -> b.maxBufferedBytes(20_000)).linkType(101);
    for (int port = 1; port <= 9; port++) {
      segment(tap, Wire.CLIENT, port, 0, SYN, 0);
      segment(tap, Wire.CLIENT, port, 2, ACK, 1000);
    }
    segment(tap, VICTIM, 9, 0, SYN, 0);
    for (int i = 0; i < 30; i++) {
      segment(tap, VICTIM, 9, 2 + 1000 * i, ACK, 1000);
      assertTrue(tap.table.counters().bufferedBytes() <= 20_000);
    }
    for (int port = 1; port <= 9; port++) {
      segment(tap, Wire.CLIENT, port, 1, ACK, 1);
    }
    tap.close();
    assertTrue(ofVictim(tap).summary.gapToServer());
    assertEquals(9, tap.streams.stream().filter(s -> s.summary.bytesToServer() == 1001).count());
  }

  @Test
  void whoWouldHoldMostGivesWayItself() {
    Tap tap = new Tap(b -> b.maxBufferedBytes(2_400)).linkType(101);
    segment(tap, Wire.CLIENT, 1, 0, SYN, 0);
    segment(tap, VICTIM, 9, 0, SYN, 0);
    segment(tap, Wire.CLIENT, 1, 2, ACK, 1_100);
    segment(tap, VICTIM, 9, 2, ACK, 900);
    segment(tap, VICTIM, 9, 1_000, ACK, 300);
    assertEquals(1_164, tap.table.counters().bufferedBytes());
    segment(tap, Wire.CLIENT, 1, 1, ACK, 1);
    tap.close();
    assertEquals(1_101, tap.streams.get(0).summary.bytesToServer());
    assertEquals(1_200, tap.table.counters().droppedForMemory());
  }

  @Test
  void theLessRecentlyUsedGoesOfTcpAndUdpToo() {
    for (boolean udpIsOlder : new boolean[] {true, false}) {
      Tap tap = new Tap(b -> b.maxStreams(2)).linkType(101);
      for (boolean udp : new boolean[] {udpIsOlder, !udpIsOlder}) {
        if (udp) {
          datagram(tap, Wire.CLIENT, 5, 100);
        } else {
          segment(tap, VICTIM, 9, 0, SYN, 100);
        }
      }
      datagram(tap, spoofed(1), 1, 100);
      assertEquals(EndReason.EVICTED, tap.streams.get(0).summary.reason());
      assertNull(tap.streams.get(1).summary);
    }
  }

  @Test
  void afterAnyOrderOfTakingAndReleasingTheBudgetIsEmpty() {
    Tap tap = new Tap(b -> b.maxBufferedBytes(30_000).maxStreams(50)).linkType(101);
    java.util.Random random = new java.util.Random(11);
    for (int i = 0; i < 50_000; i++) {
      int port = 1 + random.nextInt(80);
      boolean syn = random.nextInt(20) == 0;
      int sequence = syn ? 0 : 1 + random.nextInt(3000);
      segment(tap, Wire.CLIENT, port, sequence, syn ? SYN : ACK, syn ? 0 : random.nextInt(500));
      assertTrue(tap.table.counters().bufferedBytes() <= 30_000);
    }
    tap.close();
    assertEquals(0, tap.table.counters().bufferedBytes());
  }

  @Test
  void aFloodOfSynsTakesNoPlaceOfAStreamWithPayload() {
    Tap tap = new Tap(b -> b.maxStreams(100)).linkType(101);
    segment(tap, VICTIM, 9, 0, SYN, 0);
    segment(tap, VICTIM, 9, 1, ACK, 10);
    for (int i = 0; i < 1000; i++) {
      segment(tap, spoofed(i), 1, 0, SYN, 0);
    }
    segment(tap, VICTIM, 9, 11, ACK, 10);
    assertEquals(20, ofVictim(tap.close()).summary.bytesToServer());
    assertEquals(0, tap.table.counters().evictedWithPayload());
    assertEquals(901, tap.table.counters().ended().get(EndReason.EVICTED));
  }

  @Test
  void aFloodOfSmallDatagramsTakesNoPlaceOfAStreamWithMore() {
    for (int bytes : new int[] {1, 9}) {
      Tap tap = new Tap(b -> b.maxStreams(100)).linkType(101);
      segment(tap, VICTIM, 9, 0, SYN, 0);
      segment(tap, VICTIM, 9, 1, ACK, 1100);
      for (int i = 0; i < 1000; i++) {
        datagram(tap, spoofed(i), 1, bytes);
      }
      segment(tap, VICTIM, 9, 1101, ACK, 10);
      assertEquals(1110, ofVictim(tap.close()).summary.bytesToServer());
    }
  }

  @Test
  void aStreamThatIsOnlyBeginningIsNotDrivenOutByAFloodOfLargeOnes() {
    Tap tap = new Tap(b -> b.maxStreams(100)).linkType(101);
    for (int i = 0; i < 200; i++) {
      datagram(tap, spoofed(i), 1, 2000);
    }
    segment(tap, VICTIM, 9, 0, SYN, 0);
    for (int i = 200; i < 280; i++) {
      datagram(tap, spoofed(i), 1, 2000);
    }
    segment(tap, VICTIM, 9, 1, ACK, 10);
    assertEquals(10, ofVictim(tap.close()).summary.bytesToServer());
  }

  @Test
  void whoOpensMoreThanItsShareLosesItsOwnFirst() {
    Tap tap = new Tap(b -> b.maxStreams(100).maxStreamsPerClient(20)).linkType(101);
    segment(tap, VICTIM, 9, 0, SYN, 0);
    for (int port = 1; port <= 1000; port++) {
      segment(tap, Wire.CLIENT, port, 0, SYN, 0);
      segment(tap, Wire.CLIENT, port, 1, ACK, 3000);
    }
    assertNull(ofVictim(tap).summary);
    // Its first ones were within its share and stay; of the rest the oldest went.
    assertEquals(20, tap.streams.subList(1, 21).stream().filter(s -> s.summary == null).count());
    assertEquals(EndReason.EVICTED, tap.streams.get(21).summary.reason());
  }

  @Test
  void aShareCountsWhatIsOpenNow() {
    Tap tap = new Tap(b -> b.maxStreams(50).maxStreamsPerClient(10)).linkType(101);
    for (int port = 1; port <= 500; port++) {
      segment(tap, Wire.CLIENT, port, 0, SYN, 0);
      segment(tap, Wire.CLIENT, port, 1, ACK | Wire.FIN, 10);
      byte[] close = tcp(80, port, 0, 12, ACK | Wire.FIN | SYN, new byte[0]);
      tap.send(ipv4(Wire.SERVER, Wire.CLIENT, 6, close));
      segment(tap, Wire.CLIENT, port, 12, ACK, 0);
    }
    for (int i = 0; i < 60; i++) {
      datagram(tap, spoofed(i), 1, 100);
    }
    assertEquals(10, tap.table.counters().ended().get(EndReason.EVICTED));
    assertEquals(500, tap.table.counters().ended().get(EndReason.FIN));
  }

  @Test
  void anIpv6NetworkIsOneClient() {
    Tap tap = new Tap(b -> b.maxStreams(100).maxStreamsPerClient(20)).linkType(101);
    segment(tap, VICTIM, 9, 0, SYN, 0);
    for (int i = 0; i < 500; i++) {
      String from = "2001:db8::" + Integer.toHexString(i + 1);
      tap.send(ipv6(from, "2001:db8:1::1", 17, udp(1, 7, new byte[2000])));
    }
    assertNull(ofVictim(tap).summary);
  }

  @Test
  void whatWaitsForItsSynCannotTakeAllMemory() {
    Tap tap = new Tap(b -> b.maxBufferedBytes(100_000)).linkType(101);
    segment(tap, VICTIM, 9, 0, SYN, 0);
    for (int i = 0; i < 500; i++) {
      segment(tap, spoofed(i), 1, 7, ACK, 1000);
      assertTrue(tap.table.counters().bufferedBytes() <= 25_000);
    }
    segment(tap, VICTIM, 9, 1001, ACK, 1000);
    segment(tap, VICTIM, 9, 1, ACK, 1000);
    tap.close();
    assertEquals(2000, ofVictim(tap).bytes(Direction.TO_SERVER).length);
    assertEquals(500, tap.table.counters().midstreamStreams());
    assertEquals(501, tap.streams.stream().filter(s -> s.summary.bytes() > 0).count());
  }

  @Test
  void tagsAndLabelsCannotMakeASearchSlow() {
    Tap tap = new Tap();
    byte[] syn = ipv4(Wire.CLIENT, Wire.SERVER, 6, tcp(1, 80, 0, 0, SYN, text("")));
    for (int vlan = 1; vlan < 4000; vlan++) {
      tap.send(Wire.ethernet(0x8100, Wire.join(Wire.u16(vlan), Wire.u16(0x0800), syn)));
    }
    assertEquals(64, tap.table.counters().openStreams());
  }
}
