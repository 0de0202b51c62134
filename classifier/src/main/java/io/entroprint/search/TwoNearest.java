package io.entroprint.search;

/**
 * The nearest fingerprint and the nearest of another group. Of equally near ones the first counts.
 */
public final class TwoNearest implements Ranking {
  private int nearest;
  private int group;
  private double distance;
  private int other;
  private double otherDistance;

  /** One that has seen nothing. */
  public TwoNearest() {
    clear();
  }

  void clear() {
    nearest = -1;
    group = -1;
    distance = Double.POSITIVE_INFINITY;
    other = -1;
    otherDistance = Double.POSITIVE_INFINITY;
  }

  /** The place of the nearest fingerprint; -1 if there is none. */
  public int nearest() {
    return nearest;
  }

  /** Its distance; positive infinity if there is none. */
  public double distance() {
    return distance;
  }

  /** The place of the nearest fingerprint of another group than the nearest; -1 if none. */
  public int other() {
    return other;
  }

  /** Its distance; positive infinity if there is none. */
  public double otherDistance() {
    return otherDistance;
  }

  @Override
  public double limit(int ofGroup) {
    return ofGroup >= 0 && ofGroup == group ? distance : otherDistance;
  }

  @Override
  public double limit(int ofGroup, int place) {
    return limit(ofGroup);
  }

  @Override
  public void offer(int ofGroup, int place, double at) {
    if (Ranking.isBefore(at, place, distance, nearest)) {
      if (ofGroup != group) {
        other = nearest;
        otherDistance = distance;
        group = ofGroup;
      }
      nearest = place;
      distance = at;
    } else if (ofGroup != group && Ranking.isBefore(at, place, otherDistance, other)) {
      other = place;
      otherDistance = at;
    }
  }
}
