package io.entroprint.search;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.View;

/**
 * A vector made ready for comparing: every coordinate on its scale and times its weight, so that
 * the distance is a plain sum of absolute differences over prefixes.
 *
 * <p>An entropy at N bytes becomes {@code -ln(max(E[H_N] - H, 0) + 0.03)}: the deficit against
 * uniform random bytes, stretched where streams that look random differ. Cross-entropies and the
 * direction entropy stay in bits.
 *
 * <p>That of a query is filled again and again, that of a fingerprint once.
 */
final class ScaledVector {
  private static final double DEFICIT_FLOOR = 0.03;

  final Weighting weighting;
  final double[] weighted;
  int both;
  int toServer;
  int toClient;
  private View only;

  /** An empty one, to be filled. */
  ScaledVector(Weighting weighting) {
    this.weighting = weighting;
    weighted = new double[weighting.definition.dimension()];
  }

  ScaledVector(Weighting weighting, EntropyVector vector) {
    this(weighting);
    fill(vector, null);
  }

  /**
   * Takes a vector in place of the one before.
   *
   * @param only the one view to take, or null for all that the weighting compares
   */
  void fill(EntropyVector vector, View only) {
    this.only = only;
    both = reach(View.BOTH, vector.reached(View.BOTH));
    toServer = reach(View.TO_SERVER, vector.reached(View.TO_SERVER));
    toClient = reach(View.TO_CLIENT, vector.reached(View.TO_CLIENT));
    fill(vector, View.BOTH, both);
    fill(vector, View.TO_SERVER, toServer);
    fill(vector, View.TO_CLIENT, toClient);
    int at = weighting.definition.directionCoordinate(0);
    vector.read(at, both, weighted);
    for (int i = 0; i < both; i++, at++) {
      weighted[at] *= weighting.directionWeight(i);
    }
  }

  /** Whether no view is left out that the weighting compares. */
  boolean isWhole() {
    return only == null;
  }

  /** How far a view reaches of what is compared. */
  int reached(View view) {
    return switch (view) {
      case BOTH -> both;
      case TO_SERVER -> toServer;
      case TO_CLIENT -> toClient;
    };
  }

  /** How many offsets of a view are compared, of those that it reaches. */
  int reach(View view, int reached) {
    return only == null || only == view ? weighting.reach(view, reached) : 0;
  }

  /** The weight of all that it has. */
  double weight() {
    return weighting.sum(both, toServer, toClient);
  }

  private void fill(EntropyVector vector, View view, int reached) {
    int from = weighting.definition.coordinate(view, 0);
    int count = reached * weighting.measures;
    vector.read(from, count, weighted);
    for (int i = 0; i < count; i++) {
      double weight = weighting.weight(i);
      weighted[from + i] = weight == 0 ? 0 : weight * scale(weighted[from + i], i);
    }
  }

  private double scale(double bits, int coordinate) {
    double expected = weighting.expected(coordinate);
    return Double.isNaN(expected)
        ? bits
        : -Logarithm.of(Math.max(expected - bits, 0) + DEFICIT_FLOOR);
  }
}
