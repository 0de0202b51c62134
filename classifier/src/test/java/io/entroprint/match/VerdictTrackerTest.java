package io.entroprint.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.MadeFingerprints;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.ForwardingObserver;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTrackerTest {
  private static final StreamStart START =
      StreamStart.of(new FlowKey(Transport.TCP, IpAddress.v4(1), 1, IpAddress.v4(2), 2), 0, 0);

  /** That of the captures that come with the project, made once. */
  private static StreamClassifier examples;

  /** Writes down what it is told. */
  private static final byte[] SHORT = text(1, 32);

  private static final byte[] LONG = text(2, 4096);

  private static final class Diary implements VerdictTracker.Listener {
    final List<String> events = new ArrayList<>();

    @Override
    public void decided(StreamStart start, Verdict verdict, long timeNanos) {
      events.add("decided " + verdict.labelOrDecision() + " on " + verdict.offset());
    }

    @Override
    public void changed(StreamStart start, Verdict was, Verdict is, long timeNanos) {
      events.add("changed to " + is.labelOrDecision() + " on " + is.offset());
    }

    @Override
    public void ended(StreamSummary summary, MeteredStream stream, Verdict verdict) {
      events.add("ended " + verdict.labelOrDecision());
    }
  }

  @Test
  void decidesOnceAndTellsAChangeAsOne() {
    byte[] mixed = longThatBeginsAsShort();
    StreamClassifier classifier = shortAndLong();

    Diary diary = new Diary();
    VerdictTracker tracker = new VerdictTracker(START, classifier, 0.5, diary);
    tracker.bytes(Direction.TO_SERVER, mixed, 0, mixed.length, 5);
    tracker.ended(summary(mixed.length));

    assertEquals("decided short on 32", diary.events.get(0));
    assertTrue(diary.events.get(1).startsWith("changed to long on "), diary.events.toString());
    assertEquals("ended long", diary.events.get(2));
    assertEquals(3, diary.events.size());
  }

  /** Once decided, there is one more look, so only there a change can show. */
  @Test
  void whatIsDecidedIsLookedAtAgainAt4096AndAtTheEndAlone() {
    byte[] first = text(1, 32);
    byte[] later = text(2, 6000);
    byte[] mixed = later.clone();
    System.arraycopy(first, 0, mixed, 0, first.length);
    Diary diary = new Diary();
    VerdictTracker tracker =
        new VerdictTracker(
            START, classifier(fingerprint("short", first), fingerprint("long", later)), 0.5, diary);
    assertEquals(OptionalInt.empty(), tracker.decidedAt());
    tracker.bytes(Direction.TO_SERVER, mixed, 0, 4095, 5);
    assertEquals(List.of("decided short on 32"), diary.events);
    assertEquals(OptionalInt.of(32), tracker.decidedAt());
    tracker.bytes(Direction.TO_SERVER, mixed, 4095, 1, 6);
    assertEquals(List.of("decided short on 32", "changed to long on 4096"), diary.events);
    assertEquals(OptionalInt.of(4096), tracker.decidedAt());
    tracker.bytes(Direction.TO_SERVER, mixed, 4096, 1904, 7);
    tracker.ended(summary(6000));
    assertEquals(3, diary.events.size());
    assertEquals("long", tracker.verdict().labelOrDecision());
  }

  /** One look is enough from .97 on, else it takes two in a row; below what is wanted, the end. */
  @ParameterizedTest
  @CsvSource({
    "0.98, 0.5, decided one on 32",
    "0.98, 0.97, decided one on 32",
    "0.96, 0.5, decided one on 128",
    "0.90, 0.9, decided one on 128",
    "0.90, 0.91, "
  })
  void howSureALabelIsTellsHowManyLooksItTakes(double sure, double wanted, String event) {
    byte[] bytes = text(1, 600);
    StreamClassifier classifier = sure(sure, wanted, fingerprint("one", bytes));
    Diary diary = new Diary();
    VerdictTracker tracker = new VerdictTracker(START, classifier, 0.99, diary);
    tracker.bytes(Direction.TO_SERVER, bytes, 0, bytes.length, 5);
    assertEquals(event == null ? List.of() : List.of(event), diary.events);
  }

  /**
   * One that is always as sure.
   *
   * @param wanted the confidence for a precision of .99
   */
  private static StreamClassifier sure(double sure, double wanted, Fingerprint fingerprint) {
    return new StreamClassifier(
        FingerprintLibrary.builder(FeatureDefinition.EV1, "sure", "1.0.0")
            .created(LocalDate.EPOCH)
            .addAll(List.of(fingerprint))
            .calibration("tcp.label.bias", Math.log(sure / (1 - sure)) + 1e-9)
            .calibration("tcp.label.distance", 0)
            .calibration("tcp.label.ratio", 0)
            .calibration("tcp.label.threshold", 0.1)
            .calibration("tcp.label.precision-at." + wanted, 0.99)
            .build());
  }

  /** Notes what is decided early, and what is said in the end, of one stream after the other. */
  private static final class Notes implements VerdictTracker.Listener {
    final boolean listens;
    final List<Verdict> early = new ArrayList<>();
    final List<Verdict> last = new ArrayList<>();

    Notes(boolean listens) {
      this.listens = listens;
    }

    @Override
    public boolean listens() {
      return listens;
    }

    @Override
    public void decided(StreamStart start, Verdict verdict, long timeNanos) {
      early.add(verdict);
    }

    @Override
    public void ended(StreamSummary summary, MeteredStream stream, Verdict verdict) {
      last.add(verdict);
    }
  }

  @Test
  void whoDoesNotListenIsToldTheLabelAloneAndTheSameInTheEnd()
      throws IOException, InterruptedException {
    StreamClassifier classifier = examples();
    Notes listening = new Notes(true);
    Notes deaf = new Notes(false);
    for (Notes notes : List.of(listening, deaf)) {
      ExampleStreams.observe(
          "ssh2.pcap", i -> true, VerdictTracker.factory(classifier, 0.9, notes));
    }
    assertEquals(listening.last, deaf.last);
    assertTrue(listening.last.stream().anyMatch(VerdictTrackerTest::saysMoreThanTheLabel));
    assertEquals(listening.early.size(), deaf.early.size());
    for (int i = 0; i < deaf.early.size(); i++) {
      assertEquals(listening.early.get(i).label(), deaf.early.get(i).label());
      assertEquals(listening.early.get(i).offset(), deaf.early.get(i).offset());
    }
    long end = deaf.last.stream().mapToInt(Verdict::offset).min().orElseThrow();
    assertTrue(
        deaf.early.stream()
            .filter(v -> v.offset() < end)
            .noneMatch(VerdictTrackerTest::saysMoreThanTheLabel));
  }

  /** Of what comes before nothing is known: no checkpoint of such a stream is one. */
  @Test
  void aStreamFromTheMiddleIsNotDecidedEarly() {
    byte[] bytes = text(1, 500);
    StreamClassifier classifier = classifier(fingerprint("one", bytes));
    for (StreamStart.Beginning beginning : StreamStart.Beginning.values()) {
      Diary diary = new Diary();
      StreamStart start = StreamStart.builder(START.key()).beginning(beginning).build();
      VerdictTracker tracker = new VerdictTracker(start, classifier, 0.5, diary);
      tracker.bytes(Direction.TO_SERVER, bytes, 0, bytes.length, 5);
      boolean missing = beginning == StreamStart.Beginning.MISSING;
      assertEquals(missing ? List.of() : List.of("decided one on 32"), diary.events);
    }
  }

  @Test
  void chunksDoNotChangeTheEvents() {
    byte[] mixed = longThatBeginsAsShort();
    StreamClassifier classifier = shortAndLong();
    List<List<String>> diaries = new ArrayList<>();
    for (int chunk : new int[] {1, 7, 100, 4096}) {
      Diary diary = new Diary();
      VerdictTracker tracker = new VerdictTracker(START, classifier, 0.5, diary);
      for (int at = 0; at < mixed.length; at += chunk) {
        tracker.bytes(Direction.TO_SERVER, mixed, at, Math.min(chunk, mixed.length - at), at);
      }
      tracker.ended(summary(mixed.length));
      diaries.add(diary.events);
    }
    for (List<String> diary : diaries) {
      assertEquals(diaries.get(0), diary);
    }
  }

  @Test
  void measuresNoMoreOnceDecidedIfToldSo() {
    byte[] mixed = longThatBeginsAsShort();
    StreamClassifier classifier = shortAndLong();
    for (int chunk : new int[] {1, 7, 100, 4096}) {
      Diary diary = new Diary();
      VerdictTracker tracker = new VerdictTracker(START, classifier, 0.5, diary).stopOnceDecided();
      for (int at = 0; at < mixed.length; at += chunk) {
        tracker.bytes(Direction.TO_SERVER, mixed, at, Math.min(chunk, mixed.length - at), at);
      }
      assertEquals(32, tracker.stream().meter().measured());
      assertEquals(mixed.length, tracker.stream().meter().bytes(Direction.TO_SERVER));
      tracker.ended(summary(mixed.length));
      assertEquals(List.of("decided short on 32", "ended short"), diary.events);
      assertEquals(tracker.decided().orElseThrow(), tracker.verdict());
      assertEquals(32, tracker.verdict().offset());
    }
  }

  @Test
  void aStreamThatIsNotDecidedEarlyIsMeasuredToItsEndAllTheSame() {
    byte[] random = new byte[2000];
    new Random(1).nextBytes(random);
    StreamClassifier classifier =
        classifier(fingerprint("one", text(1, 500)), fingerprint("other", text(2, 500)));
    VerdictTracker tracker =
        new VerdictTracker(START, classifier, 0.99, new Diary()).stopOnceDecided();
    tracker.bytes(Direction.TO_CLIENT, random, 0, random.length, 0);
    assertEquals(random.length, tracker.stream().meter().measured());
    tracker.ended(summary(random.length));
    assertEquals(classifier.classify(StreamEvidence.of(tracker.stream())), tracker.verdict());
  }

  /** At twenty bytes nothing was looked at: this is decided by its end. */
  @Test
  void aShortStreamIsDecidedAtItsEndIfItIsSureThen() {
    Fingerprint known = fingerprint("short", Arrays.copyOf(SHORT, 20));
    for (boolean sure : new boolean[] {true, false}) {
      StreamClassifier classifier = sure(sure ? 0.95 : 0.85, 0.9, known);
      Diary diary = new Diary();
      VerdictTracker tracker = new VerdictTracker(START, classifier, 0.99, diary);
      tracker.bytes(Direction.TO_SERVER, SHORT, 0, 20, 5);
      assertTrue(tracker.decided().isEmpty());
      assertEquals("short", tracker.verdict().labelOrDecision());
      tracker.ended(summary(20));
      assertEquals(
          sure ? List.of("decided short on 16", "ended short") : List.of("ended short"),
          diary.events);
      assertTrue(tracker.stream().summary().isPresent());
      // All of its bytes, though the last offset is at 16.
      assertEquals(sure ? OptionalInt.of(20) : OptionalInt.empty(), tracker.decidedAt());
    }
  }

  /** Between the looks there is none, but at the end there is. */
  @Test
  void whatIsDecidedMayBeAnotherLabelAtTheEnd() {
    byte[] mixed = Arrays.copyOf(longThatBeginsAsShort(), 3000);
    Diary diary = new Diary();
    VerdictTracker tracker = new VerdictTracker(START, shortAndLong(), 0.5, diary);
    tracker.bytes(Direction.TO_SERVER, mixed, 0, mixed.length, 5);
    assertEquals(List.of("decided short on 32"), diary.events);
    assertEquals("short", tracker.verdict().labelOrDecision());
    tracker.ended(summary(mixed.length));
    assertEquals(
        List.of("decided short on 32", "changed to long on 2048", "ended long"), diary.events);
  }

  /** A classifier that is exchanged judges from then on; what it does not know stands. */
  @Test
  void atTheEndTheClassifierOfTheMomentJudges() {
    byte[] bytes = Arrays.copyOf(SHORT, 32);
    StreamClassifier first = classifier(fingerprint("short", SHORT));
    for (boolean knows : new boolean[] {true, false}) {
      StreamClassifier second =
          knows ? named("other", fingerprint("brief", SHORT)) : named("other");
      List<StreamClassifier> now = new ArrayList<>(List.of(first));
      Diary diary = new Diary();
      VerdictTracker tracker = new VerdictTracker(START, () -> now.get(0), 0.5, diary);
      tracker.bytes(Direction.TO_SERVER, bytes, 0, bytes.length, 5);
      now.set(0, second);
      tracker.ended(summary(bytes.length));
      assertEquals(knows ? "brief" : "short", tracker.verdict().labelOrDecision());
      assertEquals(knows ? "other@1.0.0" : "two@1.0.0", tracker.verdict().library());
      assertEquals(knows ? 3 : 2, diary.events.size(), diary.events.toString());
    }
  }

  /** What is inside is other streams, whatever the outside looks like. */
  @Test
  void theOutsideOfATunnelIsNotDecidedByItsBytes() {
    StreamStart outside = StreamStart.builder(START.key()).outsideOf("vxlan").build();
    StreamClassifier classifier = classifier(fingerprint("one", LONG));
    for (boolean stops : new boolean[] {true, false}) {
      Diary diary = new Diary();
      VerdictTracker tracker = new VerdictTracker(outside, classifier, 0.5, diary);
      VerdictTracker told = stops ? tracker.stopOnceDecided() : tracker;
      told.bytes(Direction.TO_SERVER, LONG, 0, LONG.length, 5);
      assertEquals(List.of(), diary.events);
      told.ended(
          StreamSummary.builder(outside)
              .endNanos(9)
              .bytes(LONG.length, 0)
              .reason(StreamSummary.EndReason.FIN)
              .build());
      assertEquals("ended vxlan", diary.events.get(diary.events.size() - 1));
    }
  }

  /** As at the end: a beginning that was only inferred asks for .95. */
  @Test
  void anInferredBeginningAsksForMoreConfidence() {
    byte[] bytes = text(1, 600);
    for (double sure : new double[] {0.94, 0.96}) {
      Diary diary = new Diary();
      StreamStart inferred =
          StreamStart.builder(START.key()).beginning(StreamStart.Beginning.INFERRED).build();
      VerdictTracker tracker =
          new VerdictTracker(inferred, sure(sure, 0.5, fingerprint("one", bytes)), 0.99, diary);
      tracker.bytes(Direction.TO_SERVER, bytes, 0, bytes.length, 5);
      assertEquals(sure < 0.95 ? List.of() : List.of("decided one on 128"), diary.events);
    }
  }

  /** A listener may ask the tracker that tells it. */
  @Test
  void whoIsToldMayAskAtOnce() {
    VerdictTracker[] tracker = new VerdictTracker[1];
    List<String> said = new ArrayList<>();
    VerdictTracker.Listener asking =
        new VerdictTracker.Listener() {
          @Override
          public boolean listens() {
            return false;
          }

          @Override
          public void decided(StreamStart start, Verdict verdict, long timeNanos) {
            said.add(tracker[0].verdict().labelOrDecision() + " " + tracker[0].decidedAt());
          }

          @Override
          public void changed(StreamStart start, Verdict was, Verdict is, long timeNanos) {
            said.add(tracker[0].verdict().labelOrDecision() + " " + tracker[0].decidedAt());
          }
        };
    byte[] mixed = longThatBeginsAsShort();
    tracker[0] = new VerdictTracker(START, shortAndLong(), 0.5, asking);
    tracker[0].bytes(Direction.TO_SERVER, mixed, 0, mixed.length, 5);
    tracker[0].ended(summary(mixed.length));
    assertEquals(List.of("short OptionalInt[32]", "long OptionalInt[4096]"), said);
  }

  /** Libraries that were pruned or taught keep their name. */
  @Test
  void aClassifierOfTheSameNameMayKnowNothingOfTheLabel() {
    byte[] bytes = Arrays.copyOf(LONG, 600);
    for (boolean listens : new boolean[] {true, false}) {
      for (boolean knows : new boolean[] {true, false}) {
        List<StreamClassifier> now = new ArrayList<>(List.of(classifier(fingerprint("one", LONG))));
        Notes notes = new Notes(listens);
        VerdictTracker tracker = new VerdictTracker(START, () -> now.get(0), 0.5, notes);
        tracker.bytes(Direction.TO_SERVER, bytes, 0, 100, 5);
        assertEquals("one", tracker.verdict().labelOrDecision());
        now.set(0, knows ? classifier(fingerprint("other", LONG)) : classifier());
        assertEquals("one", tracker.verdict().labelOrDecision());
        tracker.bytes(Direction.TO_SERVER, bytes, 100, 500, 6);
        assertEquals(knows ? "other" : "one", tracker.verdict().labelOrDecision());
        tracker.ended(summary(600));
        assertEquals(knows ? "other" : "one", notes.last.get(0).labelOrDecision());
      }
    }
  }

  @Test
  void aPrecisionIsAShare() {
    StreamClassifier classifier = classifier(fingerprint("one", LONG));
    for (double precision : new double[] {Double.NaN, -0.1, 1.1}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new VerdictTracker(START, classifier, precision, new Diary()));
      assertThrows(
          IllegalArgumentException.class, () -> classifier.confidenceFor(Transport.TCP, precision));
    }
  }

  /** Who does not listen is told the label alone, but may ask for the rest at any time. */
  @Test
  void whoDoesNotListenMayAskForAllThatIsSaid() throws IOException, InterruptedException {
    StreamClassifier classifier = examples();
    Notes deaf = new Notes(false);
    List<VerdictTracker> trackers = new ArrayList<>();
    int[] more = new int[2];
    ExampleStreams.observe(
        "ssh2.pcap",
        i -> true,
        start -> {
          VerdictTracker tracker = new VerdictTracker(start, classifier, 0.9, deaf);
          trackers.add(tracker);
          return new ForwardingObserver() {
            @Override
            protected StreamObserver delegate() {
              return tracker;
            }

            @Override
            public void ended(StreamSummary summary) {
              more[0] += saysMoreThanTheLabel(tracker.verdict()) ? 1 : 0;
              more[1] += tracker.decided().filter(v -> saysMoreThanTheLabel(v)).isPresent() ? 1 : 0;
              tracker.ended(summary);
            }
          };
        });
    assertTrue(more[0] >= 10, more[0] + " of " + trackers.size());
    assertEquals(0, more[1]);
    assertTrue(new VerdictTracker.Listener() {}.listens());
  }

  @Test
  void aStreamThatIsNeverSureOnlyEnds() {
    byte[] random = new byte[2000];
    new Random(1).nextBytes(random);
    StreamClassifier classifier =
        classifier(fingerprint("one", text(1, 500)), fingerprint("other", text(2, 500)));
    Diary diary = new Diary();
    VerdictTracker tracker = new VerdictTracker(START, classifier, 0.99, diary);
    tracker.bytes(Direction.TO_CLIENT, random, 0, random.length, 0);
    tracker.ended(summary(random.length));
    assertEquals(List.of("ended unknown"), diary.events);
    assertTrue(tracker.decided().isEmpty());
  }

  @Test
  void onRealStreamsEveryEarlyLabelIsToldOnceAndStands() throws IOException, InterruptedException {
    StreamClassifier classifier = examples();
    Diary diary = new Diary();
    ExampleStreams.observe("ssh2.pcap", i -> true, VerdictTracker.factory(classifier, 0.9, diary));
    long decided = diary.events.stream().filter(e -> e.startsWith("decided ")).count();
    long ended = diary.events.stream().filter(e -> e.equals("ended ssh-2")).count();
    // Some begin like SSH-1 and are told to have changed.
    long changed = diary.events.stream().filter(e -> e.startsWith("changed to ssh-2")).count();
    long early = diary.events.stream().filter(e -> e.startsWith("decided ssh-2")).count();
    assertTrue(decided >= 18, diary.events.toString());
    assertEquals(20, ended);
    assertEquals(decided, early + changed);
  }

  private static boolean saysMoreThanTheLabel(Verdict verdict) {
    return verdict.client().isPresent()
        || verdict.server().isPresent()
        || verdict.settings().isPresent();
  }

  private static synchronized StreamClassifier examples() throws IOException, InterruptedException {
    if (examples == null) {
      examples = new StreamClassifier(ExampleStreams.library(ExampleStreams.all()));
    }
    return examples;
  }

  private static byte[] longThatBeginsAsShort() {
    byte[] mixed = LONG.clone();
    System.arraycopy(SHORT, 0, mixed, 0, SHORT.length);
    return mixed;
  }

  private static StreamClassifier shortAndLong() {
    return classifier(fingerprint("short", SHORT), fingerprint("long", LONG));
  }

  private static StreamClassifier classifier(Fingerprint... fingerprints) {
    return named("two", fingerprints);
  }

  private static StreamClassifier named(String library, Fingerprint... fingerprints) {
    return new StreamClassifier(
        FingerprintLibrary.builder(FeatureDefinition.EV1, library, "1.0.0")
            .created(LocalDate.EPOCH)
            .addAll(Arrays.asList(fingerprints))
            .build());
  }

  private static Fingerprint fingerprint(String label, byte[] toServer) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    meter.add(Direction.TO_SERVER, toServer, 0, toServer.length);
    return MadeFingerprints.of(new Label(label), 1, meter.vector());
  }

  private static StreamSummary summary(int bytes) {
    return StreamSummary.builder(START)
        .endNanos(9)
        .packets(1, 0)
        .bytes(bytes, 0)
        .reason(StreamSummary.EndReason.FIN)
        .build();
  }

  private static byte[] text(int seed, int length) {
    byte[] bytes = new byte[length];
    Random random = new Random(seed);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(4));
    }
    return bytes;
  }
}
