package io.entroprint.match;

import io.entroprint.entropy.View;

/**
 * What a search needs at hand about its stream, worked out once: the scaled vector, its prefix sums
 * and, by how far a fingerprint's view reaches, the weights that only one of the two has. One
 * thread at a time; filled again for each search.
 */
final class IndexQuery {
  /** Halving the rest at each level, no tree is deeper. */
  private static final int DEEPEST = 64;

  final ScaledVector vector;
  final float[] sums;
  final int[] nodes = new int[DEEPEST];
  final double[] bounds = new double[DEEPEST];
  boolean finished;

  private final Weighting weighting;
  private final PrefixSums prefixSums;
  private final int steps;
  private final double[] streamOnly;
  private final double[] fingerprintOnly;
  private double weight;

  IndexQuery(Weighting weighting, PrefixSums prefixSums) {
    this.weighting = weighting;
    this.prefixSums = prefixSums;
    vector = new ScaledVector(weighting);
    sums = new float[prefixSums.length()];
    steps = weighting.definition.offsets().size() + 1;
    streamOnly = new double[3 * steps];
    fingerprintOnly = new double[3 * steps];
  }

  /**
   * Takes a stream.
   *
   * @return false if it has nothing that is compared
   */
  boolean take(StreamEvidence stream) {
    EntropyDistance.requireSame(stream.vector().definition(), weighting.definition);
    View only = null;
    if (stream.oneDirection()) {
      // Only the captured direction is compared; that the other has no coordinate says nothing.
      int toServer = weighting.reach(View.TO_SERVER, stream.vector().reached(View.TO_SERVER));
      only = toServer > 0 ? View.TO_SERVER : View.TO_CLIENT;
    }
    vector.fill(stream.vector(), only);
    prefixSums.fill(vector, sums, 0);
    finished = stream.finished();
    weight = weighting.sum(vector.both, vector.toServer, vector.toClient);
    lopsided(View.BOTH, vector.both);
    lopsided(View.TO_SERVER, vector.toServer);
    lopsided(View.TO_CLIENT, vector.toClient);
    return weight > 0;
  }

  private void lopsided(View view, int reach) {
    double own = weighting.sum(view, reach);
    int at = view.ordinal() * steps;
    for (int other = 0; other < steps; other++) {
      double compared = weighting.sum(view, vector.reach(view, other));
      streamOnly[at + other] = EntropyDistance.STREAM_ONLY * Math.max(0, own - compared);
      fingerprintOnly[at + other] = finished ? Math.max(0, compared - own) : 0;
    }
  }

  /** A distance that no fingerprint in a node's box is nearer than. */
  double outsideBox(TreeBoxes boxes, int node) {
    float twice =
        prefixSums.twiceCoarse(
            sums,
            boxes.centre,
            boxes.half,
            node * prefixSums.length(),
            Math.min(vector.both, boxes.least[3 * node]),
            Math.min(vector.toServer, boxes.least[3 * node + 1]),
            Math.min(vector.toClient, boxes.least[3 * node + 2]));
    return atLeast(boxes, node, twice / 2);
  }

  private double atLeast(TreeBoxes boxes, int node, float difference) {
    int most0 = boxes.most[3 * node];
    int most1 = boxes.most[3 * node + 1];
    int most2 = boxes.most[3 * node + 2];
    double far =
        streamOnly[most0]
            + streamOnly[steps + most1]
            + streamOnly[2 * steps + most2]
            + Math.max(0, difference - PrefixSums.SLACK);
    // Of what only a fingerprint has: as much or as little as makes the mean the least.
    double extra =
        far > EntropyDistance.FINGERPRINT_ONLY * weight
            ? fingerprintOnly(most0, most1, most2)
            : fingerprintOnly(
                boxes.least[3 * node], boxes.least[3 * node + 1], boxes.least[3 * node + 2]);
    return (far + EntropyDistance.FINGERPRINT_ONLY * extra) / (weight + extra);
  }

  private double fingerprintOnly(int both, int toServer, int toClient) {
    return fingerprintOnly[both]
        + fingerprintOnly[steps + toServer]
        + fingerprintOnly[2 * steps + toClient];
  }

  /**
   * Whether a fingerprint is certain to be farther than a limit.
   *
   * @param all prefix sums of many fingerprints
   * @param reach how far the views of each go
   * @param index which of them
   */
  boolean isFarther(float[] all, byte[] reach, int index, double limit) {
    int r0 = reach[3 * index];
    int r1 = reach[3 * index + 1];
    int r2 = reach[3 * index + 2];
    double extra = fingerprintOnly(r0, r1, r2);
    double most =
        limit * (weight + extra)
            + PrefixSums.SLACK
            - streamOnly[r0]
            - streamOnly[steps + r1]
            - streamOnly[2 * steps + r2]
            - EntropyDistance.FINGERPRINT_ONLY * extra;
    int both = Math.min(vector.both, r0);
    int toServer = Math.min(vector.toServer, r1);
    int toClient = Math.min(vector.toClient, r2);
    int at = index * prefixSums.length();
    return prefixSums.coarse(sums, all, at, both, toServer, toClient) > most
        || prefixSums.fine(sums, all, at, both, toServer, toClient) > most;
  }
}
