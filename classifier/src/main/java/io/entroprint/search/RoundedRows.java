package io.entroprint.search;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;

/**
 * The numbers of fingerprints rounded to 16 bits, a row each, one row behind the other: a bound of
 * a distance from below that is all but the distance itself, for a quarter of the memory that has
 * to be fetched for that. Immutable.
 *
 * <p>A number is rounded by at most half a unit, and so a difference of two by at most one. Where
 * numbers are beyond what 16 bits hold they are brought nearer to each other, which a bound from
 * below may.
 */
final class RoundedRows {
  /** Units of one weighted bit. */
  private static final double UNITS = 512;

  private final Weighting weighting;
  private final int dimension;
  private final short[] rows;

  /** How far each fingerprint reaches: a byte a view. */
  private final int[] reaches;

  /** Rows of vectors in this order. */
  RoundedRows(Weighting weighting, ScaledVector[] vectors) {
    this.weighting = weighting;
    dimension = weighting.definition.dimension();
    rows = new short[Math.multiplyExact(dimension, vectors.length)];
    reaches = new int[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      ScaledVector vector = vectors[i];
      reaches[i] = vector.both | vector.toServer << 8 | vector.toClient << 16;
      fill(vector, rows, i * dimension);
    }
  }

  /** Rounds what a vector has. */
  static void fill(ScaledVector vector, short[] into, int at) {
    FeatureDefinition d = vector.weighting.definition;
    int measures = vector.weighting.measures;
    round(vector, d.coordinate(View.BOTH, 0), vector.both * measures, into, at);
    round(vector, d.coordinate(View.TO_SERVER, 0), vector.toServer * measures, into, at);
    round(vector, d.coordinate(View.TO_CLIENT, 0), vector.toClient * measures, into, at);
    round(vector, d.directionCoordinate(0), vector.both, into, at);
  }

  private static void round(ScaledVector vector, int from, int count, short[] into, int at) {
    double[] weighted = vector.weighted;
    for (int k = from; k < from + count; k++) {
      // To the nearest, as the cast goes towards 0: all numbers become positive first.
      int units = (int) (weighted[k] * UNITS - Short.MIN_VALUE + 0.5) + Short.MIN_VALUE;
      into[at + k] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, units));
    }
  }

  /** Whether the distance of a row's fingerprint may be as small as a limit. */
  boolean mayBeWithin(IndexQuery query, int row, double limit) {
    ScaledVector s = query.vector;
    int reach = reaches[row];
    int allBoth = s.reach(View.BOTH, reach & 0xFF);
    int allServer = s.reach(View.TO_SERVER, reach >> 8 & 0xFF);
    int allClient = s.reach(View.TO_CLIENT, reach >> 16);
    int both = Math.min(s.both, allBoth);
    int server = Math.min(s.toServer, allServer);
    int client = Math.min(s.toClient, allClient);
    double common = weighting.sum(both, server, client);
    double total = query.weight;
    double penalty = EntropyDistance.STREAM_ONLY * (total - common);
    if (query.finished) {
      double fingerprintOnly = weighting.sum(allBoth, allServer, allClient) - common;
      penalty += EntropyDistance.FINGERPRINT_ONLY * fingerprintOnly;
      total += fingerprintOnly;
    }
    int measures = weighting.measures;
    int coordinates = both + (both + server + client) * measures;
    // One more for the rounding of this line.
    double units = (limit * total - penalty) * UNITS + coordinates + 1;
    if (units < 0) {
      return false;
    }
    int most = (int) units;
    FeatureDefinition d = weighting.definition;
    int at = row * dimension;
    int sum = difference(query.rounded, d.directionCoordinate(0), both, at);
    if (sum > most) {
      return false;
    }
    sum += difference(query.rounded, d.coordinate(View.TO_SERVER, 0), server * measures, at);
    if (sum > most) {
      return false;
    }
    sum += difference(query.rounded, d.coordinate(View.TO_CLIENT, 0), client * measures, at);
    if (sum > most) {
      return false;
    }
    return sum + difference(query.rounded, d.coordinate(View.BOTH, 0), both * measures, at) <= most;
  }

  private int difference(short[] query, int from, int count, int at) {
    short[] all = rows;
    int s0 = 0;
    int s1 = 0;
    int i = from;
    int end = from + count;
    for (; i < end - 3; i += 4) {
      s0 += Math.abs(query[i] - all[at + i]) + Math.abs(query[i + 1] - all[at + i + 1]);
      s1 += Math.abs(query[i + 2] - all[at + i + 2]) + Math.abs(query[i + 3] - all[at + i + 3]);
    }
    for (; i < end; i++) {
      s0 += Math.abs(query[i] - all[at + i]);
    }
    return s0 + s1;
  }
}
