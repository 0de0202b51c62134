package io.entroprint.search;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;

/**
 * How far a stream is from a fingerprint: a weighted mean of absolute differences over the
 * coordinates that both have, with a penalty for those that only one has.
 *
 * <p>With weights w (1 per coordinate, 8 for the direction entropy, doubled at offsets 1 to 4):
 *
 * <pre>
 * (sum over both of w|a-b| + 0.8 sum of w where only the stream has it
 *                          + 0.35 sum of w where only the fingerprint has it)
 *     / (sum of w over what the stream has or only the fingerprint has)
 * </pre>
 *
 * <p>What only the fingerprint has counts once the stream is finished: until then it may still
 * come. Distances are not symmetric, 0 for equal vectors, and have no fixed upper bound; streams of
 * one protocol are typically within 0.3.
 */
public final class EntropyDistance {
  static final double STREAM_ONLY = 0.8;
  static final double FINGERPRINT_ONLY = 0.35;

  private EntropyDistance() {}

  /**
   * The distance from a stream to a fingerprint.
   *
   * @param finished whether no more of the stream will be measured
   * @return 0 or more; positive infinity if the stream has no coordinate
   * @throws IllegalArgumentException if the two are of different feature definitions
   */
  public static double between(EntropyVector stream, EntropyVector fingerprint, boolean finished) {
    requireSame(stream.definition(), fingerprint.definition());
    Weighting whole = Weighting.of(VectorPart.WHOLE, stream.definition());
    return within(
        new ScaledVector(whole, stream),
        new ScaledVector(whole, fingerprint),
        finished,
        Double.POSITIVE_INFINITY);
  }

  static void requireSame(FeatureDefinition a, FeatureDefinition b) {
    if (a != b) {
      throw new IllegalArgumentException(
          "vectors of the feature definitions '" + a + "' and '" + b + "' cannot be compared");
    }
  }

  /**
   * The distance between two vectors of one weighting, or positive infinity as soon as it is
   * certain to be at or above a bound.
   */
  static double within(ScaledVector s, ScaledVector f, boolean finished, double bound) {
    // What of the fingerprint is compared is the stream's to say: perhaps one direction alone.
    int allBoth = s.reach(View.BOTH, f.both);
    int allServer = s.reach(View.TO_SERVER, f.toServer);
    int allClient = s.reach(View.TO_CLIENT, f.toClient);
    int both = Math.min(s.both, allBoth);
    int server = Math.min(s.toServer, allServer);
    int client = Math.min(s.toClient, allClient);
    Weighting weighting = s.weighting;

    double streamWeight = weighting.sum(s.both, s.toServer, s.toClient);
    if (streamWeight == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double common = weighting.sum(both, server, client);
    double penalty = STREAM_ONLY * (streamWeight - common);
    double total = streamWeight;
    if (finished) {
      double fingerprintOnly = weighting.sum(allBoth, allServer, allClient) - common;
      penalty += FINGERPRINT_ONLY * fingerprintOnly;
      total += fingerprintOnly;
    }
    double most = bound * total;
    return over(s, f, both, server, client, penalty, most, total);
  }

  /**
   * The distance between two streams that have ended, the same either way: the mean of the two ways
   * of {@link #within}. These differ in one thing, whether what only one of the two has counts 0.8
   * or 0.35; so it counts the mean of these.
   *
   * @return positive infinity as soon as it is certain to be at or above the bound, or if one has
   *     no coordinate
   */
  static double symmetric(ScaledVector a, ScaledVector b, double bound) {
    Weighting weighting = a.weighting;
    int both = Math.min(a.both, b.both);
    int server = Math.min(a.toServer, b.toServer);
    int client = Math.min(a.toClient, b.toClient);
    double ofA = weighting.sum(a.both, a.toServer, a.toClient);
    double ofB = weighting.sum(b.both, b.toServer, b.toClient);
    if (ofA == 0 || ofB == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double common = weighting.sum(both, server, client);
    double penalty = (STREAM_ONLY + FINGERPRINT_ONLY) / 2 * (ofA + ofB - 2 * common);
    double total = ofA + ofB - common;
    return over(a, b, both, server, client, penalty, bound * total, total);
  }

  /** What differs over common prefixes, and the penalty, by the total weight. */
  private static double over(
      ScaledVector s,
      ScaledVector f,
      int both,
      int server,
      int client,
      double penalty,
      double most,
      double total) {
    Weighting weighting = s.weighting;
    double sum = penalty;
    if (sum >= most) {
      return Double.POSITIVE_INFINITY;
    }
    FeatureDefinition d = weighting.definition;
    // The direction entropies first: few numbers with much weight, so a far one is left early.
    sum += difference(s, f, d.directionCoordinate(0), both);
    if (sum >= most) {
      return Double.POSITIVE_INFINITY;
    }
    sum += difference(s, f, d.coordinate(View.TO_SERVER, 0), server * weighting.measures);
    if (sum >= most) {
      return Double.POSITIVE_INFINITY;
    }
    sum += difference(s, f, d.coordinate(View.TO_CLIENT, 0), client * weighting.measures);
    if (sum >= most) {
      return Double.POSITIVE_INFINITY;
    }
    sum += difference(s, f, d.coordinate(View.BOTH, 0), both * weighting.measures);
    return sum >= most ? Double.POSITIVE_INFINITY : sum / total;
  }

  /**
   * The sum of all differences of two that reach as far, or positive infinity as soon as it is
   * certain to be above a bound.
   */
  static double differences(ScaledVector a, ScaledVector b, double bound) {
    FeatureDefinition d = a.weighting.definition;
    int measures = a.weighting.measures;
    double sum = difference(a, b, d.directionCoordinate(0), a.both);
    if (sum > bound) {
      return Double.POSITIVE_INFINITY;
    }
    sum += difference(a, b, d.coordinate(View.TO_SERVER, 0), a.toServer * measures);
    sum += difference(a, b, d.coordinate(View.TO_CLIENT, 0), a.toClient * measures);
    return sum > bound
        ? Double.POSITIVE_INFINITY
        : sum + difference(a, b, d.coordinate(View.BOTH, 0), a.both * measures);
  }

  private static double difference(ScaledVector a, ScaledVector b, int from, int count) {
    double[] x = a.weighted;
    double[] y = b.weighted;
    // Four sums, so that an addition need not wait for the one before it.
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    int end = from + count;
    for (; i < end - 3; i += 4) {
      s0 += Math.abs(x[i] - y[i]);
      s1 += Math.abs(x[i + 1] - y[i + 1]);
      s2 += Math.abs(x[i + 2] - y[i + 2]);
      s3 += Math.abs(x[i + 3] - y[i + 3]);
    }
    for (; i < end; i++) {
      s0 += Math.abs(x[i] - y[i]);
    }
    return s0 + s1 + (s2 + s3);
  }
}
