package io.entroprint.train;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.View;
import io.entroprint.fingerprint.Nature;
import io.entroprint.match.Verdict;
import java.util.List;

/**
 * How often the nature is right, of the streams whose nature is known: those of labels with another
 * family, and those that are no protocol's, such as bare files.
 *
 * @param forced when every stream is given a label
 * @param chosen when {@code unknown} may be said of the label
 * @param encrypted how many are encrypted, of those that {@code chosen} was asked about and that
 *     have 16 KiB or more in a direction
 * @param encryptedRight the share of them that was said to be; NaN if there is none
 * @param compressed how many of those are compressed
 * @param compressedRight the share of them that was said to be; NaN if there is none
 */
public record NatureScores(
    Scores forced,
    Scores chosen,
    int encrypted,
    double encryptedRight,
    int compressed,
    double compressedRight) {
  private static final int LONG = 16 * 1024;

  /** The mean of the two shares: encrypted against compressed from 16 KiB on. */
  public double balanced() {
    return (encryptedRight + compressedRight) / 2;
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
    List<Said> longEncrypted = longOnes(all, Nature.ENCRYPTED);
    List<Said> longCompressed = longOnes(all, Nature.COMPRESSED);
    return new NatureScores(
        Scores.of(all, s -> s.truth().id(), s -> s.forced().nature().id()),
        Scores.of(all, s -> s.truth().id(), s -> s.verdict().nature().id()),
        longEncrypted.size(),
        right(longEncrypted),
        longCompressed.size(),
        right(longCompressed));
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
