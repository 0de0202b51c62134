package io.entroprint.evaluate;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.View;
import io.entroprint.evaluate.EvaluationReport.NatureScores;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.match.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Counts how often the nature is right. */
final class NatureScoring {
  private static final int LONG = 16 * 1024;
  private static final Pattern XZ = Pattern.compile("(^|[^a-z])(xz|zst|zstd)($|[^a-z])");

  /**
   * Labels whose nature depends on what one takes for the payload, such as a TLS handshake that no
   * data follow: either of two is right. The page of outputs explains them.
   */
  private static final Map<String, Set<Nature>> EITHER =
      Map.of(
          "tls", EnumSet.of(Nature.PLAINTEXT, Nature.ENCRYPTED),
          "ssh-1", EnumSet.of(Nature.MIXED, Nature.ENCRYPTED),
          "ssh-2", EnumSet.of(Nature.MIXED, Nature.ENCRYPTED),
          "isakmp", EnumSet.of(Nature.MIXED, Nature.ENCRYPTED),
          "radius", EnumSet.of(Nature.PLAINTEXT, Nature.MIXED),
          "tftp", EnumSet.of(Nature.PLAINTEXT, Nature.MIXED),
          "stun", EnumSet.of(Nature.PLAINTEXT, Nature.MIXED),
          "vnc", EnumSet.of(Nature.PLAINTEXT, Nature.MIXED));

  private NatureScoring() {}

  /** What was said, or the truth where that is as good by convention. */
  static Nature byConvention(String label, Nature truth, Nature said) {
    Set<Nature> either = EITHER.getOrDefault(label, Set.of());
    return either.contains(truth) && either.contains(said) ? truth : said;
  }

  /**
   * What was said of a stream.
   *
   * @param stream the stream
   * @param forced when every stream is given a label
   * @param verdict when {@code unknown} may be said
   */
  record Said(LabelledStream stream, Verdict forced, Verdict verdict) {
    Nature truth() {
      return stream.truth().attributes().nature().orElseThrow();
    }

    String label() {
      return stream.truth().label().map(Label::name).orElse("");
    }

    boolean isLong() {
      return reaches(View.TO_SERVER) || reaches(View.TO_CLIENT);
    }

    private boolean reaches(View view) {
      EntropyCurve curve = stream.evidence().curve();
      int reached = curve.reached(view);
      return reached > 0 && curve.grid().get(reached - 1) >= LONG;
    }
  }

  static NatureScores of(List<Said> all) {
    return new NatureScores(
        Scoring.of(all, s -> s.truth().id(), s -> s.forced().nature().id()),
        Scoring.of(all, s -> s.truth().id(), s -> s.verdict().nature().id()),
        Scoring.of(
            all,
            s -> s.truth().id(),
            s -> byConvention(s.label(), s.truth(), s.verdict().nature()).id()),
        apart(all),
        apart(all.stream().filter(s -> !XZ.matcher(s.stream().truth().content()).find()).toList()));
  }

  private static NatureScores.Apart apart(List<Said> all) {
    List<Said> encrypted = longOnes(all, Nature.ENCRYPTED);
    List<Said> compressed = longOnes(all, Nature.COMPRESSED);
    return new NatureScores.Apart(
        encrypted.size(), right(encrypted), compressed.size(), right(compressed));
  }

  private static List<Said> longOnes(List<Said> all, Nature nature) {
    return all.stream().filter(s -> s.truth() == nature && s.isLong()).toList();
  }

  private static double right(List<Said> all) {
    return all.stream()
        .mapToInt(s -> s.verdict().nature() == s.truth() ? 1 : 0)
        .average()
        .orElse(Double.NaN);
  }
}
