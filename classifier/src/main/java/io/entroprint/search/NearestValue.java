package io.entroprint.search;

import java.util.function.DoubleBinaryOperator;

/**
 * The nearest fingerprint that carries a value, and how far the nearest is that carries another or
 * none. A search for it ends where its answer can no longer be sure enough to be said: many streams
 * of a label are as near to one program as to another, which one comparison shows. One thread at a
 * time.
 */
public final class NearestValue implements Ranking {
  /** Below every distance: where nothing can be nearer. */
  private static final double NOTHING = -1;

  private final int valued;
  private final DoubleBinaryOperator sure;
  private final double threshold;
  private int nearest;
  private int group;
  private double distance;
  private double otherDistance;

  /**
   * One that has seen nothing.
   *
   * @param valued how many fingerprints of the index carry a value: they come first
   * @param sure how sure a value is, by its distance and the other one: never surer for one that is
   *     farther, nor for another that is nearer, as long as there is another
   * @param threshold the least that is said
   */
  public NearestValue(int valued, DoubleBinaryOperator sure, double threshold) {
    this.valued = valued;
    this.sure = sure;
    this.threshold = threshold;
    clear();
  }

  void clear() {
    nearest = -1;
    group = -1;
    distance = Double.POSITIVE_INFINITY;
    otherDistance = Double.POSITIVE_INFINITY;
  }

  /**
   * How sure the value is that was found. If that is below the threshold the search may have ended
   * early, and it is not how sure it would be in the end: only that that is below, too.
   *
   * @return 0 if there is none
   */
  public double sure() {
    return nearest < 0 ? 0 : sure.applyAsDouble(distance, otherDistance);
  }

  /** The place of the nearest that carries a value; -1 if there is none. */
  public int nearest() {
    return nearest;
  }

  /** Its distance; positive infinity if there is none. */
  public double distance() {
    return distance;
  }

  /** How far the nearest is that carries another or none; positive infinity if there is none. */
  public double otherDistance() {
    return otherDistance;
  }

  @Override
  public boolean isSettled(double bound) {
    return otherDistance < Double.POSITIVE_INFINITY
        && sure.applyAsDouble(Math.min(bound, distance), otherDistance) < threshold;
  }

  @Override
  public double limit(int ofGroup) {
    if (ofGroup >= 0 && ofGroup == group) {
      // Which one of a value it is does not matter.
      return distance == 0 ? NOTHING : distance;
    }
    return Math.max(distance, otherDistance);
  }

  @Override
  public double limit(int ofGroup, int place) {
    return place < valued ? limit(ofGroup) : otherDistance;
  }

  @Override
  public void offer(int ofGroup, int place, double at) {
    if (place >= valued) {
      otherDistance = Math.min(otherDistance, at);
    } else if (ofGroup == group) {
      if (Ranking.isBefore(at, place, distance, nearest)) {
        nearest = place;
        distance = at;
      }
    } else if (Ranking.isBefore(at, place, distance, nearest)) {
      otherDistance = Math.min(otherDistance, distance);
      nearest = place;
      group = ofGroup;
      distance = at;
    } else {
      otherDistance = Math.min(otherDistance, at);
    }
  }
}
