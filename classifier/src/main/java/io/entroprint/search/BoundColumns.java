package io.entroprint.search;

import io.entroprint.entropy.View;

/**
 * Bounds from below the distances of one stream to all leaders, and to all behind each, at once.
 * The numbers of all leaders stand by column, one array for each of the {@link CoarseSums}, and
 * each loop goes along at most six arrays without a branch: that is what a compiler turns into
 * vector instructions. Immutable.
 */
final class BoundColumns {
  private static final View[] VIEWS = View.values();

  private final Weighting weighting;
  private final int offsets;
  private final int size;

  /** Null where the part compares nothing. */
  private final float[][] sums;

  /** By view and offset: 1 for a fingerprint that goes beyond the offset, else 0. */
  private final float[][] beyond;

  /** By view and how far a stream reaches: the weight of what both have. */
  private final float[][] common;

  /** The weight of all that a fingerprint has. */
  private final float[] whole;

  /** Zeros: the weight of a view that is not compared. */
  private final float[] nothing;

  /** By leader what those behind it may be nearer by, and by which rounding makes it farther. */
  private final float[] nearest;

  /**
   * Columns of leaders.
   *
   * @param vectors theirs
   */
  BoundColumns(Weighting weighting, Leader[] leaders, ScaledVector[] vectors) {
    this.weighting = weighting;
    size = leaders.length;
    offsets = weighting.definition.offsets().size();
    sums = new float[CoarseSums.size(weighting)][];
    beyond = new float[VIEWS.length * offsets][];
    common = new float[VIEWS.length * (offsets + 1)][];
    nothing = new float[size];
    whole = new float[size];
    nearest = new float[size];
    for (View view : VIEWS) {
      if (weighting.reach(view, offsets) > 0) {
        for (int i = 0; i < offsets; i++) {
          int first = CoarseSums.place(weighting, view, i);
          allocate(sums, first, CoarseSums.width(weighting, view));
        }
        allocate(beyond, view.ordinal() * offsets, offsets);
        allocate(common, view.ordinal() * (offsets + 1), offsets + 1);
      }
    }
    float[] ofOne = new float[sums.length];
    for (int i = 0; i < size; i++) {
      nearest[i] = -Math.nextUp((float) leaders[i].radius()) - CoarseSums.SLACK;
      for (View view : VIEWS) {
        if (weighting.reach(view, offsets) > 0) {
          putReach(view, i, vectors[i].reached(view));
        }
      }
      whole[i] = (float) vectors[i].weight();
      CoarseSums.fill(vectors[i], ofOne);
      for (int k = 0; k < ofOne.length; k++) {
        if (sums[k] != null) {
          sums[k][i] = ofOne[k];
        }
      }
    }
  }

  private void allocate(float[][] columns, int from, int count) {
    for (int i = from; i < from + count; i++) {
      columns[i] = new float[size];
    }
  }

  private void putReach(View view, int leader, int reached) {
    int from = view.ordinal() * offsets;
    for (int i = 0; i < reached; i++) {
      beyond[from + i][leader] = 1;
    }
    from = view.ordinal() * (offsets + 1);
    for (int i = 0; i <= offsets; i++) {
      common[from + i][leader] = (float) weighting.sum(view, Math.min(i, reached));
    }
  }

  /** Fills in a lower bound of the distances to all behind each leader. */
  void bound(IndexQuery query) {
    float[] far = query.far;
    copy(far, size, nearest);
    addDifferences(query);
    query.both = common(View.BOTH, query, query.vector.both);
    query.server = common(View.TO_SERVER, query, query.vector.toServer);
    query.client = common(View.TO_CLIENT, query, query.vector.toClient);
    query.all = whole(query);
    bounds(
        query.leaders.bounds,
        size,
        far,
        query.both,
        query.server,
        query.client,
        query.all,
        (float) query.weight,
        query.finished ? 1 : 0);
  }

  /** The weight of all that fingerprints have. */
  private float[] whole(IndexQuery query) {
    if (query.vector.isWhole()) {
      return whole;
    }
    sum(
        query.whole,
        size,
        common(View.BOTH, query, offsets),
        common(View.TO_SERVER, query, offsets),
        common(View.TO_CLIENT, query, offsets));
    return query.whole;
  }

  /** What fingerprints have of a view up to an offset. */
  private float[] common(View view, IndexQuery query, int reached) {
    return query.vector.reach(view, offsets) == 0
        ? nothing
        : common[view.ordinal() * (offsets + 1) + reached];
  }

  private void addDifferences(IndexQuery query) {
    float[] q = query.sums;
    for (View view : VIEWS) {
      int reached = query.vector.reached(view);
      int bands = CoarseSums.bands(reached, offsets);
      int width = CoarseSums.width(weighting, view);
      for (int band = 0; band < bands; band++) {
        int last = CoarseSums.end(band, reached, offsets) - 1;
        float[] both = beyond[view.ordinal() * offsets + last];
        int k = CoarseSums.place(weighting, view, last);
        int end = k + width;
        for (; k + 2 < end; k += 3) {
          addThree(
              query.far, size, both, sums[k], sums[k + 1], sums[k + 2], q[k], q[k + 1], q[k + 2]);
        }
        if (k + 1 < end) {
          addTwo(query.far, size, both, sums[k], sums[k + 1], q[k], q[k + 1]);
          k += 2;
        }
        if (k < end) {
          addOne(query.far, size, both, sums[k], q[k]);
        }
      }
    }
  }

  private static void copy(float[] into, int size, float[] from) {
    for (int i = 0; i < size; i++) {
      into[i] = from[i];
    }
  }

  private static void sum(float[] into, int size, float[] a, float[] b, float[] c) {
    for (int i = 0; i < size; i++) {
      into[i] = a[i] + b[i] + c[i];
    }
  }

  /** With {@code both}, 1 or 0, for those that have these sums. */
  private static void addThree(
      float[] to,
      int size,
      float[] both,
      float[] a,
      float[] b,
      float[] c,
      float qa,
      float qb,
      float qc) {
    for (int i = 0; i < size; i++) {
      to[i] += both[i] * (Math.abs(a[i] - qa) + Math.abs(b[i] - qb) + Math.abs(c[i] - qc));
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

  /**
   * As {@link EntropyDistance}, with differences of sums in place of those of coordinates.
   *
   * @param finished 1 if what a fingerprint has alone counts, else 0
   */
  private static void bounds(
      float[] into,
      int size,
      float[] far,
      float[] both,
      float[] server,
      float[] client,
      float[] whole,
      float weight,
      float finished) {
    float streamOnly = (float) EntropyDistance.STREAM_ONLY;
    float fingerprintOnly = (float) EntropyDistance.FINGERPRINT_ONLY;
    for (int i = 0; i < size; i++) {
      float common = both[i] + server[i] + client[i];
      float alone = finished * (whole[i] - common);
      into[i] =
          Math.max(far[i] + streamOnly * (weight - common) + fingerprintOnly * alone, 0f)
              / (weight + alone);
    }
  }
}
