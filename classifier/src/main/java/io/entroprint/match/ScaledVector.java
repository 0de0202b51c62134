package io.entroprint.match;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.UniformBytes;
import io.entroprint.entropy.View;

/**
 * A vector made ready for comparing: every coordinate on its scale and times its weight, so that
 * the distance is a plain sum of absolute differences over prefixes.
 *
 * <p>An entropy at N bytes becomes {@code -ln(max(E[H_N] - H, 0) + 0.03)}: the deficit against
 * uniform random bytes, stretched where streams that look random differ. Cross-entropies and the
 * direction entropy stay in bits.
 */
final class ScaledVector {
  static final int MEASURES = Measure.values().length;

  /** Coordinates at the offsets 1 to 4, the first four, weigh double. */
  static final int DOUBLED = 4;

  static final double DIRECTION_WEIGHT = 8;

  private static final double DEFICIT_FLOOR = 0.03;
  private static final double[] EV1_EXPECTED = expectations(FeatureDefinition.EV1);

  final FeatureDefinition definition;
  final int both;
  final int toServer;
  final int toClient;
  final double[] weighted;

  ScaledVector(EntropyVector vector) {
    definition = vector.definition();
    both = vector.reached(View.BOTH);
    toServer = vector.reached(View.TO_SERVER);
    toClient = vector.reached(View.TO_CLIENT);
    weighted = new double[definition.dimension()];
    for (View view : View.values()) {
      for (int i = 0; i < vector.reached(view); i++) {
        int at = definition.coordinate(view, i);
        for (int m = 0; m < MEASURES; m++) {
          weighted[at + m] = offsetWeight(i) * scale(vector.get(at + m), i * MEASURES + m);
        }
      }
    }
    for (int i = 0; i < both; i++) {
      int at = definition.directionCoordinate(i);
      weighted[at] = offsetWeight(i) * DIRECTION_WEIGHT * vector.get(at);
    }
  }

  private static double offsetWeight(int offsetIndex) {
    return offsetIndex < DOUBLED ? 2 : 1;
  }

  private static double scale(double bits, int expectationAt) {
    double expected = EV1_EXPECTED[expectationAt];
    return Double.isNaN(expected)
        ? bits
        : -StrictMath.log(Math.max(expected - bits, 0) + DEFICIT_FLOOR);
  }

  /** E[H_N] by offset and measure; NaN for a cross-entropy, which has no such scale. */
  private static double[] expectations(FeatureDefinition definition) {
    double[] expected = new double[definition.offsets().size() * MEASURES];
    int at = 0;
    for (int i = 0; i < definition.offsets().size(); i++) {
      for (Measure measure : Measure.values()) {
        expected[at++] =
            measure.isEntropy()
                ? UniformBytes.expected(measure, definition.offsets().get(i))
                : Double.NaN;
      }
    }
    return expected;
  }
}
