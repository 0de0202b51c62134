package io.entroprint.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.evaluate.Evaluation.CaptureSet;
import io.entroprint.evaluate.Evaluation.Dealing;
import io.entroprint.evaluate.EvaluationReport.Rejection;
import io.entroprint.evaluate.EvaluationReport.Section;
import io.entroprint.fit.Exemplars;
import io.entroprint.label.CaptureOrigins;
import io.entroprint.label.LabelSource;
import io.entroprint.label.LabelledCaptures;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict.Decision;
import io.entroprint.stream.Transport;
import io.entroprint.train.Trainer;
import io.entroprint.train.TrainingOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the captures that are part of the project. */
class EvaluationTest {
  private static final Path CAPTURES = Path.of("..", "examples", "captures");
  private static final TrainingOptions OPTIONS = TrainingOptions.defaults();

  private static List<LabelledStream> streams;
  private static Evaluation full;

  @BeforeAll
  static void evaluate() throws Exception {
    streams =
        LabelledCaptures.read(
                LabelSource.csv(CAPTURES.resolve("labels.csv")), CAPTURES, CaptureOrigins.none(), 2)
            .streams();
    full =
        Evaluation.leaveFamiliesOut(
            List.of(set("all of them", s -> true)), Transport.TCP, OPTIONS, FULL);
  }

  private static final Evaluation.Extent FULL = Evaluation.Extent.FULL;

  private static CaptureSet set(String name, Predicate<LabelledStream> of) {
    return new CaptureSet(name, CAPTURES, streams.stream().filter(of).toList());
  }

  @Test
  void anyNumberOfThreadsGivesTheSame() throws Exception {
    Evaluation threads =
        Evaluation.leaveFamiliesOut(
            List.of(set("all of them", s -> true)), Transport.TCP, OPTIONS.withThreads(3), FULL);
    assertEquals(full, threads);
  }

  /** A library of all streams must give the same if the family is hidden, for every stream. */
  @Test
  void neverAsksAFingerprintOfTheOwnFamily() throws Exception {
    FingerprintLibrary everything =
        Trainer.train(
                streams,
                "all",
                "1.0.0",
                LocalDate.EPOCH,
                new TrainingOptions(32, 20, 0, 0.05, 0.05, false, 1))
            .library();
    Map<String, String> families = new HashMap<>();
    everything.fingerprints().forEach(f -> families.put(f.id(), f.provenance().family()));
    StreamClassifier classifier = new StreamClassifier(everything);
    Set<String> labels = new HashSet<>();
    for (Answer answer : full.answers()) {
      String family = answer.stream().family();
      labels.add(answer.truth());
      assertNotEquals(family, families.get(answer.forced().nearest().orElseThrow()));
      assertEquals(
          classifier
              .classifyAnyway(
                  answer.stream().evidence(), f -> !f.provenance().family().equals(family))
              .labelOrDecision(),
          answer.forced().labelOrDecision());
      if (answer.verdict().decision() == Decision.KNOWN) {
        assertEquals(answer.forced(), answer.verdict());
      }
    }
    assertEquals(full.report().all().forced().perLabel().keySet(), labels);
  }

  @Test
  void reportsEachSetAndAllTogether() throws Exception {
    CaptureSet ssh = set("ssh", s -> s.capture().startsWith("ssh"));
    CaptureSet rest = set("rest", s -> !s.capture().startsWith("ssh"));
    EvaluationReport report =
        Evaluation.leaveFamiliesOut(List.of(ssh, rest), Transport.TCP, OPTIONS, FULL).report();
    assertEquals(
        List.of("all", "ssh", "rest"), report.sections().stream().map(Section::captures).toList());
    assertEquals(full.report().all().forced(), report.all().forced());
    assertEquals(full.report().all().rejection(), report.all().rejection());
    assertEquals(full.report().all().baselines(), report.all().baselines());
    assertEquals(full.report().all().bytesSeen(), report.all().bytesSeen());
    Section one = report.sections().get(1);
    Section two = report.sections().get(2);
    assertEquals(report.all().forced().streams(), one.forced().streams() + two.forced().streams());
    // ssh-1 has one family here: it can be a stranger, but not be known.
    assertEquals(Set.of("ssh-2"), one.forced().perLabel().keySet());
    assertEquals(Set.of("ssh-1", "ssh-2"), one.rejection().orElseThrow().perLabel().keySet());
    assertEquals(
        report.all().nature().chosen().streams(),
        one.nature().chosen().streams() + two.nature().chosen().streams());
  }

  @Test
  void measuresEverythingThatIsAskedFor() throws Exception {
    Section all = full.report().all();
    assertTrue(all.forced().accuracy() > 0.9, () -> all.forced().toString());
    assertTrue(all.chosen().precision() >= all.forced().accuracy());
    double lost = all.forced().accuracy() - all.chosen().accuracy();
    assertEquals(lost, all.knownLost(), 1e-12);
    // The natures of bare files count beside those of the labelled streams.
    assertTrue(all.nature().chosen().streams() > all.forced().streams());
    Rejection rejection = all.rejection().orElseThrow();
    assertTrue(rejection.streams() >= all.forced().streams());
    for (String pair : rejection.accepted().keySet()) {
      String[] both = pair.split(" -> ", 2);
      assertNotEquals(both[0], both[1]);
    }
    assertEquals(9, all.bytesSeen().size());
    assertEquals(4096, all.bytesSeen().get(8).bytes());
    assertTrue(all.bytesSeen().get(8).forced().streams() < all.forced().streams());
    assertEquals(4, all.baselines().size());
    assertTrue(all.fixedThreshold().orElseThrow().encrypted() > 0);
    Section quick =
        Evaluation.leaveFamiliesOut(
                List.of(set("x", s -> true)), Transport.TCP, OPTIONS, Evaluation.Extent.QUICK)
            .report()
            .all();
    assertEquals(all.forced(), quick.forced());
    assertTrue(quick.rejection().isEmpty() && quick.fixedThreshold().isEmpty());
    assertTrue(quick.bytesSeen().isEmpty() && quick.baselines().isEmpty());
  }

  /** Every stream that is scored is asked of a library that was made without what is like it. */
  @Test
  void halvesAreAskedOfEachOther() throws Exception {
    List<CaptureSet> sets = List.of(set("all of them", s -> true));
    Evaluation halves = leavePartsOut(sets, Dealing.FAMILIES, 2);
    assertEquals("the other half, by families", halves.report().library());
    assertTrue(halves.report().all().forced().streams() > 50);
    Parts dealt = new Parts(sets, Dealing.FAMILIES, 2, OPTIONS);
    assertEquals(Set.of(0, 1), partsOfFamilies(dealt));
    for (Answer answer : halves.answers()) {
      assertTrue(dealt.knows(answer.stream()));
    }
    nearestIsOfAnotherPart(halves, dealt::part);
    var client = halves.report().all().attributes().get("client");
    int claimable = 0;
    for (Answer answer : halves.answers()) {
      claimable +=
          answer.verdict().labelOrDecision().equals(answer.truth())
                  && !answer.stream().truth().attributes().client().isEmpty()
              ? 1
              : 0;
    }
    assertEquals(claimable, client.known() + client.unknown());
  }

  @Test
  void eachOfSeveralPartsIsAskedOfTheOthers() throws Exception {
    List<CaptureSet> sets = List.of(set("all of them", s -> true));
    Evaluation thirds = leavePartsOut(sets, Dealing.FAMILIES, 3);
    assertEquals("the other 2 of 3, by families", thirds.report().library());
    Parts dealt = new Parts(sets, Dealing.FAMILIES, 3, OPTIONS);
    assertEquals(Set.of(0, 1, 2), partsOfFamilies(dealt));
    nearestIsOfAnotherPart(thirds, dealt::part);
    assertThrows(IllegalArgumentException.class, () -> leavePartsOut(sets, Dealing.FAMILIES, 1));
  }

  @Test
  void eachCollectionIsAskedOfTheOthers() throws Exception {
    Predicate<LabelledStream> first = s -> s.family().hashCode() % 3 == 0;
    List<CaptureSet> sets = List.of(set("a", first), set("b", first.negate()));
    Evaluation evaluation = leavePartsOut(sets, Dealing.COLLECTIONS, 0);
    assertEquals("the other collections", evaluation.report().library());
    nearestIsOfAnotherPart(evaluation, s -> first.test(s) ? 0 : 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> leavePartsOut(sets.subList(0, 1), Dealing.COLLECTIONS, 2));
  }

  private static Evaluation leavePartsOut(List<CaptureSet> sets, Dealing dealing, int parts)
      throws InterruptedException {
    return Evaluation.leavePartsOut(
            sets, Set.of(Transport.TCP), OPTIONS, Evaluation.Extent.QUICK, dealing, parts)
        .get(0);
  }

  private static Set<Integer> partsOfFamilies(Parts dealt) {
    Map<String, Integer> partOf = new HashMap<>();
    for (LabelledStream stream : streams) {
      int part = dealt.part(stream);
      assertEquals(part, partOf.computeIfAbsent(stream.family(), f -> part));
    }
    return new HashSet<>(partOf.values());
  }

  private static void nearestIsOfAnotherPart(
      Evaluation evaluation, ToIntFunction<LabelledStream> part) {
    Map<String, LabelledStream> byId = new HashMap<>();
    List<LabelledStream> labelled =
        streams.stream().filter(s -> s.truth().label().isPresent()).toList();
    List<Fingerprint> fingerprints = Exemplars.of(labelled);
    for (int i = 0; i < labelled.size(); i++) {
      byId.put(fingerprints.get(i).id(), labelled.get(i));
    }
    assertFalse(evaluation.answers().isEmpty());
    for (Answer answer : evaluation.answers()) {
      LabelledStream nearest = byId.get(answer.forced().nearest().orElseThrow());
      assertNotEquals(part.applyAsInt(nearest), part.applyAsInt(answer.stream()));
    }
  }

  private static FingerprintLibrary libraryOf(CaptureSet set) throws Exception {
    return Trainer.train(set.streams(), "part", "1.0.0", LocalDate.EPOCH, OPTIONS).library();
  }

  @Test
  void asksALibraryAboutCapturesThatItDoesNotKnow() throws Exception {
    CaptureSet rdp = set("rdp", s -> s.capture().startsWith("rdp"));
    CaptureSet rest = set("rest", s -> !s.capture().startsWith("rdp"));
    Evaluation evaluation =
        Evaluation.against(libraryOf(rest), List.of(rdp), Transport.TCP, OPTIONS, FULL);
    assertEquals("part@1.0.0", evaluation.report().library());
    // The library has no rdp: every answer is wrong, and saying unknown is the best it can do.
    assertEquals(0, evaluation.report().all().forced().accuracy());
    assertEquals(
        evaluation.answers().size(), evaluation.report().all().rejection().orElseThrow().streams());
    assertTrue(evaluation.report().all().baselines().isEmpty());
  }

  @Test
  void refusesCapturesThatTheLibraryWasMadeOf() throws Exception {
    CaptureSet rdp = set("rdp", s -> s.capture().startsWith("rdp"));
    FingerprintLibrary library = libraryOf(rdp);
    List<LabelledStream> mixed = new ArrayList<>(streams);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Evaluation.against(
                    library,
                    List.of(new CaptureSet("all", CAPTURES, mixed)),
                    Transport.TCP,
                    OPTIONS,
                    Evaluation.Extent.QUICK));
    assertTrue(refused.getMessage().contains("rdp.pcap"), refused.getMessage());
    assertFalse(library.labels().contains(new Label("ssh-2")));
  }
}
