package io.entroprint.fit;

import io.entroprint.confidence.Checkpoints;
import io.entroprint.confidence.Confidence;
import io.entroprint.fit.LogisticFit.Row;
import io.entroprint.search.Neighbour;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Fits the confidence of a label on streams whose capture family was left out. A hit counts 1 and a
 * miss 0. So that strangers get a low confidence, each stream counts once more with its own label
 * left out, as a miss of a lower weight.
 */
public final class Calibration {
  /** Lifts the rejection of strangers without bending the probabilities of known labels. */
  private static final double STRANGER_WEIGHT = 0.05;

  private final List<HeldOut> heldOut;
  private final LabelSpread spread;

  private Calibration(List<HeldOut> heldOut) {
    this.heldOut = heldOut;
    spread = new LabelSpread(heldOut);
  }

  /**
   * All that a library says about the confidence of its labels, as entries of its header: at the
   * end of a stream, at each checkpoint, and the precision that each confidence gives.
   *
   * @param heldOut the streams of one transport
   * @param name what the entries' names begin with
   */
  public static SortedMap<String, Double> entries(
      List<HeldOut> heldOut, String name, double knownLost) {
    Confidence end = fit(heldOut, knownLost);
    SortedMap<String, Double> entries = new TreeMap<>(end.entries(name));
    if (end.equals(Confidence.UNCALIBRATED)) {
      return entries;
    }
    List<Confidence> early = early(heldOut, end);
    for (int i = 0; i < early.size(); i++) {
      entries.putAll(early.get(i).factorEntries(Checkpoints.calibration(name, i)));
    }
    new EarlyPrecision(early, end)
        .byConfidence(heldOut)
        .forEach(
            (confidence, precision) ->
                entries.put(name + ".precision-at." + confidence, precision));
    return entries;
  }

  /**
   * Fits.
   *
   * @param heldOut the streams of one transport
   * @param knownLost the share of the known streams that the threshold may lose
   * @return the default if there are too few hits or misses to learn from
   */
  private static Confidence fit(List<HeldOut> heldOut, double knownLost) {
    Calibration calibration = new Calibration(heldOut);
    List<Row> known = calibration.known(HeldOut::perLabel);
    double[] factors = LogisticFit.factors(known, calibration.strangers(HeldOut::perLabel));
    if (factors.length == 0) {
      return Confidence.UNCALIBRATED;
    }
    return new Confidence(
        factors[0],
        factors[1],
        factors[2],
        threshold(known, factors, knownLost),
        calibration.spread.usual(),
        calibration.spread.all(),
        Confidence.OF_LABELS);
  }

  /**
   * Fits the same at each checkpoint, on the streams as they were there: early on a distance means
   * less. A stream that had ended before a checkpoint counts as it ended.
   *
   * @return one for each of the {@link Checkpoints}; that of the end where there is too little to
   *     learn from
   */
  private static List<Confidence> early(List<HeldOut> heldOut, Confidence end) {
    Calibration calibration = new Calibration(heldOut);
    List<Confidence> early = new ArrayList<>();
    for (int i = 0; i < Checkpoints.GRID.size(); i++) {
      int checkpoint = i;
      Function<HeldOut, List<Neighbour>> nearest =
          one -> checkpoint < one.early().size() ? one.early().get(checkpoint) : one.perLabel();
      double[] factors =
          LogisticFit.factors(calibration.known(nearest), calibration.strangers(nearest));
      early.add(factors.length == 0 ? end : end.withFactors(factors[0], factors[1], factors[2]));
    }
    return early;
  }

  /** A row for each stream whose label has another family: is the nearest label right? */
  private List<Row> known(Function<HeldOut, List<Neighbour>> nearest) {
    List<Row> rows = new ArrayList<>();
    for (HeldOut one : heldOut) {
      List<Neighbour> perLabel = nearest.apply(one);
      if (!one.kin().isEmpty() && !perLabel.isEmpty()) {
        boolean hit = perLabel.get(0).fingerprint().label().equals(one.label());
        rows.add(row(one, perLabel, hit, 1));
      }
    }
    return rows;
  }

  /** A row for each stream as if the library had never heard of its label. */
  private List<Row> strangers(Function<HeldOut, List<Neighbour>> nearest) {
    List<Row> rows = new ArrayList<>();
    for (HeldOut one : heldOut) {
      List<Neighbour> others =
          nearest.apply(one).stream()
              .filter(n -> !n.fingerprint().label().equals(one.label()))
              .toList();
      if (!others.isEmpty()) {
        rows.add(row(one, others, false, STRANGER_WEIGHT));
      }
    }
    return rows;
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
  private static double threshold(List<Row> known, double[] factors, double knownLost) {
    double[] right =
        known.stream()
            .filter(Row::hit)
            .mapToDouble(row -> row.probability(factors))
            .sorted()
            .toArray();
    return right[Math.min(right.length - 1, (int) (knownLost * known.size()))];
  }
}
