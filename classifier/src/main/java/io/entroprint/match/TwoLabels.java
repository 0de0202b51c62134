package io.entroprint.match;

/**
 * The nearest fingerprint and the nearest of another label. Of equally near ones the first counts.
 */
final class TwoLabels implements Ranking {
  private int nearest;
  private int label;
  private double distance;
  private int other;
  private double otherDistance;

  /** One that has seen nothing. */
  TwoLabels() {
    clear();
  }

  void clear() {
    nearest = -1;
    label = -1;
    distance = Double.POSITIVE_INFINITY;
    other = -1;
    otherDistance = Double.POSITIVE_INFINITY;
  }

  /** The place of the nearest fingerprint; -1 if there is none. */
  int nearest() {
    return nearest;
  }

  /** Its distance; positive infinity if there is none. */
  double distance() {
    return distance;
  }

  /** The place of the nearest fingerprint of another label than the nearest; -1 if none. */
  int other() {
    return other;
  }

  /** Its distance; positive infinity if there is none. */
  double otherDistance() {
    return otherDistance;
  }

  @Override
  public double limit(int ofLabel) {
    return ofLabel >= 0 && ofLabel == label ? distance : otherDistance;
  }

  @Override
  public double limit(int ofLabel, int place) {
    return limit(ofLabel);
  }

  @Override
  public void offer(int ofLabel, int place, double at) {
    if (isBefore(at, place, distance, nearest)) {
      if (ofLabel != label) {
        other = nearest;
        otherDistance = distance;
        label = ofLabel;
      }
      nearest = place;
      distance = at;
    } else if (ofLabel != label && isBefore(at, place, otherDistance, other)) {
      other = place;
      otherDistance = at;
    }
  }

  private static boolean isBefore(double d, int place, double other, int otherPlace) {
    return d < other || (d == other && place < otherPlace);
  }
}
