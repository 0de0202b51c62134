package io.entroprint.search;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import java.util.Arrays;

/**
 * What a distance is bounded from below by: the sums of a {@link ScaledVector}'s coordinates over
 * bands of neighbouring offsets. The sum of absolute differences over a band is at least the
 * absolute difference of the sums over it; as a measure mostly differs the same way at all offsets
 * of a band, four bands a view (of {@code ev1} at 4, 8, 128 and 4096 bytes), 64 numbers of 272,
 * give nineteen twentieths of the distance.
 *
 * <p>The layout is that of the vector: at each coordinate stands the sum from the beginning of its
 * band to there, so that a band may end wherever a view does. Sums are floats, of which a cache
 * holds many and a processor adds sixteen at a time; {@link #SLACK} makes up for the rounding.
 */
final class BandSums {
  /** How many bands there are over all offsets. */
  private static final int BANDS = 4;

  /**
   * More than rounding to float can add to a sum of absolute differences. Each of at most 64
   * differences (of five measures in three views and the direction entropy, over four bands) is of
   * two sums below 256, rounded to 2^-17; what they add up to stays below 4096, so that each of
   * fewer than 80 additions rounds by at most 2^-13.
   */
  static final float SLACK = 1 / 64f;

  private BandSums() {}

  /** How many bands there are up to an offset, of which the last may be cut short. */
  static int bands(int reached, int offsets) {
    int bands = 0;
    while (bands < BANDS && start(bands, offsets) < reached) {
      bands++;
    }
    return bands;
  }

  /** How many offsets there are to the end of a band, cut short where a view reaches no farther. */
  static int end(int band, int reached, int offsets) {
    return Math.min(start(band + 1, offsets), reached);
  }

  /** The index of the offset with which a band begins: all are as long as each other, or nearly. */
  private static int start(int band, int offsets) {
    return band * offsets / BANDS;
  }

  /** Fills in the sums of a vector, and 0 where a view does not reach. */
  static void fill(ScaledVector vector, float[] into) {
    FeatureDefinition definition = vector.weighting.definition;
    int measures = vector.weighting.measures;
    Arrays.fill(into, 0);
    fill(vector, definition.coordinate(View.BOTH, 0), measures, vector.both, into);
    fill(vector, definition.directionCoordinate(0), 1, vector.both, into);
    fill(vector, definition.coordinate(View.TO_SERVER, 0), measures, vector.toServer, into);
    fill(vector, definition.coordinate(View.TO_CLIENT, 0), measures, vector.toClient, into);
  }

  private static void fill(ScaledVector vector, int from, int measures, int reached, float[] into) {
    double[] weighted = vector.weighted;
    int offsets = vector.weighting.definition.offsets().size();
    int bands = bands(reached, offsets);
    for (int band = 0; band < bands; band++) {
      int first = from + start(band, offsets) * measures;
      int end = from + end(band, reached, offsets) * measures;
      for (int m = 0; m < measures; m++) {
        double sum = 0;
        for (int at = first + m; at < end; at += measures) {
          sum += weighted[at];
          into[at] = (float) sum;
        }
      }
    }
  }
}
