package io.entroprint.fingerprint;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;

/** The fixed point in which a library keeps the numbers of a vector: units of 0.0001 bit. */
final class Resolution {
  static final int UNITS_PER_BIT = 10_000;

  private static final View[] VIEWS = View.values();
  private static final Measure[] MEASURES = Measure.values();

  private Resolution() {}

  /** The largest number of units that a measure can have. */
  static int maximumUnits(Measure measure) {
    return (int) Math.round(measure.maximum() * UNITS_PER_BIT);
  }

  /** A number in units; what rounding or slack put outside 0 to {@code maximum} is put back. */
  static int units(double bits, int maximum) {
    return (int) Math.min(maximum, Math.max(0, Math.round(bits * UNITS_PER_BIT)));
  }

  static double bits(int units) {
    return units / (double) UNITS_PER_BIT;
  }

  /** The vector whose numbers are whole units; itself if they are already. */
  static EntropyVector rounded(EntropyVector vector) {
    FeatureDefinition definition = vector.definition();
    double[] values = new double[definition.dimension()];
    boolean changed = false;
    for (View view : VIEWS) {
      for (int i = 0; i < vector.reached(view); i++) {
        for (Measure measure : MEASURES) {
          int at = definition.coordinate(view, i, measure);
          values[at] = bits(units(vector.get(at), maximumUnits(measure)));
          changed |= values[at] != vector.get(at);
        }
      }
    }
    for (int i = 0; i < vector.reached(View.BOTH); i++) {
      int at = definition.directionCoordinate(i);
      values[at] = bits(units(vector.get(at), UNITS_PER_BIT));
      changed |= values[at] != vector.get(at);
    }
    return changed
        ? EntropyVector.of(
            definition,
            vector.reached(View.BOTH),
            vector.reached(View.TO_SERVER),
            vector.reached(View.TO_CLIENT),
            values)
        : vector;
  }
}
