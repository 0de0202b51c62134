package io.entroprint.search;

import io.entroprint.entropy.View;
import io.entroprint.library.Fingerprint;
import java.util.function.DoubleUnaryOperator;

/**
 * The nearest fingerprint of each of the few nearest labels, and where each differs from the
 * stream: what {@link FingerprintIndex#candidates} finds. Labels that are much farther than the
 * nearest can be left out, which makes a search several times as fast. Filled again and again, and
 * allocates nothing after it was made. One thread at a time.
 */
public final class Candidates {
  private static final View[] VIEWS = View.values();

  private final NearestFew nearest;
  private final Fingerprint[] fingerprints;
  private final double[][] differences;
  private final int[] reached = new int[VIEWS.length];
  private int lastOffset;

  /**
   * Room for candidates, however far they are.
   *
   * @param most of how many labels, a few
   */
  public Candidates(int most) {
    this(most, nearest -> Double.POSITIVE_INFINITY);
  }

  /**
   * Room for candidates that are not too far.
   *
   * @param most of how many labels, a few
   * @param farthest how far a label may be, by the distance of the nearest: no less than that, and
   *     no less for one that is farther
   */
  public Candidates(int most, DoubleUnaryOperator farthest) {
    nearest = new NearestFew(most, farthest);
    fingerprints = new Fingerprint[most];
    differences = new double[most][BandDifferences.SIZE];
  }

  /** Takes the place of what was found before. */
  void fill(IndexQuery query, FingerprintIndex index) {
    for (int i = 0; i < nearest.size(); i++) {
      fingerprints[i] = index.get(nearest.place(i));
      BandDifferences.fill(query.vector, index.vector(nearest.place(i)), differences[i], 0);
    }
    int most = 0;
    for (View view : VIEWS) {
      reached[view.ordinal()] = query.vector.reached(view);
      most = Math.max(most, reached[view.ordinal()]);
    }
    lastOffset = most == 0 ? 0 : query.vector.weighting.definition.offsets().get(most - 1);
  }

  NearestFew nearest() {
    return nearest;
  }

  /** How many labels were found. */
  public int size() {
    return nearest.size();
  }

  /** The place in the index of the candidate of a rank, from 0. */
  public int place(int rank) {
    return nearest.place(rank);
  }

  /** The candidate of a rank, from 0; nearest label first. */
  public Fingerprint fingerprint(int rank) {
    return fingerprints[rank];
  }

  /** Its distance; positive infinity where fewer labels were found. */
  public double distance(int rank) {
    return nearest.distance(rank);
  }

  /**
   * Where a candidate differs, in the order of {@link BandDifferences#names()}.
   *
   * @return an array of {@link BandDifferences#SIZE} that is filled again by the next search
   */
  public double[] differences(int rank) {
    return differences[rank];
  }

  /** How many offsets of a view of the stream are compared. */
  public int reached(View view) {
    return reached[view.ordinal()];
  }

  /** The last offset of the stream that is compared, in bytes. */
  public int lastOffset() {
    return lastOffset;
  }
}
