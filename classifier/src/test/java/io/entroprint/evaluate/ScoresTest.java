package io.entroprint.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.evaluate.EvaluationReport.Scores;
import io.entroprint.library.Nature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoresTest {
  private static final double EXACT = 1e-12;

  private static Scores scores(String... truthAndSaid) {
    List<String[]> pairs = new ArrayList<>();
    for (int i = 0; i < truthAndSaid.length; i += 2) {
      pairs.add(new String[] {truthAndSaid[i], truthAndSaid[i + 1]});
    }
    return Scoring.of(pairs, p -> p[0], p -> p[1]);
  }

  @Test
  void countsWhatIsRightAndWhatIsMistakenForWhat() {
    Scores scores = scores("a", "a", "a", "a", "a", "b", "b", "b", "b", "unknown", "c", "d");
    assertEquals(6, scores.streams());
    assertEquals(3.0 / 6, scores.accuracy(), EXACT);
    assertEquals(5, scores.committed());
    assertEquals(5.0 / 6, scores.answered(), EXACT);
    assertEquals(3.0 / 5, scores.precision(), EXACT);
    assertEquals(Map.of("a -> b", 1, "b -> unknown", 1, "c -> d", 1), scores.confusions());
    // d is nobody's label: it counts against c and has no row of its own.
    assertEquals(List.of("a", "b", "c"), List.copyOf(scores.perLabel().keySet()));
    assertEquals(new Scores.PerLabel(3, 2, 2.0 / 3, 1, 0.8), scores.perLabel().get("a"));
    assertEquals(new Scores.PerLabel(2, 2, 0.5, 0.5, 0.5), scores.perLabel().get("b"));
    assertEquals(new Scores.PerLabel(1, 0, 0, 0, 0), scores.perLabel().get("c"));
    assertEquals((0.8 + 0.5 + 0) / 3, scores.macroF1(), EXACT);
  }

  @Test
  void hasNoPrecisionWhereNothingWasSaid() {
    Scores scores = scores("a", "unknown", "a", "undecided", "b", "undetermined");
    assertEquals(0, scores.committed());
    assertEquals(0, scores.accuracy());
    assertTrue(Double.isNaN(scores.precision()));
    assertTrue(Double.isNaN(scores().precision()));
  }

  @Test
  void agreesWithCountingOneLabelAtATime() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      List<String[]> pairs = new ArrayList<>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        String[] labels = {"a", "b", "c", "d", "unknown"};
        pairs.add(new String[] {labels[random.nextInt(3)], labels[random.nextInt(5)]});
      }
      Scores scores = Scoring.of(pairs, p -> p[0], p -> p[1]);
      double f1s = 0;
      for (Map.Entry<String, Scores.PerLabel> entry : scores.perLabel().entrySet()) {
        String label = entry.getKey();
        double hits = pairs.stream().filter(p -> p[0].equals(label) && p[1].equals(label)).count();
        double missed = pairs.stream().filter(p -> p[0].equals(label)).count() - hits;
        double wrongly = pairs.stream().filter(p -> p[1].equals(label)).count() - hits;
        double f1 = hits / (hits + (missed + wrongly) / 2);
        assertEquals(hits / (hits + missed), entry.getValue().recall(), EXACT);
        assertEquals(f1, entry.getValue().f1(), EXACT);
        f1s += f1;
      }
      assertEquals(pairs.stream().map(p -> p[0]).distinct().count(), scores.perLabel().size());
      assertEquals(f1s / scores.perLabel().size(), scores.macroF1(), EXACT);
      long wrong = pairs.stream().filter(p -> !p[0].equals(p[1])).count();
      assertEquals(wrong, scores.confusions().values().stream().mapToInt(Integer::intValue).sum());
    }
  }

  @Test
  void eitherNatureIsRightWhereItIsAConvention() {
    assertEquals(
        Nature.PLAINTEXT, NatureScoring.byConvention("tls", Nature.PLAINTEXT, Nature.ENCRYPTED));
    assertEquals(
        Nature.ENCRYPTED, NatureScoring.byConvention("tls", Nature.ENCRYPTED, Nature.PLAINTEXT));
    assertEquals(
        Nature.COMPRESSED, NatureScoring.byConvention("tls", Nature.ENCRYPTED, Nature.COMPRESSED));
    assertEquals(
        Nature.ENCRYPTED, NatureScoring.byConvention("http", Nature.PLAINTEXT, Nature.ENCRYPTED));
  }
}
