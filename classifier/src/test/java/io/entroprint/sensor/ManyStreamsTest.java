package io.entroprint.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.match.Verdict;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Many streams at a time. More of them with {@code mvn -pl classifier -am test
 * -Dtest=ManyStreamsTest -Dsurefire.failIfNoSpecifiedTests=false -Dentroprint.streams=100000}, or
 * with {@code -Dentroprint.open=1000000} and {@code JAVA_TOOL_OPTIONS=-Xmx3g}.
 */
class ManyStreamsTest {
  private static final int STREAMS = Integer.getInteger("entroprint.streams", 10_000);
  private static final int OPEN = Integer.getInteger("entroprint.open", 50_000);
  private static final int THREADS = 16;
  private static final int OPEN_AT_A_TIME = 500;

  /** What the documentation says that a stream takes which has had this many bytes. */
  private static final int BYTES_SO_FAR = 400;

  private static final int BUDGET_BYTES = 1_536;

  /** All that was said of a stream. */
  private record Outcome(int events, OptionalInt decidedAt, Verdict verdict) {}

  /** Keeps what is said of streams by their ordinals: each is told of by one thread. */
  private static final class Outcomes {
    final Outcome[] all = new Outcome[STREAMS];
    private final int[] events = new int[STREAMS];

    void take(VerdictEvent event) {
      // The port and the low bits of the address say which stream it is.
      int index = (int) event.start().key().client().low();
      events[index]++;
      if (event.summary().isPresent()) {
        all[index] = new Outcome(events[index], event.decidedAt(), event.verdict());
      }
    }
  }

  private static FlowKey key(int index, Transport transport) {
    return new FlowKey(transport, IpAddress.v4(index), 40_000, IpAddress.v4(0x0a00_0001), 2_222);
  }

  /** Streams of the example captures, each cut at a place of its own. */
  private static int cut(int index, Said said) {
    Random random = new Random(index);
    int most = Math.min(said.length(), random.nextInt(4) == 0 ? 8_192 : 1_024);
    return random.nextInt(most + 1);
  }

  @Test
  void sixteenThreadsInRandomChunksSayWhatOneSaysOfWholeStreams()
      throws IOException, InterruptedException, ExecutionException {
    List<Said> captured = Said.ofExampleCaptures();
    assertTrue(captured.size() > 100);

    Outcomes expected = new Outcomes();
    Sensor whole = sensor(captured, expected);
    for (int i = 0; i < STREAMS; i++) {
      Said said = captured.get(i % captured.size());
      SensorStream stream = whole.open(key(i, said.transport), 0);
      said.feed(stream, 0, cut(i, said));
      stream.close(EndReason.FIN, 0);
    }

    Outcomes outcomes = new Outcomes();
    Sensor shared = sensor(captured, outcomes);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int first = t;
        threads.add(pool.submit(() -> interleave(shared, captured, first)));
      }
      for (Future<?> thread : threads) {
        thread.get();
      }
    } finally {
      pool.shutdownNow();
    }
    for (int i = 0; i < STREAMS; i++) {
      assertEquals(expected.all[i], outcomes.all[i], "stream " + i);
    }
    assertEquals(whole.counters(), shared.counters());
    assertEquals(STREAMS, shared.counters().opened());
    assertTrue(shared.counters().known() > STREAMS / 10, shared.counters().toString());
    assertTrue(shared.counters().unknown() > 0, shared.counters().toString());
    assertTrue(shared.counters().decided() > STREAMS / 10, shared.counters().toString());
  }

  private static Sensor sensor(List<Said> captured, Outcomes outcomes) {
    return Sensor.builder(Said.library(captured)).precision(0.9).output(outcomes::take).build();
  }

  /** A stream that one thread has under way. */
  private static final class UnderWay {
    final Said said;
    final SensorStream stream;
    final int end;
    int at;

    UnderWay(Said said, SensorStream stream, int end) {
      this.said = said;
      this.stream = stream;
      this.end = end;
    }
  }

  /** Feeds every sixteenth stream, many at a time, a piece of any of them after another. */
  private static void interleave(Sensor sensor, List<Said> captured, int first) {
    Random random = new Random(first);
    List<UnderWay> underWay = new ArrayList<>();
    int next = first;
    while (next < STREAMS || !underWay.isEmpty()) {
      if (next < STREAMS && underWay.size() < OPEN_AT_A_TIME) {
        Said said = captured.get(next % captured.size());
        SensorStream stream = sensor.open(key(next, said.transport), 0);
        underWay.add(new UnderWay(said, stream, cut(next, said)));
        next += THREADS;
        continue;
      }
      int which = random.nextInt(underWay.size());
      UnderWay one = underWay.get(which);
      int piece = Math.min(one.end - one.at, 1 + random.nextInt(1 << random.nextInt(11)));
      one.said.feed(one.stream, one.at, one.at + piece);
      one.at += piece;
      if (one.at == one.end) {
        one.stream.close(EndReason.FIN, 0);
        underWay.set(which, underWay.get(underWay.size() - 1));
        underWay.remove(underWay.size() - 1);
      }
    }
  }

  @Test
  void openStreamsFitTheBudget() throws IOException {
    List<Said> captured =
        Said.ofExampleCaptures().stream().filter(s -> s.length() >= BYTES_SO_FAR).toList();
    // A small library: what is measured is memory, not search.
    Sensor sensor = Sensor.builder(Said.library(captured.subList(0, 4))).precision(0.9).build();
    SensorStream[] open = new SensorStream[OPEN];
    long before = usedHeap();
    long estimated = 0;
    for (int i = 0; i < OPEN; i++) {
      Said said = captured.get(i % captured.size());
      open[i] = sensor.open(key(i, said.transport), 0);
      said.feed(open[i], 0, BYTES_SO_FAR);
      estimated += open[i].estimatedFootprintBytes();
    }
    long used = usedHeap() - before;
    System.out.printf(
        "%d open streams of %d bytes: %d B each estimated, %d B each used%n",
        OPEN, BYTES_SO_FAR, estimated / OPEN, used / OPEN);
    assertTrue(estimated <= (long) OPEN * BUDGET_BYTES, estimated / OPEN + " B");
    assertTrue(used <= estimated * 1.15, used + " B used, " + estimated + " B estimated");
    assertEquals(OPEN, sensor.counters().open());
    Arrays.fill(open, null);
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
