package io.entroprint.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.label.LabelledStream;
import io.entroprint.label.MadeStreams;
import io.entroprint.label.MadeStreams.Content;
import io.entroprint.library.Label;
import io.entroprint.train.TrainingReport.Suspect;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingReportTest {
  private static final TrainingOptions OPTIONS = TrainingOptions.defaults().withDropSuspects(true);

  /**
   * Three labels in six families, four streams each; the one of the given number is mislabelled.
   */
  private static List<LabelledStream> streams(int mislabelled) {
    List<LabelledStream> streams = new ArrayList<>();
    for (int i = 0; i < 72; i++) {
      Content content = Content.values()[i / 4 % 3];
      String label = i == mislabelled ? "headers" : labelOf(content).name();
      streams.add(MadeStreams.stream(i, label, "family-" + i / 12, content));
    }
    return streams;
  }

  private static Label labelOf(Content content) {
    return new Label(
        switch (content) {
          case TEXT -> "text";
          case RANDOM -> "random";
          case HEADERS -> "headers";
        });
  }

  private static Trainer.Training train(List<LabelledStream> streams, TrainingOptions options)
      throws InterruptedException {
    return Trainer.train(streams, "made", "1.0.0", LocalDate.EPOCH, options);
  }

  @Test
  void rightLabelsAreNotSuspected() throws InterruptedException {
    TrainingReport report = train(streams(-1), OPTIONS).report();
    assertEquals(List.of(), report.suspects());
    assertEquals(72, report.streams());
    assertEquals(Map.of(), report.leftOut());
  }

  @Test
  void aMislabelledStreamIsFoundAndDropped() throws InterruptedException {
    Trainer.Training training = train(streams(40), OPTIONS);
    TrainingReport report = training.report();
    assertEquals(
        List.of("labels.csv line 42"), report.suspects().stream().map(Suspect::place).toList());
    assertEquals(new Label("random"), report.suspects().get(0).nearer());
    assertTrue(report.suspectsDropped());
    assertEquals(71, report.streams());
    assertEquals(71, training.library().fingerprints().stream().mapToInt(f -> f.streams()).sum());
  }

  @Test
  void aMislabelledStreamIsKeptIfSoWishedAndReportedAllTheSame() throws InterruptedException {
    Trainer.Training training = train(streams(40), OPTIONS.withDropSuspects(false));
    assertEquals(1, training.report().suspects().size());
    assertFalse(training.report().suspectsDropped());
    assertEquals(72, training.report().streams());
    assertEquals(72, training.library().fingerprints().stream().mapToInt(f -> f.streams()).sum());
    assertTrue(
        training.report().lines().contains("kept 1: looks mislabelled"),
        training.report().lines().toString());
  }

  @Test
  void theLibraryIsWhatItWouldBeHadTheMislabelledStreamNeverBeenThere()
      throws InterruptedException {
    List<LabelledStream> without = streams(40);
    without.remove(40);
    assertEquals(
        train(without, OPTIONS).library().sha256(), train(streams(40), OPTIONS).library().sha256());
  }

  @Test
  void linesSayWhatBecameOfEveryStream() throws InterruptedException {
    Trainer.Training training =
        train(streams(40), new TrainingOptions(OPTIONS.fewestBytes(), 3, 100, 0.05, 0.05, true, 1));
    List<String> lines = training.report().lines();
    // Nothing is farther than the radius, so one fingerprint a label and family is left, and of
    // these one where three other families have one close by.
    assertEquals("left out 1: looks mislabelled", lines.get(0));
    assertTrue(lines.get(1).startsWith("suspect: labels.csv line 42: TCP"), lines.get(1));
    training
        .report()
        .condensed()
        .forEach(
            (label, c) ->
                assertTrue(
                    lines.contains(
                        "condensed " + label + ": " + c.from() + " streams to " + c.to()),
                    lines.toString()));
    assertEquals(0, training.report().beside());
    assertEquals(
        training.library().fingerprints().size(),
        training.report().condensed().values().stream().mapToInt(c -> c.to()).sum());
    assertEquals(
        training.report().streams(),
        training.report().condensed().values().stream().mapToInt(c -> c.from()).sum());
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws InterruptedException {
    assertEquals(
        train(streams(40), OPTIONS).library().sha256(),
        train(streams(40), OPTIONS.withThreads(3)).library().sha256());
    assertEquals(
        train(streams(40), OPTIONS).report().lines(),
        train(streams(40), OPTIONS.withThreads(3)).report().lines());
  }
}
