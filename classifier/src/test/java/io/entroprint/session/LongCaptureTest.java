package io.entroprint.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.library.Nature;
import io.entroprint.packets.TinyCapture;
import io.entroprint.session.DestinationClusters.Cluster;
import io.entroprint.session.RecurringSessions.Recurrence;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A day of traffic whose clusters and recurring sessions are known, since they were put there:
 *
 * <ul>
 *   <li>2,000 single connections at random times between 20 hosts and 200 servers, of 10 bytes to 5
 *       KB, text or random bytes: nothing;
 *   <li>at 6 h, 80 connections of three hosts within 100 s to 198.51.100.83:8083, random bytes: a
 *       cluster; at 18 h, 40 more within 50 s: another;
 *   <li>at 9 h, 50 connections of one host within 60 s to 198.51.100.80:80, text: no cluster of
 *       high entropy;
 *   <li>every 300 s for 20 h, give or take 6 s (normal), 192.0.2.7 calls 203.0.113.9:443 for about
 *       2 s with 400 bytes of random; every 40th call fails to come;
 *   <li>every hour, to the microsecond, three connections at once from 192.0.2.8 to
 *       203.0.113.10:80;
 *   <li>60 connections of 192.0.2.9 to 203.0.113.11:443 at random times of the day: not regular;
 *   <li>every 300 s, 192.0.2.10 fetches 100 KB from 203.0.113.12:443: regular, but not little.
 * </ul>
 */
class LongCaptureTest {
  private static final long SECOND = 1_000_000_000;
  private static final long HOUR = 3600 * SECOND;

  private static final List<Session> SESSIONS = new ArrayList<>();

  @BeforeAll
  static void construct() {
    Random random = new Random(20261121);
    TinyCapture capture = TinyCapture.create();
    for (int i = 0; i < 2000; i++) {
      long at = (long) (random.nextDouble() * 24 * HOUR);
      String client = "192.0.2." + (100 + random.nextInt(20));
      String server = "203.0.113." + (20 + random.nextInt(200));
      byte[] payload = bytes(random, random.nextInt(10, 5000), random.nextBoolean());
      connect(capture, client, server, random.nextBoolean() ? 80 : 443, at, payload, SECOND / 2);
    }
    for (int i = 0; i < 80; i++) {
      long at = 6 * HOUR + (long) (random.nextDouble() * 100 * SECOND);
      String client = "192.0.2." + (1 + i % 3);
      connect(capture, client, "198.51.100.83", 8083, at, bytes(random, 9000, true), SECOND);
    }
    for (int i = 0; i < 40; i++) {
      long at = 18 * HOUR + (long) (random.nextDouble() * 50 * SECOND);
      connect(capture, "192.0.2.1", "198.51.100.83", 8083, at, bytes(random, 9000, true), SECOND);
    }
    for (int i = 0; i < 50; i++) {
      long at = 9 * HOUR + (long) (random.nextDouble() * 60 * SECOND);
      connect(capture, "192.0.2.4", "198.51.100.80", 80, at, bytes(random, 9000, false), SECOND);
    }
    for (int i = 0; i < 240; i++) {
      long at = 2 * HOUR + i * 300L * SECOND + Math.round(random.nextGaussian() * 6 * SECOND);
      if (i % 40 != 39) {
        byte[] payload = bytes(random, 400, true);
        connect(capture, "192.0.2.7", "203.0.113.9", 443, at, payload, 2 * SECOND);
      }
    }
    for (int i = 0; i < 24; i++) {
      for (int j = 0; j < 3; j++) {
        byte[] payload = bytes(random, 700, false);
        connect(capture, "192.0.2.8", "203.0.113.10", 80, i * HOUR + j * 1000L, payload, SECOND);
      }
    }
    for (int i = 0; i < 60; i++) {
      long at = (long) (random.nextDouble() * 24 * HOUR);
      connect(capture, "192.0.2.9", "203.0.113.11", 443, at, bytes(random, 400, true), SECOND);
    }
    for (int i = 0; i < 100; i++) {
      byte[] payload = bytes(random, 100_000, true);
      connect(capture, "192.0.2.10", "203.0.113.12", 443, i * 300L * SECOND, payload, SECOND);
    }
    capture.replay(ByNature::new);
    SESSIONS.sort(Comparator.comparingLong(Session::startNanos));
  }

  private static int port = 20_000;

  private static void connect(
      TinyCapture capture,
      String client,
      String server,
      int serverPort,
      long at,
      byte[] answer,
      long lasting) {
    port = port == 60_000 ? 20_000 : port + 1;
    capture
        .connection(client, port, server, serverPort, at)
        .request("hello")
        .answer(answer)
        .after(lasting)
        .close();
  }

  private static byte[] bytes(Random random, int length, boolean isRandom) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    for (int i = 0; i < length && !isRandom; i++) {
      bytes[i] = (byte) ('a' + (bytes[i] & 15));
    }
    return bytes;
  }

  /** Says encrypted where any byte of the answer is beyond ASCII. */
  private static final class ByNature implements StreamObserver {
    private boolean ascii = true;

    ByNature(StreamStart start) {}

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      for (int i = offset; i < offset + length; i++) {
        ascii &= array[i] >= 0;
      }
    }

    @Override
    public void ended(StreamSummary summary) {
      Nature nature = ascii ? Nature.PLAINTEXT : Nature.ENCRYPTED;
      SESSIONS.add(Session.of(summary, ascii ? "http" : "unknown", nature));
    }
  }

  @Test
  void everyConnectionIsThere() {
    assertEquals(2000 + 80 + 40 + 50 + 234 + 72 + 60 + 100, SESSIONS.size());
  }

  @Test
  void findsTheTwoClustersOfHighEntropyAndNoOther() {
    List<Session> high = SESSIONS.stream().filter(s -> s.nature() == Nature.ENCRYPTED).toList();
    List<Cluster> clusters = new DestinationClusters(Duration.ofSeconds(30), 8).find(high);
    assertEquals(
        List.of("TCP 198.51.100.83:8083 80 3", "TCP 198.51.100.83:8083 40 1"),
        clusters.stream()
            .map(c -> c.destination() + " " + c.sessions().size() + " " + c.clients())
            .toList());
    Cluster first = clusters.get(0);
    assertEquals(48, first.perMinute(), 2);
    assertEquals("unknown", first.label());
    assertEquals(1, first.labelShare());
    assertEquals(Nature.ENCRYPTED, first.nature());
    assertEquals(1, first.natureShare());
    assertEquals(80 * 9007, first.bytes());
    assertEquals(6 * 3600, seconds(first.startNanos() - TinyCapture.START), 3);
    assertEquals(100, seconds(first.lastStartNanos() - first.startNanos()), 4);
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  @Test
  void findsTheClusterOfTextWhereAllStreamsAreAskedFor() {
    List<Cluster> clusters = new DestinationClusters(Duration.ofSeconds(30), 8).find(SESSIONS);
    assertEquals(3, clusters.size());
    assertEquals("http", clusters.get(1).label());
    assertEquals(Nature.PLAINTEXT, clusters.get(1).nature());
    assertEquals(50, clusters.get(1).sessions().size());
  }

  @Test
  void findsTheRecurringSessionsAndNoOther() {
    List<Recurrence> found = new RecurringSessions().find(SESSIONS);
    assertEquals(
        List.of("192.0.2.7 TCP 203.0.113.9:443 234 234 5", "192.0.2.8 TCP 203.0.113.10:80 72 24 0"),
        found.stream()
            .map(
                r ->
                    r.client()
                        + " "
                        + r.destination()
                        + " "
                        + r.sessions().size()
                        + " "
                        + r.occurrences()
                        + " "
                        + r.missed())
            .toList());
    Recurrence calls = found.get(0);
    assertEquals(300, calls.period().toMillis() / 1000.0, 2);
    // The difference of two times, each 6 s off.
    assertEquals(6 * Math.sqrt(2), calls.jitter().toMillis() / 1000.0, 1.5);
    assertEquals(2, calls.medianDuration().toMillis() / 1000.0, 0.01);
    assertEquals(407, calls.medianBytes());
    assertEquals(234 * 407, calls.bytes());
    Recurrence hourly = found.get(1);
    assertEquals(Duration.ofHours(1), hourly.period());
    assertEquals(Duration.ZERO, hourly.jitter());
  }

  @Test
  void largeSessionsRecurOnlyWhereTheyAreAskedFor() {
    RecurringSessions.Options options =
        new RecurringSessions.Options(
            6, Duration.ofSeconds(10), Duration.ofMinutes(30), Long.MAX_VALUE, 0.25);
    assertEquals(3, new RecurringSessions(options).find(SESSIONS).size());
  }

  @Test
  void contextIsWhatTheSameHostsDidAtTheTime() {
    SessionContext context = new SessionContext(SESSIONS);
    Session hourly =
        SESSIONS.stream()
            .filter(s -> s.key().client().toString().equals("192.0.2.8"))
            .skip(3)
            .findFirst()
            .orElseThrow();
    List<Session> near = context.around(hourly, Duration.ofSeconds(5));
    assertEquals(2, near.size());
    assertTrue(near.stream().noneMatch(s -> s.equals(hourly)));
    assertTrue(near.stream().allMatch(s -> s.destination().equals(hourly.destination())));
    // From one hour before to one after: the three of each.
    assertEquals(8, context.around(hourly, Duration.ofHours(1)).size());
    assertEquals(2, context.around(hourly, Duration.ofMinutes(30)).size());
  }
}
