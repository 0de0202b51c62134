package io.entroprint.evaluate;

import io.entroprint.label.LateStart;
import io.entroprint.stream.Transport;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How good a library is on the streams of one transport that it was not made of: numbers only.
 *
 * @param library name and version of the library that was asked; empty if capture families were
 *     left out in turn
 * @param transport the transport
 * @param sections first of all captures together, then, if there are several sets of captures, of
 *     each
 */
public record EvaluationReport(String library, Transport transport, List<Section> sections) {
  /** The name of the section of all captures. */
  public static final String ALL = "all";

  /**
   * What was measured on some captures. What {@link Evaluation.Extent#QUICK} leaves out is empty.
   *
   * @param captures the set of captures, or {@link #ALL}
   * @param forced the labels when every stream is answered
   * @param chosen the labels when {@code unknown} may be said
   * @param knownLost the false rejection rate: the share of streams, 0 to 1, whose nearest label is
   *     right but that are answered without a label
   * @param precisionAtCoverage by rising coverage
   * @param reliability whether the confidence is right, every stream answered
   * @param attributes by attribute: what is claimed of client, server and settings; empty where
   *     families are left out, for which claims are not calibrated
   * @param nature whether the nature is right
   * @param rejection whether what the library does not know is called unknown
   * @param bytesSeen by rising number of bytes
   * @param partly verdicts on streams of which one direction, or over TCP the beginning, was not
   *     captured
   * @param early what is decided before streams end; empty if nothing is, or it was not asked
   * @param baselines simpler ways to tell the streams apart; only where families are left out
   * @param fixedThreshold what a threshold of 7.9 bits is worth
   */
  public record Section(
      String captures,
      Scores forced,
      Scores chosen,
      double knownLost,
      List<PrecisionAtCoverage> precisionAtCoverage,
      Reliability reliability,
      SortedMap<String, ClaimScores> attributes,
      NatureScores nature,
      Optional<Rejection> rejection,
      List<BytesSeen> bytesSeen,
      List<PartlyCaptured> partly,
      Optional<Early> early,
      List<Baseline> baselines,
      Optional<EntropyThreshold> fixedThreshold) {}

  /** The section of all captures together. */
  public Section all() {
    return sections.get(0);
  }

  /**
   * How often what was said is right.
   *
   * @param streams how many were asked about
   * @param accuracy the share that was said right, 0 to 1
   * @param macroF1 the mean of F1 over the true labels, each label the same weight, 0 to 1
   * @param committed how many got a label at all
   * @param precision the share of those that is right; NaN if there is none
   * @param perLabel by true label
   * @param confusions how often a true label was said to be another, keyed {@code truth -> said}
   */
  public record Scores(
      int streams,
      double accuracy,
      double macroF1,
      int committed,
      double precision,
      SortedMap<String, Scores.PerLabel> perLabel,
      SortedMap<String, Integer> confusions) {

    /**
     * How often one label was said right.
     *
     * @param streams how many are of this label
     * @param said how many streams, of any label, were said to be
     * @param recall the share of them that was said to be
     * @param precision the share of those said to be that are; 0 if none was
     * @param f1 the harmonic mean of the two
     */
    public record PerLabel(int streams, int said, double recall, double precision, double f1) {}

    /** The share that got a label at all, 0 to 1. */
    public double answered() {
      return streams == 0 ? Double.NaN : (double) committed / streams;
    }
  }

  /**
   * What is claimed of one attribute beside right labels. A value is known if what the library was
   * made of has it for the label; it is right as it is written, or as its product where no version
   * is said.
   *
   * @param right how many known values are claimed right
   * @param product of how many known values the product alone is claimed, right
   * @param wrong how many known values are claimed to be another
   * @param silent of how many known values nothing is claimed
   * @param unknownProduct of how many unknown values the product is claimed, right
   * @param unknownWrong how many unknown values are claimed to be another
   * @param unknownSilent of how many unknown values nothing is claimed
   * @param unvaluedClaimed of how many streams whose value nobody knows one is claimed
   * @param unvaluedSilent of how many of those nothing is claimed
   */
  public record ClaimScores(
      int right,
      int product,
      int wrong,
      int silent,
      int unknownProduct,
      int unknownWrong,
      int unknownSilent,
      int unvaluedClaimed,
      int unvaluedSilent) {
    ClaimScores plus(ClaimScores other) {
      return new ClaimScores(
          right + other.right,
          product + other.product,
          wrong + other.wrong,
          silent + other.silent,
          unknownProduct + other.unknownProduct,
          unknownWrong + other.unknownWrong,
          unknownSilent + other.unknownSilent,
          unvaluedClaimed + other.unvaluedClaimed,
          unvaluedSilent + other.unvaluedSilent);
    }

    /** How many streams carry a known value. */
    public int known() {
      return right + product + wrong + silent;
    }

    /** How many streams carry an unknown value. */
    public int unknown() {
      return unknownProduct + unknownWrong + unknownSilent;
    }

    /** The share of the claims on known and unknown values that is right; NaN if there is none. */
    public double precision() {
      int good = right + product + unknownProduct;
      return share(good, good + wrong + unknownWrong);
    }

    /** The share of the known values that is claimed right; NaN if there is none. */
    public double recall() {
      return share(right + product, known());
    }

    /** The share of streams whose value nobody knows that get a claim; NaN if there is none. */
    public double claimedOfUnvalued() {
      return share(unvaluedClaimed, unvaluedClaimed + unvaluedSilent);
    }
  }

  /**
   * How well something simpler tells the same streams, from the same other capture families.
   *
   * @param name what it goes by
   * @param scores how often it is right; where it has nothing to go by it says {@code unknown}
   */
  public record Baseline(String name, Scores scores) {}

  /**
   * How good verdicts are on streams that go on, when so many bytes have been seen.
   *
   * @param bytes of both directions together
   * @param forced every stream answered; only streams that are longer are asked about
   * @param chosen when {@code unknown} may be said
   */
  public record BytesSeen(int bytes, Scores forced, Scores chosen) {}

  /**
   * How good verdicts are on streams of which a part was not captured, where such are judged.
   *
   * @param lacking what was not captured: {@code to_client} or {@code to_server} for a direction,
   *     or the id of a {@link LateStart}
   * @param forced every stream answered
   * @param chosen when {@code undecided} may be said
   * @param sure how many labels were given with a confidence of .95 or more
   * @param sureRight the share of these that is right; NaN if there is none
   * @param expectedError the expected calibration error, as in {@link Reliability}
   */
  public record PartlyCaptured(
      String lacking,
      Scores forced,
      Scores chosen,
      int sure,
      double sureRight,
      double expectedError) {}

  /**
   * What is decided while streams go on, as a {@link io.entroprint.match.VerdictTracker} does, and
   * told at once.
   *
   * @param precision that is asked for, 0 to 1
   * @param streams how many were followed
   * @param decided of how many a label was decided before the end
   * @param right how many of these labels are right
   * @param medianBytes the median of the bytes after which they were decided
   * @param bare how many streams without a protocol, such as bare files, were followed, too
   * @param bareDecided of how many of these a label was decided
   */
  public record Early(
      double precision,
      int streams,
      int decided,
      int right,
      int medianBytes,
      int bare,
      int bareDecided) {
    /** The share of the streams of which a label was decided. */
    public double share() {
      return EvaluationReport.share(decided, streams);
    }

    /** The share of what was decided that is right. */
    public double precisionOfDecided() {
      return EvaluationReport.share(right, decided);
    }
  }

  /**
   * What a fixed threshold of the byte entropy is worth as a detector of encryption: the joined
   * bytes up to the last power of two that the stream reached, 64 KiB at most.
   *
   * @param bits the entropy from which on a stream counts as encrypted
   * @param encrypted how many encrypted streams there are
   * @param encryptedOver how many of them reach the threshold
   * @param compressed how many compressed streams there are
   * @param compressedOver how many of them reach the threshold
   * @param over how many streams of any nature reach it
   */
  public record EntropyThreshold(
      double bits, int encrypted, int encryptedOver, int compressed, int compressedOver, int over) {

    /** The share of encrypted streams that reach the threshold; NaN if there is none. */
    public double recall() {
      return encrypted == 0 ? Double.NaN : (double) encryptedOver / encrypted;
    }

    /** The share of streams that reach the threshold that is encrypted; NaN if there is none. */
    public double precision() {
      return over == 0 ? Double.NaN : (double) encryptedOver / over;
    }
  }

  /**
   * How often the nature is right, of the streams whose nature is known: those of labels with
   * another family, and those that are no protocol's, such as bare files.
   *
   * @param forced when every stream is given a label
   * @param chosen when {@code unknown} may be said of the label
   * @param byConvention the same as {@code chosen}, with either answer right where what the nature
   *     is of is a matter of convention
   * @param apart encrypted against compressed, all formats
   * @param apartWithoutXz the same without xz and zstd, of which no claim is made
   */
  public record NatureScores(
      Scores forced, Scores chosen, Scores byConvention, Apart apart, Apart apartWithoutXz) {
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
    }
  }

  /**
   * What precision there is when so much of the streams is answered: those of highest confidence.
   *
   * @param coverage the share that is answered, 0 to 1
   * @param confidence the lowest among them
   * @param precision the share of them that is right
   */
  public record PrecisionAtCoverage(double coverage, double confidence, double precision) {}

  /**
   * How often a protocol that the library does not know is called unknown. Each label is left out
   * in turn, and its streams are asked about; one that is not answered with a label is rejected.
   *
   * @param streams how many were asked about
   * @param rejected the share that was rejected, 0 to 1
   * @param meanOfLabels the same, each label the same weight
   * @param perLabel by the label that was left out
   * @param accepted how often a label that was left out was said to be another, keyed {@code truth
   *     -> said}
   * @param trades what it would be with other thresholds of the confidence
   */
  public record Rejection(
      int streams,
      double rejected,
      double meanOfLabels,
      SortedMap<String, Rejection.PerLabel> perLabel,
      SortedMap<String, Integer> accepted,
      List<Trade> trades) {
    /**
     * One label that was left out.
     *
     * @param streams how many there are of it
     * @param rejected the share that was rejected, 0 to 1
     */
    public record PerLabel(int streams, double rejected) {}

    /**
     * One threshold of the confidence.
     *
     * @param lost the share of streams of known labels that would be called unknown although their
     *     nearest label is right
     * @param threshold the confidence from which on a label would be given
     * @param coverage the share of streams of known labels that would get a label
     * @param precision the share of those that would be right; NaN if there is none
     * @param rejected the share of strangers that would be called unknown
     * @param meanOfLabels the same, each label the same weight
     */
    public record Trade(
        double lost,
        double threshold,
        double coverage,
        double precision,
        double rejected,
        double meanOfLabels) {}
  }

  /**
   * How far the confidence of a label can be taken at its word: among answers of confidence .8, are
   * 80 % right? In ten bins of equal width, every stream answered.
   *
   * @param bins those of confidence 0 to .1, .1 to .2 and so on
   * @param expectedError the expected calibration error, 0 to 1: the mean over the streams of the
   *     difference between mean confidence and share right in their bin (Naeini, Cooper and
   *     Hauskrecht: Obtaining Well Calibrated Probabilities Using Bayesian Binning, AAAI 2015)
   */
  public record Reliability(List<Bin> bins, double expectedError) {
    /**
     * The answers whose confidence falls between two bounds.
     *
     * @param from the least confidence
     * @param to the confidence from which on the next bin counts; the last holds it, too
     * @param streams how many there are
     * @param confidence the mean of theirs; NaN if there is none
     * @param right the share that is right; NaN if there is none
     */
    public record Bin(double from, double to, int streams, double confidence, double right) {}
  }

  private static double share(int part, int whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
