package io.entroprint.train;

import io.entroprint.match.Confidence;
import io.entroprint.match.Neighbour;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Fits the confidence of a label: a logistic regression on streams whose capture family was left
 * out. A hit counts 1 and a miss 0. So that strangers get a low confidence, each stream counts once
 * more with its own label left out, as a miss of a lower weight.
 */
final class Calibration {
  /** Lifts the rejection of strangers without bending the probabilities of known labels. */
  private static final double STRANGER_WEIGHT = 0.05;

  /** Keeps the factors finite where hits and misses do not overlap. */
  private static final double RIDGE = 1e-6;

  private static final int STEPS = 50;
  private static final int FEWEST_OF_A_KIND = 5;
  private static final int FACTORS = 3;

  /** One stream under one assumption: its features, whether the label is right, its weight. */
  private record Row(double near, double ratio, boolean hit, double weight) {
    double logit(double[] factors) {
      return factors[0] + factors[1] * near + factors[2] * ratio;
    }

    double probability(double[] factors) {
      return 1 / (1 + StrictMath.exp(-logit(factors)));
    }
  }

  private final List<Row> known = new ArrayList<>();
  private final List<Row> strangers = new ArrayList<>();

  private Calibration() {}

  /**
   * Fits.
   *
   * @param streams of one transport
   * @param options of which {@code knownLost} sets the threshold
   * @return the default if there are too few hits or misses to learn from
   */
  static Confidence fit(List<LabelledStream> streams, TrainingOptions options)
      throws InterruptedException {
    List<HeldOut> heldOut = HeldOut.leaveFamiliesOut(streams, options.threads());
    LabelSpread spread = new LabelSpread(heldOut);
    Calibration calibration = new Calibration();
    for (HeldOut one : heldOut) {
      calibration.add(one, spread);
    }
    double[] factors = calibration.factors();
    if (factors.length == 0) {
      return Confidence.UNCALIBRATED;
    }
    return new Confidence(
        factors[0],
        factors[1],
        factors[2],
        calibration.threshold(factors, options.knownLost()),
        spread.usual(),
        spread.all());
  }

  private void add(HeldOut one, LabelSpread spread) {
    if (!one.kin().isEmpty()) {
      Neighbour first = one.perLabel().get(0);
      boolean hit = first.fingerprint().label().equals(one.label());
      known.add(row(one, one.perLabel(), spread, hit, 1));
    }
    List<Neighbour> others =
        one.perLabel().stream().filter(n -> !n.fingerprint().label().equals(one.label())).toList();
    if (!others.isEmpty()) {
      strangers.add(row(one, others, spread, false, STRANGER_WEIGHT));
    }
  }

  private static Row row(
      HeldOut one, List<Neighbour> perLabel, LabelSpread spread, boolean hit, double weight) {
    Neighbour first = perLabel.get(0);
    double near = Confidence.logDistance(first.distance());
    double next = perLabel.size() > 1 ? perLabel.get(1).distance() : Double.POSITIVE_INFINITY;
    return new Row(
        near - spread.withoutFamily(first.fingerprint().label(), one.family()),
        near - Confidence.logDistance(next),
        hit,
        weight);
  }

  /** Newton's method on the weighted log-likelihood; empty if there is too little to learn from. */
  private double[] factors() {
    List<Row> rows = new ArrayList<>(known);
    rows.addAll(strangers);
    long hits = rows.stream().filter(Row::hit).count();
    if (hits < FEWEST_OF_A_KIND || rows.size() - hits < FEWEST_OF_A_KIND) {
      return new double[0];
    }
    RealVector factors = new ArrayRealVector(FACTORS);
    for (int step = 0; step < STEPS; step++) {
      RealVector change = newtonStep(rows, factors);
      factors = factors.add(change);
      if (change.getNorm() < 1e-9) {
        break;
      }
    }
    return factors.toArray();
  }

  private static RealVector newtonStep(List<Row> rows, RealVector factors) {
    double[] current = factors.toArray();
    double[] gradient = factors.mapMultiply(-RIDGE).toArray();
    double[][] curvature = new double[FACTORS][FACTORS];
    for (Row row : rows) {
      double[] x = {1, row.near, row.ratio};
      double p = row.probability(current);
      for (int i = 0; i < FACTORS; i++) {
        gradient[i] += row.weight * ((row.hit ? 1 : 0) - p) * x[i];
        for (int j = 0; j < FACTORS; j++) {
          curvature[i][j] += x[i] * x[j] * (row.weight * p * (1 - p));
        }
      }
    }
    RealMatrix regular =
        MatrixUtils.createRealMatrix(curvature)
            .add(MatrixUtils.createRealIdentityMatrix(FACTORS).scalarMultiply(RIDGE));
    return new CholeskyDecomposition(regular)
        .getSolver()
        .solve(new ArrayRealVector(gradient, false));
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
