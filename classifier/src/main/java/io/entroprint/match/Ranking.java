package io.entroprint.match;

/** The nearest fingerprints of a search so far, and how near another must be to matter. */
interface Ranking {
  /**
   * A distance: what is farther cannot change the ranking.
   *
   * @param label the number of the label that all in question have, or -1 if they differ
   */
  double limit(int label);

  /**
   * The same for one fingerprint.
   *
   * @param place its place among those of the index
   */
  double limit(int label, int place);

  /** Takes a fingerprint at a distance. */
  void offer(int label, int place, double distance);
}
