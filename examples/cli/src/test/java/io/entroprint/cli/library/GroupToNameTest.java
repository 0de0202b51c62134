package io.entroprint.cli.library;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.discover.JudgedStream;
import io.entroprint.discover.StreamGrouping;
import io.entroprint.discover.StreamGroups;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.train.Learning;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * From a group of unknown streams to a name: 22 labels are taken out of the bundled library, three
 * times; what it then calls unknown in one half of the captures is grouped, as {@code discover}
 * does; each of the largest groups is taught by the label that most of its streams have, as {@code
 * learn --group} does; and the other half of the captures is asked about.
 */
@Tag("shared")
class GroupToNameTest {
  private static final int DRAWS = 3;
  private static final int DRAWN = 22;
  private static final int FEWEST_STREAMS = 16;
  private static final int LARGEST_GROUPS = 20;

  @Test
  void theLargestGroupsGiveNamesToTheOtherHalf() throws IOException, InterruptedException {
    List<LabelledStream> streams = SharedStreams.all();
    FingerprintLibrary bundled = BundledLibrary.load();
    int asked = 0;
    int right = 0;
    for (int draw = 1; draw <= DRAWS; draw++) {
      Set<Label> drawn = draw(streams, draw);
      FingerprintLibrary base = SharedStreams.without(bundled, drawn);
      FingerprintLibrary taught = base;
      Set<Label> named = new TreeSet<>();
      int refused = 0;
      int known = 0;
      int lost = 0;
      for (List<LabelledStream> group : largestGroups(streams, base)) {
        Label label = mostly(group);
        Learning learning = Learning.of(taught, label, group, SharedStreams.OPTIONS);
        Learning.Consequences consequences = learning.consequences();
        if (consequences.objection().isPresent()) {
          refused++;
        } else {
          taught = learning.library("named", "1.0.0", LocalDate.EPOCH);
          named.add(label);
          known = consequences.effect().asked();
          lost += consequences.effect().knownBefore() - consequences.effect().known();
        }
      }
      StreamClassifier classifier = new StreamClassifier(taught);
      int ofDraw = 0;
      int rightOfDraw = 0;
      int wrong = 0;
      for (LabelledStream stream : streams) {
        if (!isFirstHalf(stream)
            && named.contains(label(stream))
            && drawn.contains(label(stream))) {
          Verdict verdict = classifier.classify(stream.evidence());
          ofDraw++;
          rightOfDraw += verdict.label().equals(Optional.of(label(stream))) ? 1 : 0;
          wrong += verdict.decision() == Verdict.Decision.KNOWN ? 1 : 0;
        }
      }
      wrong -= rightOfDraw;
      System.out.printf(
          Locale.ROOT,
          "draw %d: named %d labels, refused %d groups; of %d streams of these labels in the other"
              + " half %.3f right, %.3f wrong; all lessons together took %.4f of the known%n",
          draw,
          named.size(),
          refused,
          ofDraw,
          (double) rightOfDraw / ofDraw,
          (double) wrong / ofDraw,
          (double) lost / known);
      assertTrue(lost <= 0.005 * known, "known streams lost: " + lost + " of " + known);
      asked += ofDraw;
      right += rightOfDraw;
    }
    System.out.printf(Locale.ROOT, "all draws: %.3f of %d right%n", (double) right / asked, asked);
    assertTrue(right > 0.5 * asked, right + " of " + asked);
  }

  private static Label label(LabelledStream stream) {
    return stream.truth().label().orElseThrow();
  }

  private static boolean isFirstHalf(LabelledStream stream) {
    return (stream.provenance().captureSha256().charAt(0) & 1) == 0;
  }

  /** Labels of which both halves have some streams. */
  private static Set<Label> draw(List<LabelledStream> streams, int seed) {
    Map<Label, int[]> counts = new TreeMap<>();
    for (LabelledStream stream : streams) {
      counts.computeIfAbsent(label(stream), l -> new int[2])[isFirstHalf(stream) ? 0 : 1]++;
    }
    List<Label> able = new ArrayList<>();
    counts.forEach(
        (label, count) -> {
          if (Math.min(count[0], count[1]) * 2 >= FEWEST_STREAMS
              && !label.name().equals("ftp-data")) {
            able.add(label);
          }
        });
    Collections.shuffle(able, new Random(seed));
    return new TreeSet<>(able.subList(0, DRAWN));
  }

  private static List<List<LabelledStream>> largestGroups(
      List<LabelledStream> streams, FingerprintLibrary base) {
    StreamClassifier classifier = new StreamClassifier(base);
    List<LabelledStream> unknown = new ArrayList<>();
    List<JudgedStream> judged = new ArrayList<>();
    for (LabelledStream stream : streams) {
      if (isFirstHalf(stream)) {
        Verdict verdict = classifier.classify(stream.evidence());
        if (verdict.decision() == Verdict.Decision.UNKNOWN) {
          unknown.add(stream);
          judged.add(new JudgedStream(stream.evidence(), verdict));
        }
      }
    }
    StreamGroups groups = new StreamGrouping(base).find(judged);
    Map<Integer, List<LabelledStream>> byGroup = new TreeMap<>();
    for (int i = 0; i < unknown.size(); i++) {
      LabelledStream stream = unknown.get(i);
      groups
          .groupOf(i)
          .ifPresent(g -> byGroup.computeIfAbsent(g, n -> new ArrayList<>()).add(stream));
    }
    List<List<LabelledStream>> largest = new ArrayList<>(byGroup.values());
    largest.sort((a, b) -> Integer.compare(b.size(), a.size()));
    return largest.subList(0, Math.min(LARGEST_GROUPS, largest.size()));
  }

  private static Label mostly(List<LabelledStream> group) {
    Map<Label, Integer> counts = new TreeMap<>();
    group.forEach(stream -> counts.merge(label(stream), 1, Integer::sum));
    return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
  }
}
