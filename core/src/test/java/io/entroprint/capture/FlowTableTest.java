package io.entroprint.capture;

import static io.entroprint.packets.Wire.ACK;
import static io.entroprint.packets.Wire.FIN;
import static io.entroprint.packets.Wire.RST;
import static io.entroprint.packets.Wire.SYN;
import static io.entroprint.packets.Wire.clientTcp;
import static io.entroprint.packets.Wire.clientUdp;
import static io.entroprint.packets.Wire.serverTcp;
import static io.entroprint.packets.Wire.serverUdp;
import static io.entroprint.packets.Wire.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.packets.Wire;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart.Beginning;
import io.entroprint.stream.StreamStart.Orientation;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FlowTableTest {

  private static Tap opened(Tap tap) {
    return tap.send(clientTcp(99, SYN, ""))
        .send(serverTcp(499, 100, SYN | ACK, ""))
        .send(clientTcp(100, ACK, ""));
  }

  private static Tap closed(Tap tap) {
    return opened(tap)
        .send(clientTcp(100, ACK, "hello"))
        .send(serverTcp(500, 105, ACK, "welcome"))
        .send(clientTcp(105, ACK | FIN, ""))
        .send(serverTcp(507, 106, ACK | FIN, ""))
        .send(
            Wire.ethernet(
                0x0800,
                Wire.ipv4(
                    Wire.CLIENT, Wire.SERVER, 6, Wire.tcp(40_000, 80, 106, 508, ACK, text("")))));
  }

  @Test
  void tellsAWholeConnection() {
    Recorder stream = closed(new Tap()).only();
    assertEquals(">hello <welcome", stream.story());
    assertEquals("TCP 10.0.0.1:40000 -> 10.0.0.2:80", stream.start.key().toString());
    assertFalse(stream.start.midstream());
    StreamSummary summary = stream.summary;
    assertEquals(EndReason.FIN, summary.reason());
    assertEquals(5, summary.packetsToServer());
    assertEquals(3, summary.packetsToClient());
    assertEquals(7000, summary.endNanos() - stream.start.startNanos());
    assertFalse(summary.oneDirection() || summary.gap());
  }

  @Test
  void opensNothingForWhatComesAfterTheEnd() {
    Tap tap = closed(new Tap());
    tap.send(serverTcp(507, 106, ACK | FIN, "")).send(clientTcp(100, ACK, "hello"));
    tap.send(clientTcp(106, ACK, "")).send(serverTcp(508, 106, RST, "")).close();
    assertEquals(8, tap.only().summary.packetsToServer() + tap.only().summary.packetsToClient());
    assertEquals(4, tap.table.counters().lateSegments());
  }

  @Test
  void beginsAnotherStreamWithANewSynOnTheSameFiveTuple() {
    Tap tap = closed(new Tap());
    tap.send(clientTcp(9_999, SYN, "")).send(clientTcp(10_000, ACK, "again"));
    tap.send(clientTcp(99_999, SYN, "")).send(clientTcp(100_000, ACK, "third")).close();
    assertEquals(
        List.of(">hello <welcome", ">again", ">third"),
        tap.streams.stream().map(Recorder::story).toList());
    assertEquals(
        List.of(EndReason.FIN, EndReason.REPLACED, EndReason.CLOSED),
        tap.streams.stream().map(stream -> stream.summary.reason()).toList());
    assertEquals(
        List.of(0L, 1L, 2L), tap.streams.stream().map(stream -> stream.start.ordinal()).toList());
  }

  @Test
  void takesARepeatedSynForTheSameStream() {
    Tap tap = opened(new Tap()).send(clientTcp(99, SYN, "")).send(clientTcp(100, ACK, "a"));
    assertEquals(">a", tap.send(serverTcp(499, 100, SYN | ACK, "")).close().only().story());
  }

  @Test
  void countsTheDataOfASyn() {
    Tap tap = new Tap().send(clientTcp(99, SYN, "early")).send(clientTcp(105, ACK, "later"));
    assertEquals(">early >later", tap.close().only().story());
  }

  @Test
  void knowsTheClientFromTheSynAckAlone() {
    Tap tap = new Tap().send(serverTcp(499, 100, SYN | ACK, ""));
    Recorder stream = tap.send(serverTcp(500, 100, ACK, "welcome")).close().only();
    assertEquals("<welcome", stream.story());
    assertEquals(40_000, stream.start.key().clientPort());
    assertFalse(stream.start.midstream());
    assertTrue(stream.summary.oneDirection());
  }

  @Test
  void takesTheFirstSenderForTheClientInMidstream() {
    Tap tap = new Tap().linkType(101);
    tap.send(Wire.ipv4(Wire.SERVER, Wire.CLIENT, 6, Wire.tcp(8080, 4000, 500, 9, ACK, text("a"))));
    tap.send(Wire.ipv4(Wire.CLIENT, Wire.SERVER, 6, Wire.tcp(4000, 8080, 9, 501, ACK, text("b"))));
    Recorder stream = tap.close().only();
    assertEquals(">a <b", stream.story());
    assertEquals(8080, stream.start.key().clientPort());
    assertEquals(Beginning.MISSING, stream.start.beginning());
    assertEquals(Orientation.FIRST_PACKET, stream.start.orientation());
  }

  @Test
  void knowsTheServerByItsPortWhereItsAnswerWasCapturedFirst() {
    Tap tap = new Tap().send(serverTcp(500, 100, ACK, "welcome")).send(clientTcp(100, ACK, "hi"));
    Recorder tcp = tap.send(serverUdp("answer")).send(clientUdp("ask")).close().streams.get(1);
    assertEquals("<welcome >hi", tcp.story());
    assertEquals(Orientation.PORTS, tcp.start.orientation());
    assertEquals("<answer >ask", tap.streams.get(0).story());
    assertEquals(53, tap.streams.get(0).start.key().serverPort());
    assertEquals(Orientation.PORTS, tap.streams.get(0).start.orientation());
    assertEquals(2, tap.table.counters().orientedByPorts());
  }

  @Test
  void beginsAMidstreamStreamWithItsFirstPayloadButRemembersItsFirstPacket() {
    Tap tap = new Tap().send(clientTcp(100, ACK, ""));
    assertEquals(0, tap.streams.size());
    Recorder stream = tap.pause(Tap.SECOND).send(serverTcp(500, 100, ACK, "a")).close().only();
    assertEquals("<a", stream.story());
    assertEquals(1, stream.summary.packetsToServer());
    assertEquals(Tap.SECOND + 1000, stream.summary.endNanos() - stream.start.startNanos());
  }

  @Test
  void beginsNothingWithoutSynOrPayload() {
    Tap tap = new Tap().send(clientTcp(100, ACK, "")).send(serverTcp(500, 100, ACK, ""));
    tap.send(serverTcp(500, 100, ACK | FIN, "")).send(clientTcp(100, RST, "")).close();
    assertEquals(0, tap.streams.size());
    assertEquals(4, tap.table.counters().outsideStreams());
    Tap reset = new Tap().send(clientTcp(100, RST, "why")).close();
    assertEquals(0, reset.streams.size());
    assertEquals(1, reset.table.counters().outsideStreams());
  }

  @Test
  void tellsAStreamWithoutPayload() {
    Tap tap = new Tap().send(clientTcp(99, SYN, "")).send(serverTcp(0, 100, RST | ACK, "")).close();
    assertEquals(EndReason.RST, tap.only().summary.reason());
    assertEquals(0, tap.only().summary.bytes());
    assertFalse(tap.only().summary.oneDirection());
    assertEquals(1, tap.table.counters().streamsWithoutPayload());
  }

  @Test
  void callsALoneSynNoOneDirectionCapture() {
    assertFalse(new Tap().send(clientTcp(99, SYN, "")).close().only().summary.oneDirection());
  }

  @Test
  void countsWhatWasUnderWayWhenAResetCame() {
    Tap tap = opened(new Tap()).send(serverTcp(503, 100, ACK, "d"));
    tap.send(clientTcp(100, RST, "")).send(serverTcp(500, 100, ACK, "abc"));
    Recorder stream = tap.close().only();
    assertEquals("<[ <] <abc <d", stream.story());
    assertEquals(EndReason.RST, stream.summary.reason());
  }

  @Test
  void saysThatAHoleNeverFilled() {
    Tap tap = opened(new Tap()).send(clientTcp(103, ACK, "later")).close();
    assertTrue(tap.only().summary.gapToServer());
    assertFalse(tap.only().summary.gapToClient());
    assertEquals(1, tap.table.counters().streamsWithGap());
  }

  @Test
  void endsAtWhatTheSnapLengthCut() {
    byte[] frame = clientTcp(100, ACK, "hello");
    Tap tap = opened(new Tap()).send(frame, frame.length - 2).send(clientTcp(105, ACK, "more"));
    assertEquals(">hel >[", tap.close().only().story());
  }

  @Test
  void tellsUdpInTheOrderOfArrival() {
    Tap tap = new Tap().send(clientUdp("query")).send(serverUdp("")).send(serverUdp("answer"));
    Recorder stream = tap.close().only();
    assertEquals(">query <answer", stream.story());
    assertEquals(Transport.UDP, stream.start.key().transport());
    assertEquals(2, stream.summary.packetsToClient());
    assertFalse(stream.start.midstream());
  }

  @Test
  void takesACutDatagramForAHole() {
    byte[] frame = clientUdp("query");
    Tap tap = new Tap().send(frame, frame.length - 3).send(clientUdp("x")).send(serverUdp("y"));
    Recorder stream = tap.close().only();
    assertEquals(">qu >[ <y", stream.story());
    assertTrue(stream.summary.gapToServer());
  }

  @Test
  void endsAUdpStreamAfterItsIdleTime() {
    Tap tap = new Tap(b -> b.udpIdle(Duration.ofSeconds(10))).send(clientUdp("a"));
    tap.pause(9 * Tap.SECOND).send(serverUdp("b")).pause(11 * Tap.SECOND).send(serverUdp("c"));
    tap.close();
    assertEquals(List.of(">a <b", "<c"), tap.streams.stream().map(Recorder::story).toList());
    assertEquals(EndReason.IDLE, tap.streams.get(0).summary.reason());
    assertEquals(53, tap.streams.get(1).start.key().serverPort());
  }

  @Test
  void endsSilentStreamsWhileOthersGoOn() {
    Tap tap = opened(new Tap(b -> b.tcpIdle(Duration.ofMinutes(1))));
    for (int i = 0; i < 5000; i++) {
      tap.pause(Tap.SECOND / 10).send(clientUdp("x"));
    }
    assertEquals(EndReason.IDLE, tap.streams.get(0).summary.reason());
    assertNull(tap.streams.get(1).summary);
  }

  @Test
  void onAQuietLinkTheHostAdvancesTime() {
    Tap tap = opened(new Tap(b -> b.tcpIdle(Duration.ofMinutes(1))));
    long last = 1_000 * Tap.SECOND + 10_000;
    tap.table.advance(last + 59 * Tap.SECOND);
    tap.table.advance(0);
    assertNull(tap.streams.get(0).summary);
    tap.table.advance(last + 61 * Tap.SECOND);
    assertEquals(EndReason.IDLE, tap.streams.get(0).summary.reason());
    assertEquals(0, tap.table.counters().openStreams());
    tap.close();
    assertThrows(IllegalStateException.class, () -> tap.table.advance(0));
  }

  @Test
  void silenceCountsFromTheLatestPacketWhereTheClockIsSetBack() {
    Tap tap = opened(new Tap(b -> b.tcpIdle(Duration.ofMinutes(1))));
    tap.pause(-50 * Tap.SECOND).send(clientTcp(100, ACK, "a"));
    tap.table.advance(Instant.ofEpochSecond(1_050));
    assertNull(tap.streams.get(0).summary);
    tap.table.advance(Instant.ofEpochSecond(1_061));
    assertEquals(1_000 * Tap.SECOND + 3000, tap.only().summary.endNanos());
  }

  @Test
  void beginsWhatNoSynCameForWhenTimeHasPassed() {
    Tap tap = new Tap().send(clientTcp(100, ACK, "a"));
    tap.table.advance(Instant.ofEpochSecond(1_002));
    assertEquals(List.of(), tap.streams);
    tap.table.advance(Instant.ofEpochSecond(1_002, 2_000));
    assertEquals(">a", tap.only().story());
    assertEquals(Beginning.MISSING, tap.only().start.beginning());
  }

  @Test
  void evictsTheStreamWhoseLastPacketIsOldest() {
    Tap tap = new Tap(b -> b.maxStreams(2)).linkType(101);
    for (int port : new int[] {1, 2, 1, 3}) {
      tap.send(Wire.ipv4(Wire.CLIENT, Wire.SERVER, 17, Wire.udp(port, 7, new byte[100])));
    }
    assertNull(tap.streams.get(0).summary);
    assertEquals(EndReason.EVICTED, tap.streams.get(1).summary.reason());
    assertNull(tap.streams.get(2).summary);
    assertEquals(1, tap.table.counters().evictedWithPayload());
  }

  @Test
  void givesOutWhatIsHeldOfAStreamThatHasToGo() {
    Tap tap = new Tap(b -> b.maxStreams(1)).send(clientTcp(100, ACK, "abc")).send(clientUdp("x"));
    assertEquals(">abc", tap.streams.get(0).story());
    assertEquals(EndReason.EVICTED, tap.streams.get(0).summary.reason());
    assertFalse(tap.streams.get(0).summary.isWhole());
  }

  @Test
  void isNotClosedWhileBytesBeforeAFinAreMissing() {
    Tap tap = opened(new Tap()).send(clientTcp(101, ACK | FIN, "b"));
    tap.send(serverTcp(500, 103, ACK | FIN, ""));
    byte[] last = Wire.tcp(40_000, 80, 103, 501, ACK, text(""));
    tap.send(Wire.ethernet(0x0800, Wire.ipv4(Wire.CLIENT, Wire.SERVER, 6, last)));
    assertNull(tap.only().summary);
    tap.send(clientTcp(100, ACK, "a"));
    assertEquals(">[ >] >a >b", tap.only().story());
    assertEquals(EndReason.FIN, tap.only().summary.reason());
    assertTrue(tap.only().summary.isWhole());
  }

  @Test
  void isClosedThoughBytesAreMissingOnceTheyCannotCome() {
    Tap tap = opened(new Tap(b -> b.maxBufferedBytesPerStream(200)));
    tap.send(clientTcp(101, ACK, "x".repeat(300))).send(clientTcp(401, ACK | FIN, ""));
    tap.send(serverTcp(500, 402, ACK | FIN, ""));
    byte[] last = Wire.tcp(40_000, 80, 402, 501, ACK, text(""));
    tap.send(Wire.ethernet(0x0800, Wire.ipv4(Wire.CLIENT, Wire.SERVER, 6, last)));
    assertEquals(EndReason.FIN, tap.only().summary.reason());
    assertTrue(tap.only().summary.gapToServer());
  }

  @Test
  void countsPayloadsThatTheSnapLengthCut() {
    Tap tap = opened(new Tap());
    byte[] frame = clientTcp(100, ACK, "abcdef");
    tap.send(frame, frame.length - 2).send(clientUdp("x")).close();
    assertEquals(1, tap.table.counters().cutPayloads());
    assertEquals(0, tap.table.counters().cutHeaders());
  }

  @Test
  void believesNoClockThatJumpsForAMoment() {
    Tap tap = opened(new Tap(b -> b.tcpIdle(Duration.ofMinutes(1))));
    for (int i = 0; i < 5000; i++) {
      long jump = i % 500 == 0 ? 1_000_000 * Tap.SECOND : 0;
      tap.pause(jump).send(clientUdp("x")).pause(-jump);
    }
    assertNull(tap.streams.get(0).summary);
    assertEquals(">a", tap.send(clientTcp(100, ACK, "a")).streams.get(0).story());
  }

  @Test
  void endsOpenStreamsInTheOrderInWhichTheyBegan() {
    List<Long> order = new ArrayList<>();
    FlowTable table =
        FlowTable.builder(
                start ->
                    new StreamObserver() {
                      @Override
                      public void bytes(Direction d, byte[] a, int o, int n, long t) {}

                      @Override
                      public void ended(StreamSummary summary) {
                        order.add(start.ordinal());
                      }
                    })
            .build();
    Packet packet = new Packet();
    for (int port = 1000; port > 900; port--) {
      byte[] frame =
          Wire.ethernet(
              0x0800, Wire.ipv4(Wire.CLIENT, Wire.SERVER, 17, Wire.udp(port, 53, text("x"))));
      packet.set(0, 1, frame, 0, frame.length, frame.length);
      table.accept(packet);
    }
    table.close();
    table.close();
    assertEquals(LongStream.range(0, 100).boxed().toList(), order);
    assertThrows(IllegalStateException.class, () -> table.accept(packet));
  }

  @Test
  void keepsTcpAndUdpAndTheVersionsOfIpApart() {
    Tap tap = new Tap().linkType(101);
    for (String[] ends :
        new String[][] {
          {"0.0.0.1", "0.0.0.2"}, {"::1", "::2"}, {"::ffff:0.0.0.1", "::ffff:0.0.0.2"}
        }) {
      byte[] udp = Wire.udp(1, 2, text("u"));
      byte[] tcp = Wire.tcp(1, 2, 0, 0, ACK, text("t"));
      boolean v4 = !ends[0].contains(":");
      tap.send(v4 ? Wire.ipv4(ends[0], ends[1], 17, udp) : Wire.ipv6(ends[0], ends[1], 17, udp));
      tap.send(v4 ? Wire.ipv4(ends[0], ends[1], 6, tcp) : Wire.ipv6(ends[0], ends[1], 6, tcp));
    }
    assertEquals(6, tap.close().streams.size());
  }

  @Test
  void evictsTheLeastRecentlyUsed() {
    Tap tap = new Tap(b -> b.maxStreams(3)).send(clientUdp("first"));
    for (int port = 1; port <= 4; port++) {
      byte[] udp = Wire.udp(port, 53, text("x"));
      tap.send(Wire.ethernet(0x0800, Wire.ipv4(Wire.CLIENT, Wire.SERVER, 17, udp)));
      tap.send(clientUdp("again"));
      assertTrue(tap.table.counters().openStreams() <= 3);
    }
    assertNull(tap.streams.get(0).summary);
    assertEquals(EndReason.EVICTED, tap.streams.get(1).summary.reason());
    assertEquals(EndReason.EVICTED, tap.streams.get(2).summary.reason());
    assertEquals(2, tap.table.counters().ended().get(EndReason.EVICTED));
  }

  @Test
  void forgetsConnectionsThatAreBeingClosedBeforeItEvictsOpenOnes() {
    Tap tap = new Tap(b -> b.maxStreams(2)).send(clientUdp("open"));
    opened(tap).send(clientTcp(100, ACK | FIN, "")).send(serverTcp(500, 101, ACK | FIN, ""));
    byte[] udp = Wire.udp(7, 53, text("x"));
    tap.send(Wire.ethernet(0x0800, Wire.ipv4(Wire.CLIENT, Wire.SERVER, 17, udp)));
    assertNull(tap.streams.get(0).summary);
    assertEquals(EndReason.FIN, tap.streams.get(1).summary.reason());
  }

  @Test
  void startsWithTheSynWhateverStrayFinCameBefore() {
    Tap tap = new Tap().send(clientTcp(99, SYN, "")).send(serverTcp(0, 100, FIN | ACK, ""));
    tap.send(serverTcp(499, 100, SYN | ACK, "")).send(serverTcp(500, 100, ACK, "welcome"));
    assertEquals("<welcome", tap.close().only().story());
  }

  @Test
  void forgetsClosedConnectionsBeforeItEvictsOpenOnes() {
    Tap tap = closed(new Tap(b -> b.maxStreams(2)));
    tap.send(clientUdp("a"));
    byte[] udp = Wire.udp(7, 53, text("x"));
    tap.send(Wire.ethernet(0x0800, Wire.ipv4(Wire.CLIENT, Wire.SERVER, 17, udp)));
    assertEquals(2, tap.table.counters().openStreams());
    assertEquals(0, tap.table.counters().ended().get(EndReason.EVICTED));
  }

  @Test
  void evictsNothingForWhatMayNeverBegin() {
    Tap tap = new Tap(b -> b.maxStreams(1)).send(clientUdp("a")).send(clientTcp(100, ACK, ""));
    assertNull(tap.only().summary);
    assertEquals(1, tap.table.counters().outsideStreams());
  }

  @Test
  void accountsForEveryPacket() {
    Tap tap = closed(new Tap()).send(clientUdp("x")).send(new byte[5]).send(new byte[60]).close();
    FlowCounters counters = tap.table.counters();
    assertEquals(11, counters.packets());
    assertEquals(8, counters.tcpPackets());
    assertEquals(1, counters.udpPackets());
    assertEquals(1, counters.malformed());
    assertEquals(1, counters.notIp());
    assertEquals(1, counters.tcpStreams());
    assertEquals(1, counters.udpStreams());
    assertEquals(13, counters.payloadBytes());
    assertEquals(0, counters.openStreams());
    assertEquals(1, counters.ended().get(EndReason.FIN));
    assertEquals(1, counters.ended().get(EndReason.CLOSED));
  }

  @Test
  void refusesLimitsThatAreNone() {
    FlowTable.Builder builder = FlowTable.builder(Recorder::new);
    assertThrows(IllegalArgumentException.class, () -> builder.maxStreams(0));
    assertThrows(IllegalArgumentException.class, () -> builder.maxBufferedBytes(-1));
    assertThrows(IllegalArgumentException.class, () -> builder.maxBufferedBytesPerStream(0));
    assertThrows(IllegalArgumentException.class, () -> builder.udpIdle(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> builder.tcpIdle(Duration.ofSeconds(-1)));
  }
}
