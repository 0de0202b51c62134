package io.entroprint.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.capture.FlowTable;
import io.entroprint.capture.Packet;
import io.entroprint.entropy.Direction;
import io.entroprint.packets.Wire;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who uses a stream or a table in a way that cannot be right is told so. */
@Timeout(60)
class WrongUseTest {
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);

  private void hold() {
    inside.countDown();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the second thread gets while the first is held inside. */
  private Throwable second(Runnable first, Runnable second) throws InterruptedException {
    Thread one = new Thread(first, "one");
    one.start();
    inside.await();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread two = new Thread(second, "two");
    two.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
    two.start();
    two.join();
    over.countDown();
    one.join();
    return thrown.get();
  }

  @Test
  void aSecondThreadInAStreamIsTold() throws InterruptedException {
    Sensor sensor = Sensor.builder(Made.LIBRARY).output(event -> hold()).build();
    SensorStream stream = sensor.open(Made.KEY, 0);
    stream.bytes(Direction.TO_SERVER, Made.LETTERS, 0, 100, 0);
    Throwable told =
        second(
            () -> stream.close(EndReason.FIN, 1),
            () -> stream.bytes(Direction.TO_SERVER, Made.LETTERS, 0, 100, 1));
    assertInstanceOf(ConcurrentModificationException.class, told);
    assertEquals(
        "two threads at a time use the stream " + Made.KEY + ": two while one is at it",
        told.getMessage());
    assertTrue(stream.summary().isPresent());
  }

  /** An output may ask the stream that it is told of. */
  @Test
  void anOutputMayUseTheStreamThatItIsToldOf() {
    SensorStream[] stream = new SensorStream[1];
    String[] said = new String[1];
    Sensor sensor =
        Sensor.builder(Made.LIBRARY)
            .output(
                event -> {
                  stream[0].close(EndReason.RST, 2);
                  said[0] = stream[0].verdict().labelOrDecision();
                })
            .build();
    stream[0] = sensor.open(Made.KEY, 0);
    stream[0].bytes(Direction.TO_SERVER, Made.LETTERS, 0, 4_096, 0);
    stream[0].close(EndReason.FIN, 1);
    assertEquals("letters", said[0]);
    assertEquals(EndReason.FIN, stream[0].summary().orElseThrow().reason());
    assertEquals(0, sensor.counters().outputFailures());
  }

  /** That would tell of the end before the rest, or twice. */
  @Test
  void anOutputMayNotEndOrFeedTheStreamThatItIsToldOf() {
    SensorStream[] stream = new SensorStream[1];
    List<String> told = new ArrayList<>();
    Sensor sensor =
        Sensor.builder(Made.LIBRARY)
            .precision(0.5)
            .output(
                event -> {
                  told.add(event.kind().name());
                  if (event.kind() == VerdictEvent.Kind.DECIDED) {
                    stream[0].close(EndReason.RST, 2);
                  }
                })
            .output(event -> told.add("then " + event.kind()))
            .build();
    stream[0] = sensor.open(Made.KEY, 0);
    stream[0].bytes(Direction.TO_SERVER, Made.LETTERS, 0, 100, 0);
    assertEquals(List.of("DECIDED", "then DECIDED"), told);
    assertEquals(1, sensor.counters().outputFailures());
    stream[0].bytes(Direction.TO_SERVER, Made.LETTERS, 100, 100, 1);
    stream[0].close(EndReason.FIN, 3);
    assertEquals(List.of("DECIDED", "then DECIDED", "FINAL", "then FINAL"), told);
    assertEquals(EndReason.FIN, stream[0].summary().orElseThrow().reason());
  }

  /** Also where nothing is measured any more. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsNoRangeAndWhatStandsBehindAHoleIsRefused(boolean stops) {
    Sensor.Builder builder = Sensor.builder(Made.LIBRARY);
    SensorStream stream =
        (stops ? builder.stopOnceDecided(0.5) : builder)
            .build()
            .open(StreamStart.of(Made.KEY, 0, 0));
    byte[] ten = new byte[10];
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> stream.bytes(Direction.TO_SERVER, Made.LETTERS, 0, Made.LETTERS.length + 1, 0));
    assertThrows(
        NullPointerException.class, () -> stream.bytes(Direction.TO_SERVER, null, 0, 0, 0));
    stream.bytes(Direction.TO_SERVER, Made.LETTERS, 0, 100, 0);
    for (int length : new int[] {-1500, Integer.MIN_VALUE, 11, Integer.MAX_VALUE}) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> stream.bytes(Direction.TO_CLIENT, ten, 0, length, 1));
    }
    stream.holeOpened(Direction.TO_CLIENT, 2);
    assertThrows(
        IllegalStateException.class, () -> stream.bytes(Direction.TO_CLIENT, ten, 0, 10, 3));
    stream.holeFilled(Direction.TO_CLIENT, 4);
    stream.bytes(Direction.TO_CLIENT, ten, 0, 10, 5);
    stream.close(EndReason.FIN, 6);
    assertEquals(100, stream.summary().orElseThrow().bytesToServer());
    assertEquals(10, stream.summary().orElseThrow().bytesToClient());
  }

  @Test
  void whatCannotBeOpenedDoesNotCount() {
    Sensor sensor = Sensor.builder(Made.LIBRARY).build();
    assertThrows(NullPointerException.class, () -> sensor.open((StreamStart) null));
    assertThrows(NullPointerException.class, () -> sensor.open(null, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> sensor.open(Made.KEY, Instant.ofEpochSecond(1L << 40)));
    assertEquals(0, sensor.counters().open());
  }

  /** One thread after another is right. */
  @Test
  void threadsMayTakeTurns() throws InterruptedException {
    SensorStream stream = Sensor.builder(Made.LIBRARY).build().open(Made.KEY, 0);
    for (int i = 0; i < 4; i++) {
      int at = i * 1000;
      Thread turn = new Thread(() -> stream.bytes(Direction.TO_SERVER, Made.LETTERS, at, 1000, at));
      turn.start();
      turn.join();
    }
    assertEquals("letters", stream.close(EndReason.FIN, 5_000).labelOrDecision());
  }

  @Test
  void aSecondThreadInATableIsTold() throws InterruptedException {
    StreamObserver.Factory holding =
        (StreamStart start) -> {
          hold();
          return new StreamObserver() {
            @Override
            public void bytes(Direction d, byte[] array, int offset, int length, long nanos) {}

            @Override
            public void ended(StreamSummary summary) {}
          };
        };
    FlowTable table = FlowTable.builder(holding).build();
    byte[] frame = Wire.clientTcp(99, Wire.SYN, "");
    Packet packet = new Packet();
    packet.set(0, 1, frame, 0, frame.length, frame.length);
    Throwable told = second(() -> table.accept(packet), () -> table.accept(packet));
    assertInstanceOf(ConcurrentModificationException.class, told);
    assertEquals(1, table.counters().packets());
    table.close();
  }
}
