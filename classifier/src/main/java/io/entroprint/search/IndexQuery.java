package io.entroprint.search;

import io.entroprint.entropy.View;
import io.entroprint.stream.StreamEvidence;

/**
 * What a search needs at hand about its stream, and room to work in. One thread at a time; filled
 * again for each search.
 */
final class IndexQuery {
  final ScaledVector vector;
  final float[] sums;

  /** The vector rounded as {@link RoundedRows} are. */
  final short[] rounded;

  boolean finished;

  /** The weight of what is compared of the stream. */
  double weight;

  /** By leader a lower bound of the distances of all behind it. */
  final float[] bounds;

  /** By group the leader of the least bound, and the groups in the order of these. */
  final int[] least;

  final LeastFirst order;

  /** By leader of a block the bound, what differs at the least... */
  final float[] ofBlock;

  final float[] far;

  /** ... the weight of what both have, and of that and what the fingerprint alone has. */
  final float[] shared;

  final float[] all;

  private final Weighting weighting;

  /**
   * Room for searches.
   *
   * @param atOnce how many leaders are bounded at once, at the most
   * @param leaders how many there are in all
   * @param groups of how many groups
   */
  IndexQuery(Weighting weighting, int atOnce, int leaders, int groups) {
    this.weighting = weighting;
    vector = new ScaledVector(weighting);
    sums = new float[weighting.definition.dimension()];
    rounded = new short[weighting.definition.dimension()];
    bounds = new float[leaders];
    least = new int[groups];
    order = new LeastFirst(groups);
    ofBlock = new float[atOnce];
    far = new float[atOnce];
    shared = new float[atOnce];
    all = new float[atOnce];
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
    finished = stream.finished();
    weight = weighting.sum(vector.both, vector.toServer, vector.toClient);
    return weight > 0;
  }

  /** Works out what bounds are made of. */
  void prepareBounds() {
    BandSums.fill(vector, sums);
    RoundedRows.fill(vector, rounded, 0);
  }
}
