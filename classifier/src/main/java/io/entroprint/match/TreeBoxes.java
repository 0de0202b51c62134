package io.entroprint.match;

/**
 * The boxes of a tree: how far the views of the fingerprints of each node go, and between which
 * limits their prefix sums are. Where the views of some go no farther, the limits mean nothing.
 */
final class TreeBoxes {
  /** How far each view goes, at the least and at the most. */
  final byte[] least;

  final byte[] most;

  /** The middle of the prefix sums and half their range; until it is finished, the limits. */
  final float[] centre;

  final float[] half;

  private final int length;

  /**
   * Boxes of so many nodes.
   *
   * @param length how many prefix sums a fingerprint has
   */
  TreeBoxes(int nodes, int length) {
    this.length = length;
    least = new byte[3 * nodes];
    most = new byte[3 * nodes];
    centre = new float[nodes * length];
    half = new float[nodes * length];
  }

  /** Makes the box of a node around a range of fingerprints. */
  void enclose(int node, int from, int to, byte[] reach, float[] sums) {
    for (int i = from; i < to; i++) {
      for (int view = 0; view < 3; view++) {
        byte goes = reach[3 * i + view];
        int at = 3 * node + view;
        least[at] = i == from || goes < least[at] ? goes : least[at];
        most[at] = goes > most[at] ? goes : most[at];
      }
      limits(node, sums, sums, i, i == from);
    }
  }

  /** Makes the box of a node around those of two others. */
  void encloseBoth(int node, int first, int second) {
    for (int view = 0; view < 3; view++) {
      least[3 * node + view] = (byte) Math.min(least[3 * first + view], least[3 * second + view]);
      most[3 * node + view] = (byte) Math.max(most[3 * first + view], most[3 * second + view]);
    }
    limits(node, centre, half, first, true);
    limits(node, centre, half, second, false);
  }

  private void limits(int node, float[] low, float[] high, int of, boolean first) {
    int at = node * length;
    int from = of * length;
    for (int k = 0; k < length; k++) {
      float l = low[from + k];
      float h = high[from + k];
      centre[at + k] = first || l < centre[at + k] ? l : centre[at + k];
      half[at + k] = first || h > half[at + k] ? h : half[at + k];
    }
  }

  /** Turns the limits into middle and half the range. */
  void finish() {
    for (int k = 0; k < centre.length; k++) {
      float low = centre[k];
      float high = half[k];
      float middle = (low + high) / 2;
      centre[k] = middle;
      half[k] = Math.max(high - middle, middle - low);
    }
  }
}
