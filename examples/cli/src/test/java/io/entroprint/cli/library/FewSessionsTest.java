package io.entroprint.cli.library;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.fit.Selection;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.stream.Transport;
import io.entroprint.train.Learning;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What one, two and five sessions teach: each label of which a collection of captures has ten
 * sessions in one family is taken out of the bundled library, as {@code library prune} does, and
 * taught again as {@code learn} does; then the others are asked about, as {@code classify} does.
 */
@Tag("shared")
class FewSessionsTest {
  private static final int FEWEST_SESSIONS = 10;

  /** Sessions of one label from elsewhere, at most. */
  private static final int MOST_OF_OTHERS = 40;

  /** Sessions that were asked about, and what was said. */
  private static final class Count {
    private int asked;
    private int nearest;
    private int known;
    private int wrong;

    void add(Verdict verdict, Label truth) {
      asked++;
      nearest += verdict.nearest().orElse("").startsWith(truth + "/") ? 1 : 0;
      boolean right = verdict.label().filter(truth::equals).isPresent();
      known += right ? 1 : 0;
      wrong += verdict.label().isPresent() && !right ? 1 : 0;
    }

    /** Shares of those asked. */
    String shares() {
      return String.format(
          Locale.ROOT, "%d, %.3f, %.3f, %.3f", asked, share(nearest), share(known), share(wrong));
    }

    double share(int of) {
      return asked == 0 ? 0 : (double) of / asked;
    }
  }

  @Test
  void oneSessionTeachesALabelAndFiveTeachItWell() throws IOException, InterruptedException {
    FingerprintLibrary bundled = BundledLibrary.load();
    Map<Integer, Count> own = new TreeMap<>();
    System.out.println("sessions taught; own other sessions: asked, nearest, known, wrong;");
    System.out.println("sessions of other origins: the same; known streams that are lost");
    List<LabelledStream> all = SharedStreams.all();
    for (Transport transport : Transport.values()) {
      List<LabelledStream> streams = Selection.of(transport, all);
      List<List<LabelledStream>> families = largestFamilies(streams);
      for (int sessions : new int[] {1, 2, 5}) {
        Count ofOwn = new Count();
        Count ofOthers = new Count();
        Learning.Effect effect = new Learning.Effect(0, 0, 0, 0);
        int objections = 0;
        for (List<LabelledStream> family : families) {
          Label label = family.get(0).truth().label().orElseThrow();
          Learning learning =
              Learning.of(
                  SharedStreams.without(bundled, Set.of(label)),
                  label,
                  family.subList(0, sessions),
                  SharedStreams.OPTIONS);
          ask(learning, label, streams, family, sessions, ofOwn, ofOthers);
          if (sessions == 5) {
            Learning.Consequences consequences = learning.consequences();
            effect = effect.plus(consequences.effect());
            objections += consequences.objection().isPresent() ? 1 : 0;
          }
        }
        String lost =
            sessions < 5
                ? ""
                : String.format(
                    Locale.ROOT,
                    "; lost %.4f, refused %d of %d labels",
                    (double) (effect.knownBefore() - effect.known()) / effect.asked(),
                    objections,
                    families.size());
        System.out.printf(
            "%s %d: %s; %s%s%n", transport, sessions, ofOwn.shares(), ofOthers.shares(), lost);
        if (transport == Transport.TCP) {
          own.put(sessions, ofOwn);
        }
        assertTrue(
            effect.knownBefore() - effect.known() <= 0.005 * effect.asked(), effect.toString());
      }
    }
    assertTrue(own.get(1).share(own.get(1).nearest) > 0.7, own.get(1).shares());
    assertTrue(own.get(5).share(own.get(5).nearest) > 0.85, own.get(5).shares());
    assertTrue(own.get(5).share(own.get(5).known) > 0.6, own.get(5).shares());
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
      Learning learning,
      Label label,
      List<LabelledStream> streams,
      List<LabelledStream> family,
      int sessions,
      Count own,
      Count others) {
    StreamClassifier classifier =
        new StreamClassifier(learning.library("few", "1.0.0", LocalDate.EPOCH));
    Set<LabelledStream> taught = new HashSet<>(family.subList(0, sessions));
    String home = family.get(0).family();
    int asked = 0;
    for (LabelledStream stream : streams) {
      boolean same = stream.truth().label().filter(label::equals).isPresent();
      if (same && !taught.contains(stream)) {
        boolean atHome = stream.family().equals(home);
        if (atHome || asked++ < MOST_OF_OTHERS) {
          (atHome ? own : others).add(classifier.classify(stream.evidence()), label);
        }
      }
    }
  }
}
