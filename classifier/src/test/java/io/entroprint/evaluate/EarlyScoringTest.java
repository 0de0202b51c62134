package io.entroprint.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.evaluate.EvaluationReport.Early;
import io.entroprint.label.LabelledStream;
import io.entroprint.match.ExampleStreams;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.match.VerdictTracker;
import io.entroprint.stream.ForwardingObserver;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On the captures that come with the project, and libraries of their own streams. */
class EarlyScoringTest {
  private static final List<String> CAPTURES = List.of("ssh2.pcap", "ftp.pcap");

  /** Follows a stream as a program does, and notes what is decided before its end. */
  private static final class Followed extends ForwardingObserver
      implements VerdictTracker.Listener {
    private final VerdictTracker tracker;
    private final Map<StreamStart, Optional<Verdict>> noted;
    private boolean ends;

    Followed(
        StreamStart start,
        StreamClassifier classifier,
        double precision,
        Map<StreamStart, Optional<Verdict>> noted) {
      this.noted = noted;
      noted.put(start, Optional.empty());
      tracker = new VerdictTracker(start, classifier, precision, this);
    }

    @Override
    public void decided(StreamStart start, Verdict verdict, long timeNanos) {
      if (!ends) {
        noted.put(start, Optional.of(verdict));
      }
    }

    @Override
    protected StreamObserver delegate() {
      return tracker;
    }

    @Override
    public void ended(StreamSummary summary) {
      ends = true;
      tracker.ended(summary);
    }
  }

  /** From measurements alone the same label is decided as by a tracker that is fed the bytes. */
  @Test
  void decidesWhatATrackerDecides() throws IOException, InterruptedException {
    List<LabelledStream> streams = ExampleStreams.all();
    StreamClassifier classifier = new StreamClassifier(ExampleStreams.library(few(streams)));
    Examiner examiner = new Examiner(classifier, f -> true);
    Set<Integer> offsets = new TreeSet<>();
    for (double precision : new double[] {0.5, 0.99}) {
      Map<StreamStart, Optional<Verdict>> noted = new HashMap<>();
      for (String capture : CAPTURES) {
        ExampleStreams.observe(
            capture, i -> true, start -> new Followed(start, classifier, precision, noted));
      }
      for (LabelledStream stream : streams) {
        Optional<Verdict> followed = noted.get(stream.summary().start());
        if (followed != null && CAPTURES.contains(stream.capture())) {
          offsets.add(followed.map(Verdict::offset).orElse(0));
          assertEquals(
              followed.map(EarlyScoringTest::decision),
              examiner.decided(stream, precision).map(EarlyScoringTest::decision),
              stream.summary()::toString);
        }
      }
    }
    // Not at all, at the first look, and later.
    assertTrue(offsets.containsAll(List.of(0, 32)) && offsets.size() >= 3, offsets.toString());
  }

  /** Too few to be sure of every stream at once. */
  private static List<LabelledStream> few(List<LabelledStream> streams) {
    return IntStream.range(0, streams.size())
        .filter(i -> i % 4 == 0)
        .mapToObj(streams::get)
        .toList();
  }

  private static String decision(Verdict verdict) {
    return verdict.labelOrDecision() + " " + verdict.confidence() + " " + verdict.offset();
  }

  @Test
  void countsWhatWasDecidedAndHowMuchOfItIsRight() throws IOException, InterruptedException {
    List<LabelledStream> streams = ExampleStreams.all();
    StreamClassifier classifier = new StreamClassifier(ExampleStreams.library(streams));
    Examiner examiner = new Examiner(classifier, f -> true);
    List<StreamAnswers> all = new ArrayList<>();
    for (LabelledStream stream : streams) {
      boolean scored = stream.truth().label().isPresent();
      all.add(StreamAnswers.quick(stream, scored, examiner).andPartly(examiner));
    }
    Early early = EarlyScoring.of(all).orElseThrow();
    int decided = 0;
    int right = 0;
    int bare = 0;
    List<Integer> bytes = new ArrayList<>();
    for (LabelledStream stream : streams) {
      Optional<Verdict> verdict = examiner.decided(stream, 0.99);
      if (verdict.isPresent() && stream.truth().label().isPresent()) {
        decided++;
        bytes.add(verdict.get().offset());
        right += stream.truth().label().equals(verdict.get().label()) ? 1 : 0;
      } else if (verdict.isPresent()) {
        bare++;
      }
    }
    bytes.sort(null);
    long known = streams.stream().filter(s -> s.truth().label().isPresent()).count();
    assertEquals(
        new Early(
            0.99,
            (int) known,
            decided,
            right,
            bytes.get(decided / 2),
            streams.size() - (int) known,
            bare),
        early);
    assertEquals((double) decided / known, early.share());
    assertEquals((double) right / decided, early.precisionOfDecided());
    assertEquals(Optional.empty(), EarlyScoring.of(List.of()));
  }
}
