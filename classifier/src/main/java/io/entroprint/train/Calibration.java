package io.entroprint.train;

import io.entroprint.match.Confidence;
import io.entroprint.match.Neighbour;
import io.entroprint.train.LogisticFit.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits the confidence of a label on streams whose capture family was left out. A hit counts 1 and a
 * miss 0. So that strangers get a low confidence, each stream counts once more with its own label
 * left out, as a miss of a lower weight.
 */
final class Calibration {
  /** Lifts the rejection of strangers without bending the probabilities of known labels. */
  private static final double STRANGER_WEIGHT = 0.05;

  private final LabelSpread spread;
  private final List<Row> known = new ArrayList<>();
  private final List<Row> strangers = new ArrayList<>();

  private Calibration(LabelSpread spread) {
    this.spread = spread;
  }

  /**
   * Fits.
   *
   * @param heldOut the streams of one transport
   * @param options of which {@code knownLost} sets the threshold
   * @return the default if there are too few hits or misses to learn from
   */
  static Confidence fit(List<HeldOut> heldOut, TrainingOptions options) {
    LabelSpread spread = new LabelSpread(heldOut);
    Calibration calibration = new Calibration(spread);
    heldOut.forEach(calibration::add);
    double[] factors = LogisticFit.factors(calibration.known, calibration.strangers);
    if (factors.length == 0) {
      return Confidence.UNCALIBRATED;
    }
    return new Confidence(
        factors[0],
        factors[1],
        factors[2],
        calibration.threshold(factors, options.knownLost()),
        spread.usual(),
        spread.all(),
        Confidence.OF_LABELS);
  }

  private void add(HeldOut one) {
    if (!one.kin().isEmpty()) {
      boolean hit = one.perLabel().get(0).fingerprint().label().equals(one.label());
      known.add(row(one, one.perLabel(), hit, 1));
    }
    List<Neighbour> others =
        one.perLabel().stream().filter(n -> !n.fingerprint().label().equals(one.label())).toList();
    if (!others.isEmpty()) {
      strangers.add(row(one, others, false, STRANGER_WEIGHT));
    }
  }

  private Row row(HeldOut one, List<Neighbour> perLabel, boolean hit, double weight) {
    return Row.of(
        perLabel,
        spread.withoutFamily(perLabel.get(0).fingerprint().label(), one.family()),
        Confidence.OF_LABELS,
        hit,
        weight);
  }

  /** The confidence below which the given share of the known streams is right all the same. */
  private double threshold(double[] factors, double knownLost) {
    double[] right =
        known.stream()
            .filter(Row::hit)
            .mapToDouble(row -> row.probability(factors))
            .sorted()
            .toArray();
    return right[Math.min(right.length - 1, (int) (knownLost * known.size()))];
  }
}
