package io.entroprint.search;

import io.entroprint.entropy.View;
import io.entroprint.stream.StreamEvidence;

/**
 * What a search needs at hand about its stream, and room to work in. One thread at a time; filled
 * again for each search.
 */
final class IndexQuery {
  private static final int[] NOTHING = {};

  final ScaledVector vector;

  boolean finished;

  /** The weight of what is compared of the stream. */
  double weight;

  /** The stream as {@link BoundColumns} hold fingerprints. */
  final float[] sums;

  /** The stream as {@link SumRows} hold them. */
  final int[] bands;

  final LeaderBounds leaders;

  /** Those that may be near enough. */
  final LeastFirst order;

  /** Room for what differs at the least by leader, and for the weight of what it has. */
  final float[] far;

  final float[] whole;

  /** By leader the weights of what both have of each view, and of all that it has. */
  float[] both;

  float[] server;
  float[] client;
  float[] all;

  private final Weighting weighting;

  /** Room for a stream alone. */
  IndexQuery(Weighting weighting) {
    this(weighting, 0, NOTHING);
  }

  /**
   * Room for searches.
   *
   * @param leaders how many there are
   * @param bands room for a row
   */
  IndexQuery(Weighting weighting, int leaders, int[] bands) {
    this.weighting = weighting;
    this.bands = bands;
    vector = new ScaledVector(weighting);
    sums = new float[CoarseSums.size(weighting)];
    this.leaders = new LeaderBounds(leaders);
    order = new LeastFirst(leaders);
    far = new float[leaders];
    whole = new float[leaders];
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

  /** What the differences of a leader, or of one that reaches as far, are divided by. */
  double total(int leader) {
    return weight + alone(leader);
  }

  /** The distance of a leader, or of one that reaches as far, from which it differs by so much. */
  double distance(int leader, double differences) {
    double penalty =
        EntropyDistance.STREAM_ONLY * (weight - common(leader))
            + EntropyDistance.FINGERPRINT_ONLY * alone(leader);
    return (differences + penalty) / total(leader);
  }

  private double common(int leader) {
    return both[leader] + server[leader] + client[leader];
  }

  private double alone(int leader) {
    return finished ? all[leader] - common(leader) : 0;
  }
}
