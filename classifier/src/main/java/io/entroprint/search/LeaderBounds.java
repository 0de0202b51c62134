package io.entroprint.search;

/**
 * A lower bound of the distances to all behind each leader, and those leaders whose bounds lie
 * between two limits. One thread at a time.
 */
final class LeaderBounds {
  /** So many bounds are passed over at once where none is within the limits. */
  private static final int BLOCK = 64;

  /** By leader, 0 or more. */
  final float[] bounds;

  /** The leaders that were taken last, in their order. */
  final int[] taken;

  /** The least bound of each block. */
  private final float[] leasts;

  /** Room for as many leaders. */
  LeaderBounds(int leaders) {
    bounds = new float[leaders];
    taken = new int[leaders];
    leasts = new float[(leaders + BLOCK - 1) / BLOCK];
  }

  /** The least of all, of which there is one at least; call it when they have changed. */
  float least() {
    float least = bounds[0];
    for (int block = 0; block < leasts.length; block++) {
      int end = Math.min((block + 1) * BLOCK, bounds.length);
      leasts[block] = least(bounds, block * BLOCK, end);
      least = Math.min(least, leasts[block]);
    }
    return least;
  }

  /** Floats of 0 and more are ordered as their bits are, whose least is found without a branch. */
  private static float least(float[] bounds, int from, int end) {
    int a = Float.floatToRawIntBits(bounds[from]);
    int b = a;
    int i = from;
    for (; i < end - 1; i += 2) {
      a = Math.min(a, Float.floatToRawIntBits(bounds[i]));
      b = Math.min(b, Float.floatToRawIntBits(bounds[i + 1]));
    }
    if (i < end) {
      a = Math.min(a, Float.floatToRawIntBits(bounds[i]));
    }
    return Float.intBitsToFloat(Math.min(a, b));
  }

  /** Takes those above one limit and not above another; returns how many they are. */
  int take(float above, float most) {
    int count = 0;
    for (int block = 0; block < leasts.length; block++) {
      if (leasts[block] <= most) {
        int end = Math.min((block + 1) * BLOCK, bounds.length);
        for (int i = block * BLOCK; i < end; i++) {
          if (bounds[i] <= most && bounds[i] > above) {
            taken[count++] = i;
          }
        }
      }
    }
    return count;
  }
}
