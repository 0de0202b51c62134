package io.entroprint.confidence;

import io.entroprint.library.Label;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The probability that the label of the nearest fingerprint is right:
 *
 * <pre>
 * logistic(bias + distance (ln(d1 + s) - spread(label)) + ratio ln((d1 + s) / (d2 + s)))
 * </pre>
 *
 * <p>d1 is the nearest distance, d2 the nearest distance of another label, s a softening. The
 * spread of a label is how far apart its own capture families are: a distance that is large for a
 * tight protocol is small for one whose implementations differ. Fitted at each build of a library
 * and kept in its header. The same form serves the attributes of a label, with values in place of
 * labels. Immutable.
 *
 * @param bias the constant
 * @param distance the factor of the distance term
 * @param ratio the factor of the ratio term
 * @param threshold the confidence, 0 to 1, from which on a label is given
 * @param usualSpread the spread of a label that is not in {@code spreads}
 * @param spreads by label name, in units of {@link #logDistance}
 * @param softening what is added to a distance before its logarithm is taken, above 0
 */
public record Confidence(
    double bias,
    double distance,
    double ratio,
    double threshold,
    double usualSpread,
    SortedMap<String, Double> spreads,
    double softening) {
  /** The softening for labels. */
  public static final double OF_LABELS = 0.01;

  /** The softening for attributes, whose values differ less. */
  public static final double OF_ATTRIBUTES = 0.003;

  /** Stands for the distance to another label where the library has none. */
  private static final double FAR = 9;

  /** What a library without a calibration of its own gets. */
  public static final Confidence UNCALIBRATED =
      new Confidence(-3.91, -1.71, -5.09, 0.5, 0, Collections.emptySortedMap(), OF_LABELS);

  /** Keeps its own copy of the spreads. */
  public Confidence {
    spreads = Collections.unmodifiableSortedMap(new TreeMap<>(spreads));
  }

  /** ln(d + softening): the scale on which distances and spreads are compared. */
  public static double logDistance(double d, double softening) {
    return StrictMath.log(Math.min(d, FAR) + softening);
  }

  /** The spread of a label, in units of {@link #logDistance}. */
  public double spread(Label label) {
    return spreads.getOrDefault(label.name(), usualSpread);
  }

  /**
   * The probability, 0 to 1.
   *
   * @param label the label of the nearest fingerprint
   * @param d1 its distance
   * @param d2 the nearest distance of another label; positive infinity if there is none
   */
  public double of(Label label, double d1, double d2) {
    double near = logDistance(d1, softening);
    double x =
        bias + distance * (near - spread(label)) + ratio * (near - logDistance(d2, softening));
    return 1 / (1 + StrictMath.exp(-x));
  }

  /** The same with another bias and other factors. */
  public Confidence withFactors(double otherBias, double otherDistance, double otherRatio) {
    return new Confidence(
        otherBias, otherDistance, otherRatio, threshold, usualSpread, spreads, softening);
  }

  /** The same with the bias and factors of another section of a header, if they are there. */
  Confidence withFactorsOf(CalibrationSection section) {
    return section.has("bias")
        ? withFactors(section.get("bias", 0), section.get("distance", 0), section.get("ratio", 0))
        : this;
  }

  /** Reads a calibration from a section of a library's header; the default if it has none. */
  public static Confidence from(CalibrationSection section) {
    if (!section.has("bias")) {
      return UNCALIBRATED;
    }
    return new Confidence(
        section.get("bias", 0),
        section.get("distance", 0),
        section.get("ratio", 0),
        section.get("threshold", UNCALIBRATED.threshold),
        section.get("usual-spread", 0),
        section.section("spread").byRest(),
        section.get("softening", OF_LABELS));
  }

  /** Writes the bias and the factors alone. */
  void writeFactorsTo(CalibrationSection section) {
    section.put("bias", bias);
    section.put("distance", distance);
    section.put("ratio", ratio);
  }

  /** Writes all of it. */
  public void writeTo(CalibrationSection section) {
    writeFactorsTo(section);
    section.put("threshold", threshold);
    section.put("usual-spread", usualSpread);
    section.put("softening", softening);
    section.section("spread").putAll(spreads);
  }
}
