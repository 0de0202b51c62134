package io.entroprint.search;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import java.util.Arrays;

/**
 * The few sums by which a distance is bounded first: in each view, over each of two bands of
 * offsets (of {@code ev1} to 8 bytes and beyond), the entropies together and each cross-entropy by
 * itself, and in the joined view the direction entropies. The sum of absolute differences is at
 * least the absolute difference of the sums; as entropies mostly differ the same way, and at all
 * offsets of a band, these 20 numbers of 272 leave some 60 of 3,000 fingerprints of the bundled
 * library to be bounded more closely.
 *
 * <p>At each offset stand the sums from the beginning of its band to there, so that a band may end
 * wherever a view does. Sums are floats, of which a cache holds many and a processor adds sixteen
 * at a time; {@link #SLACK} makes up for the rounding.
 */
final class CoarseSums {
  private static final View[] VIEWS = View.values();

  /** How many bands there are over all offsets. */
  private static final int BANDS = 2;

  /**
   * More than rounding to float can add to a sum of absolute differences. Each of at most 20
   * differences is of two sums below 1024, rounded to 2^-14; what they add up to stays below 4096,
   * so that each of fewer than 60 additions rounds by at most 2^-13.
   */
  static final float SLACK = 1 / 64f;

  private CoarseSums() {}

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

  private static int start(int band, int offsets) {
    return band * offsets / BANDS;
  }

  /** How many sums there are at an offset. */
  static int width(Weighting weighting, View view) {
    return 1 + weighting.measures - weighting.entropies() + (view == View.BOTH ? 1 : 0);
  }

  /** Where the sums of a view stand at an offset. */
  static int place(Weighting weighting, View view, int offset) {
    int offsets = weighting.definition.offsets().size();
    int widest = width(weighting, View.BOTH);
    return (view.ordinal() * offsets + offset) * widest;
  }

  /** How many sums there are in all. */
  static int size(Weighting weighting) {
    int offsets = weighting.definition.offsets().size();
    return VIEWS.length * offsets * width(weighting, View.BOTH);
  }

  /** Fills in the sums of a vector, and 0 where a view does not reach. */
  static void fill(ScaledVector vector, float[] into) {
    Arrays.fill(into, 0);
    for (View view : VIEWS) {
      int offsets = vector.weighting.definition.offsets().size();
      int reached = vector.reached(view);
      for (int band = 0; band < bands(reached, offsets); band++) {
        fill(vector, view, start(band, offsets), end(band, reached, offsets), into);
      }
    }
  }

  private static void fill(ScaledVector vector, View view, int start, int end, float[] into) {
    Weighting weighting = vector.weighting;
    FeatureDefinition definition = weighting.definition;
    int measures = weighting.measures;
    double[] weighted = vector.weighted;
    int first = definition.coordinate(view, 0);
    int stride = width(weighting, View.BOTH);
    int place = place(weighting, view, 0);
    double entropies = 0;
    for (int i = start; i < end; i++) {
      for (int m = 0; m < measures; m++) {
        if (weighting.isEntropy(m)) {
          entropies += weighted[first + i * measures + m];
        }
      }
      into[place + i * stride] = (float) entropies;
    }
    int at = 1;
    for (int m = 0; m < measures; m++) {
      if (!weighting.isEntropy(m)) {
        double sum = 0;
        for (int i = start; i < end; i++) {
          sum += weighted[first + i * measures + m];
          into[place + i * stride + at] = (float) sum;
        }
        at++;
      }
    }
    if (view == View.BOTH) {
      double sum = 0;
      for (int i = start; i < end; i++) {
        sum += weighted[definition.directionCoordinate(i)];
        into[place + i * stride + at] = (float) sum;
      }
    }
  }
}
