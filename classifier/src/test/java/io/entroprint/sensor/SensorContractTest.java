package io.entroprint.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.capture.CaptureCounters;
import io.entroprint.capture.FlowCounters;
import io.entroprint.capture.FlowTable;
import io.entroprint.entropy.Direction;
import io.entroprint.match.Verdict;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What a host may rely on: numbers and their names, times, outputs that fail, and wrong use. */
class SensorContractTest {
  private static final long T = 1_000;

  private final List<VerdictEvent> events = new ArrayList<>();

  private static void feed(SensorStream stream, byte[] bytes, int length) {
    stream.bytes(Direction.TO_SERVER, bytes, 0, length, T + 1);
  }

  private static List<String> names(List<Metric> metrics) {
    return metrics.stream().map(m -> m.kind() + " " + m.name() + m.tags()).toList();
  }

  /** Names are what dashboards are made of: none may be lost or change. */
  @Test
  void everyNumberHasItsName() {
    String capture = "COUNTER entroprint.capture.";
    List<String> expected = new ArrayList<>();
    for (String name : List.of("packets", "packets.tcp", "packets.udp")) {
      expected.add(capture + name + "{}");
    }
    for (String reason :
        "unknown-link-type not-ip other-transport malformed cut-headers fragments outside-streams late"
            .split(" ", -1)) {
      expected.add(capture + "packets.dropped{reason=" + reason + "}");
    }
    for (String name : List.of("packets.truncated", "streams.tcp", "streams.udp")) {
      expected.add(capture + name + "{}");
    }
    List<String> reasons =
        java.util.Arrays.stream(EndReason.values())
            .map(r -> r.name().toLowerCase(java.util.Locale.ROOT))
            .toList();
    assertTrue(
        reasons.containsAll(List.of("closed", "fin", "rst", "idle", "evicted")), reasons::toString);
    reasons.forEach(r -> expected.add(capture + "streams.ended{reason=" + r + "}"));
    for (String name :
        "streams.gapped payload.bytes payload.duplicate payload.dropped".split(" ", -1)) {
      expected.add(capture + name + "{}");
    }
    expected.add("GAUGE entroprint.capture.streams.open{}");
    expected.add("GAUGE entroprint.capture.buffered.bytes{}");
    StreamObserver.Factory factory =
        start ->
            new StreamObserver() {
              @Override
              public void bytes(Direction d, byte[] array, int offset, int length, long time) {}

              @Override
              public void ended(StreamSummary summary) {}
            };
    try (FlowTable table = FlowTable.builder(factory).build()) {
      FlowCounters counters = table.counters();
      assertEquals(expected, names(Metric.of(() -> counters)));
    }

    List<String> own = new ArrayList<>();
    own.add("COUNTER entroprint.streams.opened{}");
    own.add("GAUGE entroprint.streams.open{}");
    reasons.forEach(r -> own.add("COUNTER entroprint.streams.ended{reason=" + r + "}"));
    for (String decision : List.of("known", "unknown", "undecided")) {
      own.add("COUNTER entroprint.verdicts{decision=" + decision + "}");
    }
    for (String name :
        ("streams.midstream streams.gapped verdicts.decided verdicts.changed outputs.failures"
                + " library.reloads library.refused")
            .split(" ", -1)) {
      own.add("COUNTER entroprint." + name + "{}");
    }
    assertEquals(own, names(Sensor.builder(Made.LIBRARY).build().metrics()));

    List<Metric> live = Metric.live(() -> new CaptureCounters(3, 2, 1));
    assertEquals(
        List.of(
            capture + "packets.received{}",
            capture + "packets.lost{reason=kernel}",
            capture + "packets.lost{reason=interface}"),
        names(live));
    assertEquals(List.of(3L, 2L, 1L), live.stream().map(m -> m.value().getAsLong()).toList());
    assertEquals(
        List.of("decided", "changed", "final"),
        List.of(
            VerdictEvent.Kind.DECIDED.id(),
            VerdictEvent.Kind.CHANGED.id(),
            VerdictEvent.Kind.FINAL.id()));
  }

  @Test
  void countersAreEqualByTheirNumbers() {
    Sensor sensor = Sensor.builder(Made.LIBRARY).midstream(true).precision(0.5).build();
    SensorCounters before = sensor.counters();
    assertEquals(before, sensor.counters());
    assertEquals(before.hashCode(), sensor.counters().hashCode());
    assertEquals(before.toString(), sensor.counters().toString());
    SensorStream stream = sensor.open(StreamStart.of(Made.KEY, 0, T));
    assertNotEquals(before, sensor.counters());
    assertNotEquals(before.hashCode(), sensor.counters().hashCode());
    assertNotEquals(before, null);
    // Another library has another name for it: the label changes, and the output hears it.
    sensor.addOutput(events::add);
    feed(stream, Made.LETTERS, 64);
    sensor.use(Made.OTHER_LIBRARY);
    feed(stream, Made.LETTERS, Made.LETTERS.length);
    stream.close(EndReason.FIN, T + 2);
    List<VerdictEvent.Kind> kinds = events.stream().map(VerdictEvent::kind).toList();
    long changes = kinds.stream().filter(VerdictEvent.Kind.CHANGED::equals).count();
    assertTrue(changes > 0, kinds::toString);
    assertEquals(changes, sensor.counters().changed());
    assertTrue(sensor.counters().toString().contains("changed " + changes + ","));
  }

  @Test
  void onlyTheLastWordIsHeardByWhoWantsNoMore() throws IOException {
    VerdictOutput all = events::add;
    VerdictOutput last = all.finalOnly();
    Sensor sensor =
        Sensor.builder(Made.LIBRARY).stopOnceDecided(0.5).midstream(false).output(last).build();
    SensorStream stream = sensor.open(Made.KEY, T);
    feed(stream, Made.LETTERS, Made.LETTERS.length);
    assertEquals(1, sensor.counters().decided());
    assertEquals(List.of(), events);
    Verdict verdict = stream.close(EndReason.FIN, T + 2);
    assertEquals(
        List.of(VerdictEvent.Kind.FINAL), events.stream().map(VerdictEvent::kind).toList());
    assertEquals(verdict, events.get(0).verdict());
    assertEquals("letters", verdict.labelOrDecision());
  }

  @Test
  void aPrecisionIsAboveNothingAndAtMostOne() {
    Sensor.Builder builder = Sensor.builder(Made.LIBRARY);
    for (double wrong : new double[] {0, -0.1, 1.0001, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> builder.precision(wrong));
      assertThrows(IllegalArgumentException.class, () -> builder.stopOnceDecided(wrong));
    }
    builder.precision(1).precision(Double.MIN_VALUE);
  }

  /** One line when an output begins to fail and one when it takes events again. */
  @Test
  void anOutputThatFailsIsLoggedOnceAndItsRecoveryToo() {
    List<String> log = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            log.add(line.getLevel() + " " + line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("io.entroprint.sensor");
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    boolean[] down = {false};
    try {
      Sensor sensor =
          Sensor.builder(Made.LIBRARY)
              .output(
                  event -> {
                    if (down[0]) {
                      throw new IOException("full");
                    }
                  })
              .build();
      for (String state : List.of("up", "down", "down", "up", "up", "down", "up")) {
        down[0] = state.equals("down");
        sensor.open(Made.KEY, T).close(EndReason.FIN, T);
      }
      assertEquals(3, sensor.counters().outputFailures());
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
    String lost = "WARNING an event is lost for {0}: {1}";
    String again = "INFO {0} takes events again";
    assertEquals(List.of(lost, again, lost, again), log);
  }

  /** A stream ends no earlier than the last thing that was heard of it, a hole too. */
  @Test
  void holesMoveTheTimeAndAreTold() {
    Sensor sensor = Sensor.builder(Made.LIBRARY).output(events::add).build();
    for (Direction direction : Direction.values()) {
      events.clear();
      SensorStream stream = sensor.open(Made.KEY, T);
      stream.holeOpened(direction, T + 50);
      Verdict verdict = stream.close(EndReason.FIN, T + 5);
      assertEquals(verdict, stream.verdict());
      StreamSummary summary = events.get(0).summary().orElseThrow();
      assertEquals(T + 50, summary.endNanos());
      assertEquals(direction == Direction.TO_SERVER, summary.gapToServer());
      assertEquals(direction == Direction.TO_CLIENT, summary.gapToClient());
      assertThrows(IllegalStateException.class, () -> stream.holeOpened(direction, T + 60));
      assertThrows(IllegalStateException.class, () -> stream.holeFilled(direction, T + 60));
      assertThrows(IllegalStateException.class, () -> stream.ended(summary));

      events.clear();
      SensorStream filled = sensor.open(Made.KEY, T);
      filled.holeOpened(direction, T + 1);
      filled.holeFilled(direction, T + 70);
      feed(filled, Made.LETTERS, 500);
      filled.close(EndReason.FIN, T + 5);
      assertEquals(T + 70, events.get(0).summary().orElseThrow().endNanos());
      assertTrue(!events.get(0).summary().orElseThrow().gap());
      assertEquals("letters", events.get(0).verdict().labelOrDecision());
      assertEquals(OptionalInt.empty(), events.get(0).decidedAt());
      assertEquals(Optional.empty(), events.get(0).previous());
    }
    assertEquals(2, sensor.counters().gapped());
  }

  /** An output may ask the stream that it hears of; another thread still may not use it. */
  @Test
  void aCallFromAnOutputDoesNotOpenTheStreamToOtherThreads() {
    SensorStream[] stream = new SensorStream[1];
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Sensor sensor =
        Sensor.builder(Made.LIBRARY)
            .precision(0.5)
            .output(
                event -> {
                  if (event.kind() == VerdictEvent.Kind.DECIDED) {
                    assertEquals("letters", stream[0].verdict().labelOrDecision());
                    Thread other = new Thread(() -> feed(stream[0], Made.LETTERS, 1));
                    other.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
                    other.start();
                    try {
                      other.join();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  }
                })
            .build();
    stream[0] = sensor.open(Made.KEY, T);
    feed(stream[0], Made.LETTERS, Made.LETTERS.length);
    assertTrue(thrown.get() instanceof ConcurrentModificationException, () -> "" + thrown.get());
    stream[0].close(EndReason.FIN, T + 3);
  }
}
