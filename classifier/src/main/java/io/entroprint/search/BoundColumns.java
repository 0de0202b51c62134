package io.entroprint.search;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;

/**
 * Bounds from below the distances of one stream to many leaders, and to all behind each, at once.
 * The numbers of all leaders stand by column, one array for each coordinate, and each loop goes
 * along at most six arrays without a branch: that is what a compiler turns into vector
 * instructions. Immutable.
 */
final class BoundColumns {
  private static final View[] VIEWS = View.values();

  private final FeatureDefinition definition;
  private final int measures;
  private final int offsets;
  private final int size;

  /** {@link BandSums} by coordinate; null where the part compares nothing. */
  private final float[][] sums;

  /** By view and offset: 1 for a fingerprint that goes beyond the offset, else 0. */
  private final float[][] beyond;

  /** By view and how far a stream reaches: the weight of what both have. */
  private final float[][] common;

  /** Zeros: the weight of a view that is not compared. */
  private final float[] nothing;

  /** By leader the sum of differences of which no other behind it has more. */
  private final float[] radius;

  /**
   * Columns of leaders.
   *
   * @param byPlace the vectors of all fingerprints
   */
  BoundColumns(Weighting weighting, ScaledVector[] byPlace, Leader[] leaders) {
    size = leaders.length;
    ScaledVector[] vectors = new ScaledVector[size];
    radius = new float[size];
    for (int i = 0; i < size; i++) {
      vectors[i] = byPlace[leaders[i].place];
      radius[i] = Math.nextUp((float) leaders[i].radius());
    }
    definition = weighting.definition;
    measures = weighting.measures;
    offsets = definition.offsets().size();
    sums = new float[definition.dimension()][];
    beyond = new float[VIEWS.length * offsets][];
    common = new float[VIEWS.length * (offsets + 1)][];
    nothing = new float[size];
    for (View view : VIEWS) {
      if (weighting.reach(view, offsets) > 0) {
        allocate(sums, definition.coordinate(view, 0), offsets * measures);
        allocate(beyond, view.ordinal() * offsets, offsets);
        allocate(common, view.ordinal() * (offsets + 1), offsets + 1);
        if (view == View.BOTH) {
          allocate(sums, definition.directionCoordinate(0), offsets);
        }
        for (int i = 0; i < size; i++) {
          putReach(weighting, view, i, vectors[i].reached(view));
        }
      }
    }
    float[] bandSums = new float[definition.dimension()];
    for (int i = 0; i < size; i++) {
      BandSums.fill(vectors[i], bandSums);
      for (int k = 0; k < bandSums.length; k++) {
        if (sums[k] != null) {
          sums[k][i] = bandSums[k];
        }
      }
    }
  }

  private void allocate(float[][] columns, int from, int count) {
    for (int i = from; i < from + count; i++) {
      columns[i] = new float[size];
    }
  }

  private void putReach(Weighting weighting, View view, int place, int reached) {
    int from = view.ordinal() * offsets;
    for (int i = 0; i < reached; i++) {
      beyond[from + i][place] = 1;
    }
    from = view.ordinal() * (offsets + 1);
    for (int i = 0; i <= offsets; i++) {
      common[from + i][place] = (float) weighting.sum(view, Math.min(i, reached));
    }
  }

  /** How many leaders there are. */
  int size() {
    return size;
  }

  /** Puts a lower bound of the distances to all behind a leader into {@code query.ofBlock}. */
  void bound(IndexQuery query) {
    clear(query.far, size);
    addDifferences(query);
    common(query, false, query.shared);
    common(query, query.finished, query.all);
    bounds(query.ofBlock, size, query.far, query.shared, query.all, radius, (float) query.weight);
  }

  /**
   * The weight of what both have.
   *
   * @param whole instead of all that the fingerprint has
   */
  private void common(IndexQuery query, boolean whole, float[] into) {
    sum(
        into,
        size,
        common(View.BOTH, query, whole),
        common(View.TO_SERVER, query, whole),
        common(View.TO_CLIENT, query, whole));
  }

  private float[] common(View view, IndexQuery query, boolean whole) {
    if (query.vector.reach(view, offsets) == 0) {
      return nothing;
    }
    int reached = whole ? offsets : query.vector.reached(view);
    return common[view.ordinal() * (offsets + 1) + reached];
  }

  private void addDifferences(IndexQuery query) {
    for (View view : VIEWS) {
      int reached = query.vector.reached(view);
      int bands = BandSums.bands(reached, offsets);
      for (int band = 0; band < bands; band++) {
        int last = BandSums.end(band, reached, offsets) - 1;
        float[] both = beyond[view.ordinal() * offsets + last];
        int from = definition.coordinate(view, last);
        int k = from;
        for (; k < from + measures - 3; k += 4) {
          addFour(query, both, k);
        }
        for (; k < from + measures - 1; k++) {
          addOne(query, both, k);
        }
        if (view != View.BOTH) {
          addOne(query, both, k);
        } else {
          addTwo(query, both, k, definition.directionCoordinate(last));
        }
      }
    }
  }

  private void addFour(IndexQuery query, float[] both, int k) {
    float[] q = query.sums;
    addFour(
        query.far,
        size,
        both,
        sums[k],
        sums[k + 1],
        sums[k + 2],
        sums[k + 3],
        q[k],
        q[k + 1],
        q[k + 2],
        q[k + 3]);
  }

  private void addTwo(IndexQuery query, float[] both, int k, int l) {
    float[] q = query.sums;
    addTwo(query.far, size, both, sums[k], sums[l], q[k], q[l]);
  }

  private void addOne(IndexQuery query, float[] both, int k) {
    addOne(query.far, size, both, sums[k], query.sums[k]);
  }

  private static void clear(float[] column, int size) {
    for (int i = 0; i < size; i++) {
      column[i] = 0;
    }
  }

  private static void sum(float[] into, int size, float[] a, float[] b, float[] c) {
    for (int i = 0; i < size; i++) {
      into[i] = a[i] + b[i] + c[i];
    }
  }

  /** With {@code both}, 1 or 0, for those that have these sums. */
  private static void addFour(
      float[] to,
      int size,
      float[] both,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float qa,
      float qb,
      float qc,
      float qd) {
    for (int i = 0; i < size; i++) {
      to[i] +=
          both[i]
              * (Math.abs(a[i] - qa)
                  + Math.abs(b[i] - qb)
                  + Math.abs(c[i] - qc)
                  + Math.abs(d[i] - qd));
    }
  }

  private static void addTwo(
      float[] to, int size, float[] both, float[] a, float[] b, float qa, float qb) {
    for (int i = 0; i < size; i++) {
      to[i] += both[i] * (Math.abs(a[i] - qa) + Math.abs(b[i] - qb));
    }
  }

  private static void addOne(float[] to, int size, float[] both, float[] column, float query) {
    for (int i = 0; i < size; i++) {
      to[i] += both[i] * Math.abs(column[i] - query);
    }
  }

  /** As {@link EntropyDistance}, with differences of sums in place of those of coordinates. */
  private static void bounds(
      float[] into,
      int size,
      float[] far,
      float[] shared,
      float[] all,
      float[] radius,
      float weight) {
    float streamOnly = (float) EntropyDistance.STREAM_ONLY;
    float fingerprintOnly = (float) EntropyDistance.FINGERPRINT_ONLY;
    for (int i = 0; i < size; i++) {
      into[i] =
          (far[i]
                  - radius[i]
                  + streamOnly * (weight - shared[i])
                  + fingerprintOnly * (all[i] - shared[i])
                  - BandSums.SLACK)
              / (weight + all[i] - shared[i]);
    }
  }
}
