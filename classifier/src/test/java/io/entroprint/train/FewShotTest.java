package io.entroprint.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.confidence.LibraryCalibration;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fit.Exemplars;
import io.entroprint.fit.HeldOut;
import io.entroprint.fit.LabelFit;
import io.entroprint.fit.Selection;
import io.entroprint.label.CaptureOrigins;
import io.entroprint.label.LabelSource;
import io.entroprint.label.LabelledCaptures;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A protocol that the library lacks, added from a few labelled sessions of the user's own: how many
 * of the user's other sessions are then named, and how many sessions of other origins.
 */
@Tag("shared")
class FewShotTest {
  private static final int FEWEST_SESSIONS = 10;

  /** Sessions that were asked about, and how many were named at all or by the surest rule. */
  private static final class Count {
    int asked;
    int nearest;
    int known;

    void add(Verdict verdict, Label truth) {
      asked++;
      nearest += verdict.nearest().orElseThrow().startsWith(truth + "/") ? 1 : 0;
      known += verdict.label().filter(truth::equals).isPresent() ? 1 : 0;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d asked, nearest %.3f, known %.3f",
          asked,
          (double) nearest / asked,
          (double) known / asked);
    }
  }

  @Test
  void aFewSessionsOfOnesOwnTeachAProtocol() throws IOException, InterruptedException {
    List<LabelledStream> streams = streams();
    List<Fingerprint> exemplars = Exemplars.of(streams);
    StreamClassifier classifier =
        new StreamClassifier(
            FingerprintLibrary.builder(FeatureDefinition.EV1, "few-shot", "1.0.0")
                .created(LocalDate.EPOCH)
                .calibration(
                    new LibraryCalibration(
                            Map.of(
                                Transport.TCP,
                                new LabelFit(
                                        Transport.TCP,
                                        exemplars,
                                        streams,
                                        List.of(),
                                        List.of(),
                                        TrainingOptions.defaults().knownLost(Transport.TCP),
                                        2)
                                    .calibration(HeldOut.leaveFamiliesOut(streams, 2), false, 1)),
                            Map.of())
                        .entries())
                .addAll(exemplars)
                .build());
    Map<Integer, Count> own = new TreeMap<>();
    for (int sessions : new int[] {1, 2, 5}) {
      Count ofOwn = new Count();
      Count ofOthers = new Count();
      for (List<LabelledStream> family : largestFamilies(streams)) {
        ask(classifier, streams, exemplars, family, sessions, ofOwn, ofOthers);
      }
      own.put(sessions, ofOwn);
      System.out.println(
          "few-shot " + sessions + ": own sessions " + ofOwn + "; other origins " + ofOthers);
    }
    assertTrue(own.get(1).nearest > 0.6 * own.get(1).asked, own.toString());
    assertTrue(own.get(5).nearest > 0.8 * own.get(5).asked, own.toString());
    assertTrue(own.get(5).known > 0.6 * own.get(5).asked, own.toString());
  }

  private static List<LabelledStream> streams() throws IOException, InterruptedException {
    List<LabelledStream> all = new ArrayList<>();
    for (String set : new String[] {"public", "lab"}) {
      Path directory = Path.of(System.getProperty("entroprint.shared"), "captures", set);
      all.addAll(
          LabelledCaptures.read(
                  LabelSource.csv(directory.resolve("labels.csv")),
                  directory,
                  CaptureOrigins.none(),
                  2)
              .streams());
    }
    return Selection.of(
        Transport.TCP,
        Selection.of(
                all,
                TrainingOptions.defaults().fewestBytes(),
                TrainingOptions.defaults().mostPerFamily())
            .streams());
  }

  /** Of each label the family with the most sessions, if there are enough. */
  private static List<List<LabelledStream>> largestFamilies(List<LabelledStream> streams) {
    Map<String, List<LabelledStream>> largest = new TreeMap<>();
    streams.stream()
        .collect(
            Collectors.groupingBy(
                s -> s.truth().label().orElseThrow() + "\t" + s.family(),
                TreeMap::new,
                Collectors.toList()))
        .forEach(
            (key, family) ->
                largest.merge(
                    key.substring(0, key.indexOf('\t')),
                    family,
                    (a, b) -> a.size() >= b.size() ? a : b));
    return largest.values().stream().filter(f -> f.size() >= FEWEST_SESSIONS).toList();
  }

  private static void ask(
      StreamClassifier classifier,
      List<LabelledStream> streams,
      List<Fingerprint> exemplars,
      List<LabelledStream> family,
      int sessions,
      Count own,
      Count others) {
    Label label = family.get(0).truth().label().orElseThrow();
    Set<LabelledStream> taught = new HashSet<>(family.subList(0, sessions));
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < streams.size(); i++) {
      if (taught.contains(streams.get(i))) {
        ids.add(exemplars.get(i).id());
      }
    }
    Predicate<Fingerprint> among = f -> !f.label().equals(label) || ids.contains(f.id());
    String home = family.get(0).family();
    int asked = 0;
    for (LabelledStream stream : streams) {
      boolean same = stream.truth().label().filter(label::equals).isPresent();
      if (same && !taught.contains(stream)) {
        boolean atHome = stream.family().equals(home);
        // Enough of the largest labels; the mean is over sessions.
        if (atHome || asked++ < 40) {
          (atHome ? own : others).add(classifier.classify(stream.evidence(), among), label);
        }
      }
    }
  }
}
