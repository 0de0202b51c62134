package io.entroprint.search;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import java.util.Arrays;

/**
 * What a distance is bounded from below by: the sums of a {@link ScaledVector}'s coordinates over
 * bands of neighbouring offsets. The sum of absolute differences over a band is at least the
 * absolute difference of the sums over it; as a measure mostly differs the same way at all offsets
 * of a band, four bands a view, 64 numbers of 272, give nineteen twentieths of the distance.
 *
 * <p>The layout is that of the vector: at each coordinate stands the sum from the beginning of its
 * band to there, so that a band may end wherever a view does. Sums are floats, of which a cache
 * holds many and a processor adds sixteen at a time; {@link #SLACK} makes up for the rounding.
 */
final class BandSums {
  /** Where bands begin, by index of the offset, and end: at 4, 8, 128 and 4096 bytes. */
  private static final int[] STARTS = {0, 4, 8, 12};

  private static final int[] ENDS = {4, 8, 12, 17};

  /**
   * More than rounding to float can add to a sum of absolute differences. Each of at most 64
   * differences is of two sums below 256, rounded to 2^-17; what they add up to stays below 4096,
   * so that each of fewer than 80 additions rounds by at most 2^-13.
   */
  static final float SLACK = 1 / 64f;

  private BandSums() {}

  /** How many bands there are up to an offset, of which the last may be cut short. */
  static int bands(int offsets) {
    int bands = 0;
    while (bands < STARTS.length && STARTS[bands] < offsets) {
      bands++;
    }
    return bands;
  }

  /** How many offsets there are to the end of a band, cut short where a view reaches no farther. */
  static int end(int band, int offsets) {
    return Math.min(ENDS[band], offsets);
  }

  /** Fills in the sums of a vector, and 0 where a view does not reach. */
  static void fill(ScaledVector vector, float[] into) {
    FeatureDefinition definition = vector.weighting.definition;
    Arrays.fill(into, 0);
    fill(vector, definition.coordinate(View.BOTH, 0), Weighting.MEASURES, vector.both, into);
    fill(vector, definition.directionCoordinate(0), 1, vector.both, into);
    fill(
        vector,
        definition.coordinate(View.TO_SERVER, 0),
        Weighting.MEASURES,
        vector.toServer,
        into);
    fill(
        vector,
        definition.coordinate(View.TO_CLIENT, 0),
        Weighting.MEASURES,
        vector.toClient,
        into);
  }

  private static void fill(ScaledVector vector, int from, int measures, int offsets, float[] into) {
    double[] weighted = vector.weighted;
    for (int m = 0; m < measures; m++) {
      double sum = 0;
      int at = from + m;
      int band = 0;
      for (int i = 0; i < offsets; i++, at += measures) {
        if (i == ENDS[band]) {
          sum = 0;
          band++;
        }
        sum += weighted[at];
        into[at] = (float) sum;
      }
    }
  }
}
