package io.entroprint.capture;

import static io.entroprint.packets.Wire.ACK;
import static io.entroprint.packets.Wire.RST;
import static io.entroprint.packets.Wire.SYN;
import static io.entroprint.packets.Wire.ipv4;
import static io.entroprint.packets.Wire.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.packets.Wire;
import io.entroprint.stream.StreamSummary.EndReason;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A connection that was closed is remembered for what comes late, in the order of its last packet,
 * and gives way before any open stream.
 */
class RememberedConnectionsTest {
  private static final int PLACES = 8;

  private final Tap tap = new Tap(b -> b.maxStreams(PLACES)).linkType(101);

  private void segment(int client, int sequence, int flags, int bytes) {
    byte[] payload = new byte[bytes];
    tap.send(ipv4("10.0.0." + client, Wire.SERVER, 6, tcp(1, 80, sequence, 1, flags, payload)));
  }

  private void closed(int client) {
    segment(client, 0, SYN, 0);
    segment(client, 1, ACK, 20);
    segment(client, 21, RST, 0);
  }

  /** Segments of 20 bytes of which it was known that they came before. */
  private long late() {
    FlowCounters counters = tap.table.counters();
    return counters.lateSegments() + counters.duplicateBytes() / 20;
  }

  @Test
  void whoHadALatePacketIsForgottenLast() {
    for (int client = 0; client < PLACES; client++) {
      closed(client);
    }
    assertEquals(PLACES, tap.streams.size());
    segment(0, 1, ACK, 20);
    assertEquals(1, late());
    // The first of them was heard of again: the second is the one that is forgotten.
    segment(50, 0, SYN, 0);
    segment(0, 1, ACK, 20);
    assertEquals(2, late());
    for (int client = 2; client < PLACES; client++) {
      segment(client, 1, ACK, 20);
    }
    assertEquals(2 + PLACES - 2, late());
    assertEquals(PLACES + 1, tap.streams.size());
  }

  @Test
  void openStreamsStayWhileAnythingClosedIsRemembered() {
    for (int client = 0; client < PLACES - 1; client++) {
      segment(client, 0, SYN, 0);
      segment(client, 1, ACK, 20);
    }
    closed(40);
    segment(50, 0, SYN, 0);
    segment(50, 1, ACK, 20);
    assertEquals(0, tap.streams.stream().filter(RememberedConnectionsTest::isEvicted).count());
    // Now all are open, and one has to give way.
    segment(51, 0, SYN, 0);
    segment(51, 1, ACK, 20);
    assertEquals(1, tap.streams.stream().filter(RememberedConnectionsTest::isEvicted).count());
  }

  /** An acknowledgement alone begins nothing; it does not drive a stream out of a full table. */
  @Test
  void anEmptySegmentOfNobodyTakesNoPlaceOfAnOpenStream() {
    for (int client = 0; client < PLACES; client++) {
      segment(client, 0, SYN, 0);
      segment(client, 1, ACK, 20);
    }
    segment(60, 1, ACK, 0);
    assertEquals(1, tap.table.counters().outsideStreams());
    assertEquals(0, tap.streams.stream().filter(RememberedConnectionsTest::isEvicted).count());
    segment(61, 1, ACK, 1);
    assertEquals(1, tap.table.counters().outsideStreams());
    assertEquals(1, tap.streams.stream().filter(RememberedConnectionsTest::isEvicted).count());
  }

  /** It may be the first that was captured of a connection, and nobody open has to go for it. */
  @Test
  void anEmptySegmentOfNobodyTakesThePlaceOfAClosedConnection() {
    for (int client = 0; client < PLACES - 1; client++) {
      segment(client, 0, SYN, 0);
      segment(client, 1, ACK, 20);
    }
    closed(40);
    segment(60, 1, ACK, 0);
    assertEquals(0, tap.table.counters().outsideStreams());
    segment(40, 1, ACK, 20);
    assertEquals(0, late());
  }

  /** Of five-tuples with nothing but empty segments too the one not heard of longest goes. */
  @Test
  void whoHadAnEmptySegmentIsForgottenLast() {
    for (int client = 0; client < PLACES; client++) {
      segment(client, 1, ACK, 0);
    }
    segment(0, 1, ACK, 0);
    segment(50, 0, SYN, 0);
    segment(0, 1, ACK, 20);
    segment(1, 1, ACK, 20);
    tap.close();
    Map<String, Long> packets = new HashMap<>();
    for (Recorder stream : tap.streams) {
      packets.put(
          stream.summary.start().key().client().toString(), stream.summary.packetsToServer());
    }
    assertEquals(Map.of("10.0.0.50", 1L, "10.0.0.0", 3L, "10.0.0.1", 1L), packets);
  }

  private static boolean isEvicted(Recorder stream) {
    return stream.summary != null && stream.summary.reason() == EndReason.EVICTED;
  }
}
