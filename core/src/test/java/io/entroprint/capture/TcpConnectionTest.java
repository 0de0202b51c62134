package io.entroprint.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.packets.Wire;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TcpConnectionTest {
  private static final StreamStart START =
      StreamStart.of(new FlowKey(Transport.TCP, IpAddress.v4(1), 1, IpAddress.v4(2), 2), 0, 1_000);

  private final Recorder recorder = new Recorder(START);
  private final TcpConnection connection =
      new TcpConnection(START, recorder, TcpConnection.MAX_BUFFERED_BYTES);

  private void send(
      Direction from, int sequence, int acknowledgement, int flags, String payload, long time) {
    byte[] bytes = Wire.text("__" + payload + "__");
    connection.segment(from, sequence, acknowledgement, flags, bytes, 2, payload.length(), time);
  }

  @Test
  void putsSegmentsInOrderAndSaysHowItEnded() {
    send(Direction.TO_SERVER, 99, 0, TcpConnection.SYN, "", 1_000);
    send(Direction.TO_CLIENT, 499, 100, TcpConnection.SYN | TcpConnection.ACK, "", 1_001);
    send(Direction.TO_SERVER, 102, 500, TcpConnection.ACK, "cd", 1_002);
    send(Direction.TO_SERVER, 100, 500, TcpConnection.ACK, "ab", 1_003);
    send(Direction.TO_CLIENT, 500, 104, TcpConnection.ACK | TcpConnection.FIN, "xy", 1_005);
    send(Direction.TO_SERVER, 104, 503, TcpConnection.ACK | TcpConnection.FIN, "", 1_004);
    assertFalse(connection.isClosed());
    send(Direction.TO_CLIENT, 503, 105, TcpConnection.ACK, "", 1_004);
    assertTrue(connection.isClosed() && !connection.isReset());
    assertEquals(">[ >] >ab >cd <xy", recorder.story());

    StreamSummary summary = connection.end(EndReason.FIN);
    assertEquals(
        StreamSummary.builder(START)
            .endNanos(1_005)
            .packets(4, 3)
            .bytes(4, 2)
            .reason(EndReason.FIN)
            .build(),
        summary);
    assertSame(summary, recorder.summary);
    assertSame(summary, connection.end(EndReason.IDLE));
    assertThrows(
        IllegalStateException.class,
        () -> send(Direction.TO_SERVER, 105, 503, TcpConnection.ACK, "e", 1_009));
  }

  @Test
  void givesUpWhatWaitsBeyondItsBound() {
    Recorder told = new Recorder(START);
    TcpConnection small = new TcpConnection(START, told, 500);
    byte[] bytes = new byte[100];
    small.segment(Direction.TO_SERVER, 99, 0, TcpConnection.SYN, bytes, 0, 0, 1);
    for (int i = 1; i <= 10; i++) {
      small.segment(Direction.TO_SERVER, 100 + 100 * i, 0, 0, bytes, 0, 100, 1);
    }
    assertEquals(">[", told.story());
    assertTrue(small.end(EndReason.IDLE).gapToServer());
    assertEquals(1_000, small.droppedBytes());
  }

  @Test
  void knowsWhenASynOpensAnotherConnection() {
    send(Direction.TO_SERVER, 99, 0, TcpConnection.SYN, "", 1_000);
    send(Direction.TO_CLIENT, 499, 100, TcpConnection.SYN | TcpConnection.ACK, "", 1_001);
    send(Direction.TO_SERVER, 100, 500, TcpConnection.ACK, "ab", 1_003);
    assertFalse(connection.isReplacedBy(Direction.TO_SERVER, 99, 0, TcpConnection.SYN));
    assertTrue(connection.isReplacedBy(Direction.TO_SERVER, 7_000, 0, TcpConnection.SYN));
    assertFalse(connection.isReplacedBy(Direction.TO_SERVER, 7_000, 0, TcpConnection.ACK));
    connection.end(EndReason.FIN);
    assertTrue(connection.isReplacedBy(Direction.TO_SERVER, 99, 0, TcpConnection.SYN));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThrows(IllegalArgumentException.class, () -> new TcpConnection(START, recorder, 0));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> connection.segment(Direction.TO_SERVER, 1, 0, 0, new byte[3], 2, 2, 0));
  }

  /** One segment of a shuffled conversation. */
  private record Segment(Direction from, int position, String payload, int flags) {}

  @Test
  void tellsWhatAFlowTableTellsOfTheSameSegments() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      Tap tap = new Tap();
      Recorder told = new Recorder(START);
      TcpConnection one = new TcpConnection(START, told, TcpConnection.MAX_BUFFERED_BYTES);
      for (Segment s : conversation(random)) {
        boolean client = s.from == Direction.TO_SERVER;
        int sequence = (client ? 100 : 500) + s.position;
        tap.send(
            client
                ? Wire.clientTcp(sequence, s.flags, s.payload)
                : Wire.serverTcp(sequence, 0, s.flags, s.payload));
        byte[] bytes = Wire.text(s.payload);
        one.segment(s.from, sequence, 0, s.flags, bytes, 0, bytes.length, 0);
      }
      tap.close();
      one.end(EndReason.CLOSED);
      assertEquals(tap.only().story(), told.story(), "round " + round);
      StreamSummary expected = tap.only().summary;
      assertEquals(expected.bytesToServer(), told.summary.bytesToServer());
      assertEquals(expected.bytesToClient(), told.summary.bytesToClient());
      assertEquals(expected.packetsToServer(), told.summary.packetsToServer());
      assertEquals(expected.packetsToClient(), told.summary.packetsToClient());
      assertEquals(expected.gapToServer(), told.summary.gapToServer());
      assertEquals(expected.gapToClient(), told.summary.gapToClient());
    }
  }

  private static List<Segment> conversation(Random random) {
    List<Segment> segments = new ArrayList<>();
    for (Direction from : Direction.values()) {
      int end = random.nextInt(60);
      for (int at = 0; at < end; ) {
        int length = 1 + random.nextInt(9);
        char letter = (char) ('a' + at % 26);
        segments.add(new Segment(from, at, String.valueOf(letter).repeat(length), 0));
        // Some overlap, some leave a hole.
        at += Math.max(1, length + random.nextInt(4) - 2);
      }
    }
    for (int i = 0; i < segments.size() / 3; i++) {
      int at = random.nextInt(segments.size());
      Collections.swap(segments, at, random.nextInt(segments.size()));
      segments.add(segments.get(at));
    }
    segments.add(0, new Segment(Direction.TO_SERVER, -1, "", TcpConnection.SYN));
    segments.add(1, new Segment(Direction.TO_CLIENT, -1, "", TcpConnection.SYN));
    return segments;
  }
}
