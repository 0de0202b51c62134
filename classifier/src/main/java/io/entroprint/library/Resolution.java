package io.entroprint.library;

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
    if (isRounded(vector)) {
      return vector;
    }
    FeatureDefinition definition = vector.definition();
    double[] values = new double[definition.dimension()];
    for (View view : VIEWS) {
      int from = definition.coordinate(view, 0);
      int to = definition.coordinate(view, vector.reached(view));
      for (int at = from; at < to; ) {
        for (Measure measure : definition.measures()) {
          round(vector, at++, maximumUnits(measure), values);
        }
      }
    }
    int to = definition.directionCoordinate(vector.reached(View.BOTH));
    for (int at = definition.directionCoordinate(0); at < to; at++) {
      round(vector, at, UNITS_PER_BIT, values);
    }
    return EntropyVector.of(
        definition,
        vector.reached(View.BOTH),
        vector.reached(View.TO_SERVER),
        vector.reached(View.TO_CLIENT),
        values);
  }

  /**
   * Whether the numbers are whole units within 0 to the maximum, as they are in whatever was read
   * from a file. By bits: -0.0 is not the 0.0 that a file gives.
   */
  private static boolean isRounded(EntropyVector vector) {
    if (vector.unitsPerBit() == UNITS_PER_BIT) {
      return true;
    }
    FeatureDefinition definition = vector.definition();
    for (View view : VIEWS) {
      int from = definition.coordinate(view, 0);
      int to = definition.coordinate(view, vector.reached(view));
      for (int at = from; at < to; ) {
        for (Measure measure : definition.measures()) {
          if (!isRounded(vector.get(at++), maximumUnits(measure))) {
            return false;
          }
        }
      }
    }
    int from = definition.directionCoordinate(0);
    for (int i = 0; i < vector.reached(View.BOTH); i++) {
      if (!isRounded(vector.get(from + i), UNITS_PER_BIT)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRounded(double value, int maximum) {
    int units = (int) (value * UNITS_PER_BIT + 0.5);
    return units <= maximum
        && Double.doubleToRawLongBits(bits(units)) == Double.doubleToRawLongBits(value);
  }

  private static void round(EntropyVector vector, int at, int maximum, double[] into) {
    into[at] = bits(units(vector.get(at), maximum));
  }
}
