package io.entroprint.search;

import io.entroprint.entropy.View;
import java.util.Arrays;

/**
 * The sums of fingerprints' coordinates over bands of neighbouring offsets as whole numbers, a row
 * each, one row behind the other: a close bound from below of what a stream differs by. Immutable.
 *
 * <p>Whole numbers may be added up in any order, which a compiler turns into vector instructions,
 * and what was added may be taken away again without a trace. So one loop goes along a whole row,
 * however far the two reach: where one of them has no number it counts as 0, and what that adds is
 * known beforehand, since each row also holds what its numbers add up to from each band on.
 *
 * <p>Numbers beyond what leaves room for their sum are brought nearer to each other, which a bound
 * from below may.
 *
 * <p>A row is laid out as its numbers (view by view and band by band the measures, and in the
 * joined view the direction entropy), padded with zeros; by view and band the sum of the absolute
 * numbers from that band on, and 0 behind the last; and by view how many bands there are, those
 * that the view reaches the end of.
 */
final class SumRows {
  /** Of one weighted bit: a number is rounded by half of one at most, a difference by one. */
  private static final double UNITS = 1 << 16;

  /** What a row adds up to at the most, and what makes all numbers positive. */
  private static final int MOST = 1 << 29;

  /** Numbers are padded to a multiple of what a processor adds at once. */
  private static final int AT_ONCE = 16;

  private static final View[] VIEWS = View.values();

  private final Weighting weighting;
  private final int bands;

  /** By band the offset with which it begins, and behind the last how many there are. */
  private final int[] starts;

  private final int numbers;

  /** Beyond this a number counts as this. */
  private final int most;

  /** Where in a row it says how many bands a view has. */
  private final int counts;

  private final int length;
  private final int[] rows;

  /**
   * Rows of vectors in this order.
   *
   * @param bands in how many bands the offsets are divided, all as long as each other or nearly
   */
  SumRows(Weighting weighting, int bands, ScaledVector[] vectors) {
    this.weighting = weighting;
    this.bands = bands;
    starts = new int[bands + 1];
    for (int band = 0; band <= bands; band++) {
      starts[band] = band * weighting.definition.offsets().size() / bands;
    }
    int wide = 0;
    for (View view : VIEWS) {
      wide += width(view);
    }
    numbers = (wide * bands + AT_ONCE - 1) / AT_ONCE * AT_ONCE;
    most = MOST / numbers;
    counts = numbers + VIEWS.length * (bands + 1);
    length = counts + VIEWS.length;
    rows = new int[Math.multiplyExact(length, vectors.length)];
    for (int i = 0; i < vectors.length; i++) {
      fill(vectors[i], rows, i * length);
    }
  }

  /** How many numbers a view has in each band. */
  private int width(View view) {
    return weighting.reach(view, 1) * (weighting.measures + (view == View.BOTH ? 1 : 0));
  }

  /** How long a row is. */
  int length() {
    return length;
  }

  /** Makes a row of a vector in place of the one before. */
  void fill(ScaledVector vector, int[] into, int at) {
    int k = at;
    int from = at + numbers;
    for (View view : VIEWS) {
      int width = width(view);
      int count = 0;
      while (width > 0 && count < bands && starts[count + 1] <= vector.reached(view)) {
        fill(vector, view, count, into, k + count * width);
        count++;
      }
      Arrays.fill(into, k + count * width, k + bands * width, 0);
      Arrays.fill(into, from + count, from + bands + 1, 0);
      for (int band = count - 1; band >= 0; band--) {
        int sum = into[from + band + 1];
        for (int m = k + band * width; m < k + (band + 1) * width; m++) {
          sum += Math.abs(into[m]);
        }
        into[from + band] = sum;
      }
      into[at + counts + view.ordinal()] = count;
      k += bands * width;
      from += bands + 1;
    }
  }

  /** Sums over a band. */
  private void fill(ScaledVector vector, View view, int band, int[] into, int at) {
    double[] weighted = vector.weighted;
    int measures = weighting.measures;
    int k = weighting.definition.coordinate(view, 0);
    int first = k + starts[band] * measures;
    int end = k + starts[band + 1] * measures;
    for (int m = 0; m < measures; m++) {
      into[at + m] = sum(weighted, first + m, end, measures);
    }
    if (view == View.BOTH) {
      k = weighting.definition.directionCoordinate(0);
      into[at + measures] = sum(weighted, k + starts[band], k + starts[band + 1], 1);
    }
  }

  /** What every so many numbers add up to, in units. */
  private int sum(double[] weighted, int from, int end, int step) {
    double sum = 0;
    for (int i = from; i < end; i += step) {
      sum += weighted[i];
    }
    // To the nearest, as the cast goes towards 0.
    int units = (int) (sum * UNITS + MOST + 0.5) - MOST;
    return Math.max(-most, Math.min(most, units));
  }

  /** What a stream and a fingerprint differ by at the least, of a row of each. */
  double differences(int[] stream, int row) {
    int at = row * length;
    int sum = difference(stream, rows, at, numbers);
    int rest = numbers;
    for (int v = counts; v < counts + VIEWS.length; v++) {
      sum -= stream[rest + rows[at + v]] + rows[at + rest + stream[v]];
      rest += bands + 1;
    }
    return (sum - numbers) * (1 / UNITS);
  }

  private static int difference(int[] stream, int[] rows, int at, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.abs(stream[i] - rows[at + i]);
    }
    return sum;
  }
}
