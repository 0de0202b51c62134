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
  boolean finished;

  /** The weight of what is compared of the stream. */
  double weight;

  /** By fingerprint of a block a lower bound of its distance, what differs at the least... */
  final float[] bounds;

  final float[] far;

  /** ... the weight of what both have, and of that and what the fingerprint alone has. */
  final float[] shared;

  final float[] all;

  private final Weighting weighting;

  /**
   * Room for searches.
   *
   * @param atOnce how many fingerprints are bounded at once, at the most
   */
  IndexQuery(Weighting weighting, int atOnce) {
    this.weighting = weighting;
    vector = new ScaledVector(weighting);
    sums = new float[weighting.definition.dimension()];
    bounds = new float[atOnce];
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
  void sumBands() {
    BandSums.fill(vector, sums);
  }
}
