package io.entroprint.match;

import java.util.Arrays;

/**
 * The boxes of a tree: how far the views of the fingerprints of each node go, and between which
 * limits their prefix sums are. Limits exist as far as the views of all of them go.
 */
final class TreeBoxes {
  /** How far each view goes, at the least and at the most. */
  final byte[] least;

  final byte[] most;

  /** The middle of the prefix sums and half their range. */
  final float[] centre;

  final float[] half;

  /** The greatest {@link PrefixSums#fine} distance from the middle, by view and offset. */
  final float[] radius;

  private final PrefixSums prefixSums;

  TreeBoxes(int nodes, PrefixSums prefixSums) {
    this.prefixSums = prefixSums;
    int length = prefixSums.length();
    radius = new float[nodes * prefixSums.radii()];
    least = new byte[3 * nodes];
    most = new byte[3 * nodes];
    centre = new float[nodes * length];
    half = new float[nodes * length];
  }

  /** Makes the box of a node around a range of fingerprints. */
  void enclose(int node, int from, int to, byte[] reach, float[] sums) {
    int length = prefixSums.length();
    Arrays.fill(least, 3 * node, 3 * node + 3, from < to ? Byte.MAX_VALUE : 0);
    for (int i = from; i < to; i++) {
      for (int view = 0; view < 3; view++) {
        byte goes = reach[3 * i + view];
        least[3 * node + view] = (byte) Math.min(least[3 * node + view], goes);
        most[3 * node + view] = (byte) Math.max(most[3 * node + view], goes);
      }
    }
    for (int k = 0; k < length; k++) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        float sum = sums[i * length + k];
        low = Math.min(low, sum);
        high = Math.max(high, sum);
      }
      if (from < to) {
        float middle = (low + high) / 2;
        centre[node * length + k] = middle;
        half[node * length + k] = Math.max(high - middle, middle - low);
      }
    }
    int steps = prefixSums.radii() / 3;
    for (int i = from; i < to; i++) {
      for (int view = 0; view < 3; view++) {
        for (int r = 0; r <= least[3 * node + view]; r++) {
          int k = node * prefixSums.radii() + view * steps + r;
          radius[k] =
              Math.max(
                  radius[k], prefixSums.fine(sums, i * length, centre, node * length, view, r));
        }
      }
    }
  }
}
