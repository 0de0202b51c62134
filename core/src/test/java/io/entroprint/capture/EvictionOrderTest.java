package io.entroprint.capture;

import static io.entroprint.packets.Wire.ACK;
import static io.entroprint.packets.Wire.ipv4;
import static io.entroprint.packets.Wire.tcp;
import static io.entroprint.packets.Wire.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.packets.Wire;
import io.entroprint.stream.StreamSummary.EndReason;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which stream gives way, and when one is silent for too long: to the byte and the nanosecond. */
class EvictionOrderTest {
  /** An eighth of this is two. */
  private static final int PLACES = 16;

  private static void datagram(Tap tap, int client, int port, int bytes) {
    tap.send(ipv4("10.0.0." + client, Wire.SERVER, 17, udp(port, 7, new byte[bytes])));
  }

  /** The streams that were evicted, by their place in the order in which they began. */
  private static List<Integer> evicted(Tap tap) {
    return IntStream.range(0, tap.streams.size())
        .filter(i -> tap.streams.get(i).summary != null)
        .peek(i -> assertEquals(EndReason.EVICTED, tap.streams.get(i).summary.reason()))
        .boxed()
        .toList();
  }

  /** Of the kind with less one goes first, though it is newer, if it has more than an eighth. */
  @ParameterizedTest
  @CsvSource({
    "100,  7,    3, 13",
    "100,  8,    3, 0",
    "100,  7,    2, 0",
    "5000, 1023, 3, 13",
    "5000, 1024, 3, 0",
    "5000, 1023, 2, 0",
    "1024, 7,    3, 13"
  })
  void whoHasLessGoesFirst(int ofOlder, int ofNewer, int newer, int goes) {
    Tap tap = new Tap(b -> b.maxStreams(PLACES)).linkType(101);
    for (int i = 0; i < PLACES; i++) {
      datagram(tap, i, 1, i < PLACES - newer ? ofOlder : ofNewer);
    }
    assertEquals(List.of(), evicted(tap));
    datagram(tap, 99, 1, 100);
    assertEquals(List.of(goes), evicted(tap));
  }

  /** Of a kind the least recently used goes: whoever had a packet since is behind all others. */
  @ParameterizedTest
  @ValueSource(ints = {3, 100, 2000})
  void ofAKindTheLeastRecentlyUsedGoes(int bytes) {
    Tap tap = new Tap(b -> b.maxStreams(PLACES)).linkType(101);
    for (int i = 0; i < PLACES; i++) {
      datagram(tap, i, 1, bytes);
    }
    for (int i = 0; i < PLACES; i++) {
      if (i != 5) {
        datagram(tap, i, 1, 1);
      }
    }
    datagram(tap, 99, 1, 2000);
    assertEquals(List.of(5), evicted(tap));
  }

  /** The stream that exceeds its client's share goes before all others. */
  @ParameterizedTest
  @CsvSource({"3, 0", "4, 3", "6, 3"})
  void whatIsBeyondAShareGoesFirst(int ofOneClient, int goes) {
    Tap tap = new Tap(b -> b.maxStreams(PLACES).maxStreamsPerClient(3)).linkType(101);
    for (int i = 0; i < PLACES; i++) {
      datagram(tap, i < ofOneClient ? 50 : 51 + i, 1 + i, 5000);
    }
    datagram(tap, 99, 1, 100);
    assertEquals(List.of(goes), evicted(tap));
  }

  /** What waits for its SYN goes before what has begun if it has more than an eighth. */
  @ParameterizedTest
  @CsvSource({"3, 13", "2, 0"})
  void whatHasNotBegunGoesFirst(int held, int goes) {
    Tap tap = new Tap(b -> b.maxStreams(PLACES)).linkType(101);
    for (int i = 0; i < PLACES; i++) {
      if (i < PLACES - held) {
        datagram(tap, i, 1, 100);
      } else {
        tap.send(ipv4("10.0.0." + i, Wire.SERVER, 6, tcp(1, 80, 5, 1, ACK, new byte[100])));
      }
    }
    assertEquals(PLACES - held, tap.streams.size());
    datagram(tap, 99, 1, 100);
    // The oldest of those that are held begins, and ends at once.
    assertEquals(List.of(goes), evicted(tap));
  }

  @Test
  void aStreamIsSilentForTooLongOnlyAfterItsIdleTime() {
    Tap tap = new Tap(b -> b.udpIdle(Duration.ofSeconds(10))).linkType(101);
    datagram(tap, 1, 1, 10);
    long last = 1_000 * Tap.SECOND + 1_000;
    tap.table.advance(last + 10 * Tap.SECOND);
    assertNull(tap.only().summary);
    tap.table.advance(last + 10 * Tap.SECOND + 1);
    assertEquals(EndReason.IDLE, tap.only().summary.reason());
    assertEquals(last, tap.only().summary.endNanos());
  }

  /** Time is the earliest of the last one or two windows of 1,024 packets, none before two. */
  @Test
  void timePassesOnceAThousandPacketsInARowSaySo() {
    PacketClock clock = new PacketClock();
    long[] earliest = {1_000, 7_000, 5_000, 9_000, 9_500};
    long[] expected = {Long.MIN_VALUE, 1_000, 5_000, 5_000, 9_000};
    for (int window = 0; window < earliest.length; window++) {
      for (int i = 1; i < 1024; i++) {
        assertFalse(clock.tick(i == 500 ? earliest[window] : 100_000));
      }
      assertTrue(clock.tick(100_000));
      assertEquals(expected[window], clock.time());
    }
  }
}
