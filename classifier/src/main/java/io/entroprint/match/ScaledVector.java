package io.entroprint.match;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.View;

/**
 * A vector made ready for comparing: every coordinate on its scale and times its weight, so that
 * the distance is a plain sum of absolute differences over prefixes. Immutable.
 *
 * <p>An entropy at N bytes becomes {@code -ln(max(E[H_N] - H, 0) + 0.03)}: the deficit against
 * uniform random bytes, stretched where streams that look random differ. Cross-entropies and the
 * direction entropy stay in bits.
 */
final class ScaledVector {
  private static final double DEFICIT_FLOOR = 0.03;

  final Weighting weighting;
  final int both;
  final int toServer;
  final int toClient;
  final double[] weighted;

  ScaledVector(Weighting weighting, EntropyVector vector) {
    this.weighting = weighting;
    both = weighting.reach(View.BOTH, vector.reached(View.BOTH));
    toServer = weighting.reach(View.TO_SERVER, vector.reached(View.TO_SERVER));
    toClient = weighting.reach(View.TO_CLIENT, vector.reached(View.TO_CLIENT));
    weighted = new double[weighting.definition.dimension()];
    fill(vector, View.BOTH, both);
    fill(vector, View.TO_SERVER, toServer);
    fill(vector, View.TO_CLIENT, toClient);
    for (int i = 0; i < both; i++) {
      int at = weighting.definition.directionCoordinate(i);
      weighted[at] = weighting.directionWeight(i) * vector.get(at);
    }
  }

  private ScaledVector(ScaledVector of, View only) {
    weighting = of.weighting;
    both = only == View.BOTH ? of.both : 0;
    toServer = only == View.TO_SERVER ? of.toServer : 0;
    toClient = only == View.TO_CLIENT ? of.toClient : 0;
    weighted = of.weighted;
  }

  /** The part of it that one view gives. */
  ScaledVector only(View view) {
    return new ScaledVector(this, view);
  }

  private void fill(EntropyVector vector, View view, int reached) {
    for (int i = 0; i < reached; i++) {
      int at = weighting.definition.coordinate(view, i);
      for (int m = 0; m < Weighting.MEASURES; m++) {
        double weight = weighting.weight(i, m);
        weighted[at + m] = weight == 0 ? 0 : weight * scale(vector.get(at + m), i, m);
      }
    }
  }

  private double scale(double bits, int offsetIndex, int measure) {
    double expected = weighting.expected(offsetIndex, measure);
    return Double.isNaN(expected)
        ? bits
        : -StrictMath.log(Math.max(expected - bits, 0) + DEFICIT_FLOOR);
  }
}
