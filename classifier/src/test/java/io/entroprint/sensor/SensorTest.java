package io.entroprint.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Decision;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SensorTest {
  private static final long T = 1_795_293_886_123_456_789L;

  private final List<VerdictEvent> events = new ArrayList<>();

  private Sensor sensor(double precision) {
    return Sensor.builder(Made.LIBRARY).precision(precision).output(events::add).build();
  }

  private static void feed(SensorStream stream, byte[] bytes) {
    stream.bytes(Direction.TO_SERVER, bytes, 0, bytes.length, T + 1);
  }

  private List<String> told() {
    return events.stream().map(e -> e.kind() + " " + e.verdict().labelOrDecision()).toList();
  }

  @Test
  void tellsWhenALabelIsDecidedAndTheLastWordOnce() {
    SensorStream stream = sensor(0.5).open(Made.KEY, T);
    assertEquals(Decision.UNDECIDED, stream.verdict().decision());
    feed(stream, Made.LETTERS);
    assertEquals("letters", stream.verdict().labelOrDecision());
    assertEquals(List.of("DECIDED letters"), told());

    Verdict last = stream.close(EndReason.FIN, T + 5);
    assertEquals(last, stream.close(EndReason.RST, T + 9));
    assertEquals(last, stream.verdict());
    assertEquals(List.of("DECIDED letters", "FINAL letters"), told());

    VerdictEvent end = events.get(1);
    assertEquals(events.get(0).decidedAt(), end.decidedAt());
    assertEquals(
        Optional.of(
            StreamSummary.builder(StreamStart.of(Made.KEY, 0, T))
                .endNanos(T + 5)
                .bytes(Made.LETTERS.length, 0)
                .reason(EndReason.FIN)
                .build()),
        end.summary());
    assertEquals(end.summary(), stream.summary());
  }

  @Test
  void withoutAPrecisionOnlyTheEndIsTold() {
    Sensor sensor = Sensor.builder(Made.LIBRARY).output(events::add).build();
    SensorStream stream = sensor.open(Made.KEY, T);
    feed(stream, Made.LETTERS);
    assertEquals("letters", stream.verdict().labelOrDecision());
    assertEquals(List.of(), told());
    stream.close(EndReason.IDLE, T + 5);
    assertEquals(List.of("FINAL letters"), told());
    assertTrue(events.get(0).decidedAt().isEmpty());
  }

  @Test
  void theVerdictIsThatOfTheSameBytesMeasuredAlone() {
    SensorStream stream = Sensor.builder(Made.LIBRARY).build().open(Made.KEY, T);
    feed(stream, Made.DIGITS);
    Verdict open = new StreamClassifier(Made.LIBRARY).classify(Made.evidence(Made.DIGITS));
    assertEquals(open, stream.verdict());
    StreamEvidence whole = Made.evidence(Made.DIGITS).ended();
    Verdict ended = new StreamClassifier(Made.LIBRARY).classify(whole);
    assertEquals(ended, stream.close(EndReason.CLOSED, T + 2));
  }

  @Test
  void buffersOfAnyKindInAnyChunkingGiveTheSameEvents() {
    byte[] bytes = Arrays.copyOf(Made.LETTERS, 3_000);
    System.arraycopy(Made.DIGITS, 0, bytes, 100, 2_900);
    List<List<VerdictEvent>> all = new ArrayList<>();
    for (int chunk : new int[] {1, 3, 100, 1_000, 3_000}) {
      for (int kind = 0; kind < 3; kind++) {
        events.clear();
        SensorStream stream = sensor(0.5).open(Made.KEY, T);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        ByteBuffer heap = ByteBuffer.wrap(bytes);
        for (int at = 0; at < bytes.length; at += chunk) {
          int length = Math.min(chunk, bytes.length - at);
          if (kind == 0) {
            stream.bytes(Direction.TO_SERVER, bytes, at, length, T);
          } else {
            ByteBuffer buffer = (kind == 1 ? direct : heap).slice(at, length);
            stream.bytes(Direction.TO_SERVER, buffer, T);
            assertEquals(length, buffer.position());
          }
        }
        stream.close(EndReason.FIN, T);
        all.add(List.copyOf(events));
      }
    }
    assertTrue(all.get(0).size() > 1, told().toString());
    for (List<VerdictEvent> one : all) {
      assertEquals(all.get(0), one);
    }
  }

  @Test
  void aStreamThatHasEndedTakesNothing() {
    SensorStream stream = sensor(0.9).open(Made.KEY, T);
    stream.close(EndReason.FIN, T);
    assertThrows(IllegalStateException.class, () -> feed(stream, Made.LETTERS));
    assertThrows(IllegalStateException.class, () -> stream.holeOpened(Direction.TO_SERVER, T));
    StreamSummary summary = stream.summary().orElseThrow();
    assertThrows(IllegalStateException.class, () -> stream.ended(summary));
    assertEquals(1, events.size());
  }

  @Test
  void aHoleEndsWhatIsMeasuredAndIsReported() {
    Sensor sensor = sensor(0.5);
    SensorStream stream = sensor.open(Made.KEY, T);
    feed(stream, Made.LETTERS);
    stream.holeOpened(Direction.TO_SERVER, T + 2);
    assertThrows(IllegalStateException.class, () -> feed(stream, Made.LETTERS));
    stream.close(EndReason.EVICTED, T + 3);
    StreamSummary summary = stream.summary().orElseThrow();
    assertTrue(summary.gapToServer() && !summary.gapToClient());
    assertEquals(1, sensor.counters().gapped());
    assertEquals(1, sensor.counters().ended().get(EndReason.EVICTED));
  }

  @Test
  void aStreamFromTheMiddleIsUndecided() {
    Sensor sensor = sensor(0.5);
    SensorStream stream =
        sensor.open(
            StreamStart.builder(Made.KEY)
                .ordinal(7)
                .startNanos(T)
                .beginning(StreamStart.Beginning.MISSING)
                .build());
    feed(stream, Made.LETTERS);
    assertEquals(Optional.of(Verdict.Reason.MIDSTREAM), stream.verdict().reason());
    assertEquals(Optional.of(Verdict.Reason.MIDSTREAM), stream.close(EndReason.FIN, T).reason());
    assertEquals(1, sensor.counters().midstream());
    assertEquals(1, sensor.counters().undecided());
  }

  @Test
  void countsAndTheMetricsSayTheSame() {
    Sensor sensor = sensor(0.5);
    feed(sensor.open(Made.KEY, T), Made.LETTERS);
    SensorStream known = sensor.open(Made.KEY, T);
    feed(known, Made.LETTERS);
    known.close(EndReason.FIN, T);
    SensorStream unknown = sensor.open(Made.KEY, T);
    feed(unknown, Made.noise());
    unknown.close(EndReason.IDLE, T);
    sensor.open(Made.KEY, T).close(EndReason.RST, T);

    SensorCounters counters = sensor.counters();
    assertEquals(4, counters.opened());
    assertEquals(1, counters.open());
    assertEquals(1, counters.known());
    assertEquals(1, counters.unknown());
    assertEquals(1, counters.undecided());
    assertEquals(2, counters.decided());
    assertEquals(0, counters.changed());

    Map<String, Long> read = new TreeMap<>();
    for (Metric metric : sensor.metrics()) {
      read.put(metric.name() + metric.tags(), metric.value().getAsLong());
    }
    assertEquals(sensor.metrics().size(), read.size());
    assertEquals(4, read.get("entroprint.streams.opened{}"));
    assertEquals(1, read.get("entroprint.streams.open{}"));
    assertEquals(1, read.get("entroprint.streams.ended{reason=idle}"));
    assertEquals(0, read.get("entroprint.streams.ended{reason=evicted}"));
    assertEquals(1, read.get("entroprint.verdicts{decision=unknown}"));
    assertEquals(2, read.get("entroprint.verdicts.decided{}"));
  }

  @Test
  void outputsComeAndGoWhileStreamsAreUnderWay() {
    Sensor sensor = sensor(0.5);
    SensorStream stream = sensor.open(Made.KEY, T);
    List<VerdictEvent> later = new ArrayList<>();
    VerdictOutput second = later::add;
    feed(stream, Made.LETTERS);
    sensor.addOutput(second);
    stream.close(EndReason.FIN, T);
    assertEquals(List.of("DECIDED letters", "FINAL letters"), told());
    assertEquals(List.of(events.get(1)), later);

    assertTrue(sensor.removeOutput(second));
    assertFalse(sensor.removeOutput(second));
    sensor.open(Made.KEY, T).close(EndReason.FIN, T);
    assertEquals(3, events.size());
    assertEquals(1, later.size());
  }

  @Test
  void anInstantStandsForItsNanoseconds() {
    Instant time = Instant.ofEpochSecond(T / 1_000_000_000, T % 1_000_000_000);
    SensorStream stream = sensor(0.5).open(Made.KEY, time);
    assertEquals(T, stream.start().startNanos());
    stream.bytes(Direction.TO_SERVER, Made.LETTERS, 0, Made.LETTERS.length, time.plusNanos(3));
    assertEquals(T + 3, events.get(0).timeNanos());
    stream.close(EndReason.FIN, time.plusNanos(4));
    assertEquals(T + 4, stream.summary().orElseThrow().endNanos());
  }

  @Test
  void anOutputThatFailsIsCountedAndDoesNotDisturbTheOthers() {
    Sensor sensor =
        Sensor.builder(Made.LIBRARY)
            .precision(0.5)
            .output(
                event -> {
                  throw new IOException("the disk is full");
                })
            .output(
                event -> {
                  throw new IllegalStateException("a defect of the host");
                })
            .output(events::add)
            .build();
    SensorStream stream = sensor.open(Made.KEY, T);
    feed(stream, Made.LETTERS);
    assertEquals("letters", stream.close(EndReason.FIN, T).labelOrDecision());
    assertEquals(List.of("DECIDED letters", "FINAL letters"), told());
    assertEquals(4, sensor.counters().outputFailures());
  }

  /** What is compared ends at 4 KiB: a label rests on the same numbers however long a stream is. */
  @Test
  void whatIsMeasuredBehindTheVectorChangesNoLabel() {
    byte[] much = new byte[100_000];
    for (int i = 0; i < much.length; i++) {
      much[i] = (byte) ('a' + i % 26);
    }
    for (double precision : new double[] {Double.NaN, 0.5}) {
      List<Verdict> verdicts = new ArrayList<>();
      for (int measured : new int[] {4096, 5000, 65_536}) {
        Sensor.Builder builder = Sensor.builder(Made.LIBRARY).measured(measured);
        Sensor limited = (precision > 0 ? builder.precision(precision) : builder).build();
        SensorStream stream = limited.open(Made.KEY, T);
        feed(stream, much);
        verdicts.add(stream.close(EndReason.FIN, T + 5));
      }
      for (Verdict verdict : verdicts) {
        assertEquals(verdicts.get(2).labelOrDecision(), verdict.labelOrDecision());
        assertEquals(verdicts.get(2).confidence(), verdict.confidence());
        assertEquals(verdicts.get(2).distance(), verdict.distance());
        assertEquals(verdicts.get(2).offset(), verdict.offset());
      }
    }
    Sensor.Builder builder = Sensor.builder(Made.LIBRARY);
    assertThrows(IllegalArgumentException.class, () -> builder.measured(4095));
    assertThrows(IllegalArgumentException.class, () -> builder.measured(65_537));
  }

  @Test
  void refusesAPrecisionThatIsNone() {
    for (double precision : new double[] {0, -1, 1.01, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class, () -> Sensor.builder(Made.LIBRARY).precision(precision));
    }
  }

  @Test
  void aBrokenLibraryLeavesTheOldOneInPlaceAndSaysWhy(@TempDir Path directory) throws IOException {
    Sensor sensor = sensor(0.5);
    StreamClassifier before = sensor.classifier();
    Path good = directory.resolve("good.library");
    Made.OTHER_LIBRARY.write(good);
    String text = Files.readString(good);
    Path broken = directory.resolve("broken.library");
    Files.writeString(broken, text.replace("digits", "digit5"));
    Path cut = Files.writeString(directory.resolve("cut.library"), text.substring(0, 100));
    Path missing = directory.resolve("missing.library");

    for (Path file : List.of(broken, cut, missing)) {
      IOException e = assertThrows(IOException.class, () -> sensor.reload(file));
      assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      assertEquals(1, e.getMessage().lines().count());
      assertEquals(before, sensor.classifier());
    }
    assertEquals(3, sensor.counters().reloadsRefused());
    assertEquals("other@2.0.0", sensor.reload(good));
    assertEquals(1, sensor.counters().reloads());
  }

  @Test
  void aStreamUnderWayTakesTheNewLibrary() {
    Sensor sensor = Sensor.builder(Made.LIBRARY).output(events::add).build();
    SensorStream stream = sensor.open(Made.KEY, T);
    feed(stream, Made.LETTERS);
    assertEquals("made@1.0.0", stream.verdict().library());
    sensor.use(Made.OTHER_LIBRARY);
    assertEquals("renamed", stream.verdict().labelOrDecision());
    assertEquals("other@2.0.0", stream.close(EndReason.FIN, T).library());
  }

  @Test
  void aDecidedLabelStandsUntilTheNewLibraryDecidesAnother() {
    Sensor sensor = sensor(0.5);
    SensorStream stream = sensor.open(Made.KEY, T);
    stream.bytes(Direction.TO_SERVER, Made.LETTERS, 0, 300, T);
    sensor.use(Made.OTHER_LIBRARY);
    // The new library is asked at the next look, at 512 bytes.
    stream.bytes(Direction.TO_SERVER, Made.LETTERS, 300, 211, T);
    assertEquals("made@1.0.0", stream.verdict().library());
    stream.bytes(Direction.TO_SERVER, Made.LETTERS, 511, 1, T);
    assertEquals(List.of("DECIDED letters", "CHANGED renamed"), told());
    assertEquals("letters", events.get(1).previous().orElseThrow().labelOrDecision());
    assertEquals("other@2.0.0", stream.close(EndReason.FIN, T).library());
  }

  @Test
  void libraryAndVerdictsBelongTogetherWhileOneThreadSwapsAndOthersJudge()
      throws InterruptedException, ExecutionException {
    Verdict old = new StreamClassifier(Made.LIBRARY).classify(Made.evidence(Made.LETTERS).ended());
    Verdict other =
        new StreamClassifier(Made.OTHER_LIBRARY).classify(Made.evidence(Made.LETTERS).ended());
    Set<Verdict> said = ConcurrentHashMap.newKeySet();
    Sensor sensor = Sensor.builder(Made.LIBRARY).output(event -> said.add(event.verdict())).build();
    AtomicInteger left = new AtomicInteger(3);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> threads = new ArrayList<>();
      threads.add(
          pool.submit(
              () -> {
                while (left.get() > 0) {
                  sensor.use(Made.OTHER_LIBRARY);
                  sensor.use(Made.LIBRARY);
                }
              }));
      for (int t = 0; t < 3; t++) {
        threads.add(
            pool.submit(
                () -> {
                  // On until both have been seen, so that the swaps were met.
                  for (int i = 0; i < 300 || said.size() < 2; i++) {
                    SensorStream stream = sensor.open(Made.KEY, T);
                    feed(stream, Made.LETTERS);
                    stream.verdict();
                    stream.close(EndReason.FIN, T);
                  }
                  left.decrementAndGet();
                }));
      }
      for (Future<?> thread : threads) {
        thread.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(Set.of(old, other), said);
    assertEquals(sensor.counters().opened(), sensor.counters().known());
  }
}
