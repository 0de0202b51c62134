package io.entroprint.fingerprint;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;
import java.util.Arrays;

/** The fixed point in which a library keeps the numbers of a vector: units of 0.0001 bit. */
final class Resolution {
  static final int UNITS_PER_BIT = 10_000;

  private static final View[] VIEWS = View.values();
  private static final int[] MAXIMUM_UNITS =
      Arrays.stream(Measure.values())
          .mapToInt(measure -> (int) Math.round(measure.maximum() * UNITS_PER_BIT))
          .toArray();

  private Resolution() {}

  /** The largest number of units that a measure can have. */
  static int maximumUnits(Measure measure) {
    return MAXIMUM_UNITS[measure.ordinal()];
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
      int from = definition.coordinate(view, 0);
      int to = definition.coordinate(view, vector.reached(view));
      for (int at = from; at < to; ) {
        for (int maximum : MAXIMUM_UNITS) {
          changed |= round(vector, at++, maximum, values);
        }
      }
    }
    int to = definition.directionCoordinate(vector.reached(View.BOTH));
    for (int at = definition.directionCoordinate(0); at < to; at++) {
      changed |= round(vector, at, UNITS_PER_BIT, values);
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

  private static boolean round(EntropyVector vector, int at, int maximum, double[] into) {
    double value = vector.get(at);
    into[at] = bits(units(value, maximum));
    // By bits: -0.0 is not the 0.0 that a file gives.
    return Double.doubleToRawLongBits(into[at]) != Double.doubleToRawLongBits(value);
  }
}
