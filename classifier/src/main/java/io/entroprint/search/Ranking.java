package io.entroprint.search;

/** The nearest fingerprints of a search so far, and how near another must be to matter. */
interface Ranking {
  /**
   * A distance: what is farther cannot change the ranking.
   *
   * @param group the number of the group that all in question are of, or -1 if they differ
   */
  double limit(int group);

  /**
   * The same for one fingerprint.
   *
   * @param place its place among those of the index
   */
  double limit(int group, int place);

  /**
   * Whether the rest does not matter, whatever it is.
   *
   * @param bound no fingerprint of the rest is nearer than this
   */
  default boolean isSettled(double bound) {
    return false;
  }

  /** Takes a fingerprint at a distance. */
  void offer(int group, int place, double distance);

  /** Whether a fingerprint comes before another: the nearer, of equally near ones the first. */
  static boolean isBefore(double distance, int place, double otherDistance, int otherPlace) {
    return distance < otherDistance || (distance == otherDistance && place < otherPlace);
  }
}
