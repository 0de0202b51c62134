package io.entroprint.evaluate;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.View;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Nature;
import io.entroprint.match.Verdict;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How often the nature is right, of the streams whose nature is known: those of labels with another
 * family, and those that are no protocol's, such as bare files.
 *
 * @param forced when every stream is given a label
 * @param chosen when {@code unknown} may be said of the label
 * @param apart encrypted against compressed, all formats
 * @param apartWithoutXz the same without xz and zstd, of which no claim is made
 */
public record NatureScores(Scores forced, Scores chosen, Apart apart, Apart apartWithoutXz) {
  private static final int LONG = 16 * 1024;
  private static final Pattern XZ = Pattern.compile("(^|[^a-z])(xz|zst|zstd)($|[^a-z])");

  /**
   * Encrypted against compressed, of streams with 16 KiB or more in a direction, where {@code
   * unknown} may be said of the label. What is called neither is wrong.
   *
   * @param encrypted how many are encrypted
   * @param encryptedRight the share of them that was said to be; NaN if there is none
   * @param compressed how many are compressed
   * @param compressedRight the share of them that was said to be; NaN if there is none
   */
  public record Apart(
      int encrypted, double encryptedRight, int compressed, double compressedRight) {
    /** The mean of the two shares. */
    public double balanced() {
      return (encryptedRight + compressedRight) / 2;
    }

    private static Apart of(List<Said> all) {
      List<Said> encrypted = longOnes(all, Nature.ENCRYPTED);
      List<Said> compressed = longOnes(all, Nature.COMPRESSED);
      return new Apart(encrypted.size(), right(encrypted), compressed.size(), right(compressed));
    }
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
    return new NatureScores(
        Scores.of(all, s -> s.truth().id(), s -> s.forced().nature().id()),
        Scores.of(all, s -> s.truth().id(), s -> s.verdict().nature().id()),
        Apart.of(all),
        Apart.of(
            all.stream().filter(s -> !XZ.matcher(s.stream().truth().content()).find()).toList()));
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
