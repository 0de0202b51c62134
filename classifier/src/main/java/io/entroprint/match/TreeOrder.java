package io.entroprint.match;

import io.entroprint.entropy.View;
import java.util.Arrays;

/**
 * Brings fingerprints into an order in which near ones stand together: by what differs most among
 * them, a prefix sum or how far a view goes.
 */
final class TreeOrder {
  /** What an offset that only one of two has adds to a distance, roughly, by its weight. */
  private static final float LOPSIDED =
      (float) (EntropyDistance.STREAM_ONLY + EntropyDistance.FINGERPRINT_ONLY) / 2;

  private static final int VIEWS = View.values().length;

  private final ScaledVector[] vectors;
  private final float[] sums;
  private final int length;
  private final int[] places;
  private final long[] keys;

  /** How much the reach of a view counts, by view and reach. */
  private final float[][] reachWeights;

  TreeOrder(Weighting weighting, PrefixSums prefixSums, ScaledVector[] vectors, float[] sums) {
    this.vectors = vectors;
    this.sums = sums;
    length = prefixSums.length();
    places = new int[vectors.length];
    Arrays.setAll(places, i -> i);
    keys = new long[vectors.length];
    reachWeights = new float[VIEWS][weighting.definition.offsets().size() + 1];
    for (View view : View.values()) {
      for (int i = 0; i < reachWeights[view.ordinal()].length; i++) {
        reachWeights[view.ordinal()][i] = LOPSIDED * (float) weighting.sum(view, i);
      }
    }
  }

  /** The places of the fingerprints as they were given, in the new order. */
  int[] places() {
    return places;
  }

  /** Sorts a range by what differs most in it. */
  void sort(int from, int to) {
    int[] columns = columns(from, to);
    int widest = 0;
    double most = -1;
    for (int column = 0; column < columns.length; column++) {
      double variance = variance(from, to, columns[column]);
      if (variance > most) {
        most = variance;
        widest = column;
      }
    }
    for (int i = from; i < to; i++) {
      int bits = Float.floatToIntBits(value(places[i], columns[widest]) + 0f);
      // As an integer a negative float sorts the wrong way round.
      int sortable = bits ^ (bits >> 31 & 0x7fff_ffff);
      keys[i] = (long) sortable << 32 | places[i];
    }
    Arrays.sort(keys, from, to);
    for (int i = from; i < to; i++) {
      places[i] = (int) keys[i];
    }
  }

  /** The sums at the last offset that all have, and behind them one for the reach of each view. */
  private int[] columns(int from, int to) {
    int[] least = new int[VIEWS];
    Arrays.fill(least, Integer.MAX_VALUE);
    for (int i = from; i < to; i++) {
      ScaledVector v = vectors[places[i]];
      least[0] = Math.min(least[0], v.both);
      least[1] = Math.min(least[1], v.toServer);
      least[2] = Math.min(least[2], v.toClient);
    }
    int measures = Weighting.MEASURES;
    int view = length / (VIEWS * measures + 1) * measures;
    int[] columns = new int[VIEWS * measures + 1 + VIEWS];
    int at = 0;
    for (int v = 0; v < VIEWS; v++) {
      for (int m = 0; m < measures; m++) {
        columns[at++] = v * view + least[v] * measures + m;
      }
    }
    columns[at++] = VIEWS * view + least[0];
    for (int v = 0; v < VIEWS; v++) {
      columns[at++] = length + v;
    }
    return columns;
  }

  private double variance(int from, int to, int column) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      double value = value(places[i], column);
      sum += value;
      squares += value * value;
    }
    return squares - sum * sum / (to - from);
  }

  private float value(int place, int column) {
    if (column < length) {
      return sums[place * length + column];
    }
    ScaledVector v = vectors[place];
    return switch (column - length) {
      case 0 -> reachWeights[0][v.both];
      case 1 -> reachWeights[1][v.toServer];
      default -> reachWeights[2][v.toClient];
    };
  }
}
