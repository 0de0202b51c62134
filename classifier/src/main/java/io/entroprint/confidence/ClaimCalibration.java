package io.entroprint.confidence;

import io.entroprint.search.VectorPart;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How sure a claim is that stands beside a label: of client, server or settings. With d1 the
 * distance of the nearest fingerprint that carries a value, and d2 that of the nearest that carries
 * another value or none:
 *
 * <pre>
 * near = ln(d1 + softening)
 * logistic(bias + shift + ratio (near - ln(d2 + softening))
 *               + beyond max(0, near - ln(usual + softening)))
 * </pre>
 *
 * <p>Shift, softening and usual are the label's own, since the distances of one label's versions
 * may be a hundred times those of another's. The factors are common to all labels and at most 0: a
 * larger distance never makes a claim surer. Where there is nothing else to be nearer to, the ratio
 * says nothing. Immutable.
 *
 * @param bias the constant
 * @param ratio the factor of how much nearer it is than the next
 * @param beyond the factor of how much farther it is than the label's own streams usually are
 * @param threshold the confidence, 0 to 1, from which on a value is claimed
 * @param labels by name the labels for which it is claimed
 */
public record ClaimCalibration(
    double bias, double ratio, double beyond, double threshold, SortedMap<String, OfLabel> labels) {

  /**
   * What is a label's own.
   *
   * @param part which part of the vector tells the value
   * @param shift what makes its claims right as often as their confidence says, or less often said
   *     where programs that nobody has seen look like known ones; at most 0
   * @param softening what is added to a distance before its logarithm is taken, above 0
   * @param usual what nineteen of twenty streams are nearer than to another of their value
   */
  public record OfLabel(VectorPart part, double shift, double softening, double usual) {
    /** ln(d + softening). */
    public double logDistance(double d) {
      return StrictMath.log(d + softening);
    }

    /**
     * The two numbers of an answer: how much nearer than the next, and how far beyond the usual.
     */
    public double[] numbers(double d1, double d2) {
      double near = logDistance(d1);
      return new double[] {
        Double.isInfinite(d2) ? 0 : near - logDistance(d2), Math.max(0, near - logDistance(usual))
      };
    }
  }

  /** Copies the map. */
  public ClaimCalibration {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** The same for some of its labels. */
  public ClaimCalibration ofLabels(Set<String> names) {
    SortedMap<String, OfLabel> some = new TreeMap<>(labels);
    some.keySet().retainAll(names);
    return new ClaimCalibration(bias, ratio, beyond, threshold, some);
  }

  /**
   * The probability, 0 to 1, that the value of the nearest is right.
   *
   * @param ofLabel what is the label's own
   * @param d1 how far the nearest fingerprint is that carries a value
   * @param d2 how far the nearest is that carries another or none; positive infinity if none does
   */
  public double of(OfLabel ofLabel, double d1, double d2) {
    double[] x = ofLabel.numbers(d1, d2);
    double sum = bias + ofLabel.shift() + ratio * x[0] + beyond * x[1];
    return 1 / (1 + StrictMath.exp(-sum));
  }

  /** Reads a calibration; of no label if the header has none. */
  static ClaimCalibration from(CalibrationSection section) {
    SortedMap<String, OfLabel> labels = new TreeMap<>();
    CalibrationSection shift = section.section("shift");
    CalibrationSection softening = section.section("softening");
    CalibrationSection usual = section.section("usual");
    section
        .section("part")
        .byRest()
        .forEach(
            (label, number) ->
                labels.put(
                    label,
                    new OfLabel(
                        VectorPart.numbered(number),
                        shift.get(label, 0),
                        softening.get(label, DEFAULT_SOFTENING),
                        usual.get(label, 0))));
    return new ClaimCalibration(
        section.get("bias", 0),
        section.get("ratio", 0),
        section.get("beyond", 0),
        section.get("threshold", 0.5),
        labels);
  }

  private static final double DEFAULT_SOFTENING = 0.003;

  void writeTo(CalibrationSection section) {
    section.put("bias", bias);
    section.put("ratio", ratio);
    section.put("beyond", beyond);
    section.put("threshold", threshold);
    labels.forEach(
        (label, own) -> {
          section.section("part").put(label, own.part().number());
          section.section("shift").put(label, own.shift());
          section.section("softening").put(label, own.softening());
          section.section("usual").put(label, own.usual());
        });
  }
}
