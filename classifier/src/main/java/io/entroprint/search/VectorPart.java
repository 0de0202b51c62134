package io.entroprint.search;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;

/**
 * Which part of a vector is compared, and how much each coordinate weighs. A label is decided on
 * the whole; what software or which settings a stream shows is decided on the part that carries it.
 *
 * <p>The numbers of the parts stand in library files: they never change.
 */
public enum VectorPart {
  /** The whole vector: for the label. */
  WHOLE(0, Views.ALL, Weights.LABEL, 1, 4096),
  /** What the client sent up to 1 KiB, all measures alike. */
  CLIENT(1, Views.TO_SERVER, Weights.FLAT, 1, 1024),
  /** The same, the byte entropy five times: where random bytes early on disturb the others. */
  CLIENT_MOSTLY_H(2, Views.TO_SERVER, Weights.MOSTLY_H, 1, 1024),
  /** The same, the byte entropy alone. */
  CLIENT_H(3, Views.TO_SERVER, Weights.H_ALONE, 1, 1024),
  /** What the client sent from 64 bytes to 1 KiB, all measures alike. */
  CLIENT_LATER(4, Views.TO_SERVER, Weights.FLAT, 64, 1024),
  /** What the server sent up to 512 bytes, all measures alike. */
  SERVER(5, Views.TO_CLIENT, Weights.FLAT, 1, 512),
  /** The same, the byte entropy five times. */
  SERVER_MOSTLY_H(6, Views.TO_CLIENT, Weights.MOSTLY_H, 1, 512),
  /** The same, the byte entropy alone. */
  SERVER_H(7, Views.TO_CLIENT, Weights.H_ALONE, 1, 512),
  /** What the server sent up to 128 bytes, all measures alike. */
  SERVER_FIRST(8, Views.TO_CLIENT, Weights.FLAT, 1, 128),
  /** Both directions, each for itself, up to 1 KiB, all measures alike. */
  DIRECTIONS(9, Views.DIRECTIONS, Weights.FLAT, 1, 1024),
  /** The byte entropy of both directions from 64 bytes on: for the nature. */
  DIRECTIONS_H(10, Views.DIRECTIONS, Weights.H_ALONE, 64, 4096);

  private enum Views {
    ALL,
    TO_SERVER,
    TO_CLIENT,
    DIRECTIONS
  }

  private enum Weights {
    /** 1 a coordinate, 8 for the direction entropy, all doubled at the first four offsets. */
    LABEL,
    FLAT,
    MOSTLY_H,
    H_ALONE
  }

  private static final int DOUBLED_OFFSETS = 4;
  private static final double DIRECTION_WEIGHT = 8;

  private final int number;
  private final Views views;
  private final Weights weights;
  private final int from;
  private final int to;

  VectorPart(int number, Views views, Weights weights, int from, int to) {
    this.number = number;
    this.views = views;
    this.weights = weights;
    this.from = from;
    this.to = to;
  }

  /** The number that stands for it in library files. */
  public int number() {
    return number;
  }

  /**
   * The part of a number.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static VectorPart numbered(double number) {
    for (VectorPart part : values()) {
      if (part.number == number) {
        return part;
      }
    }
    throw new IllegalArgumentException("no part of a vector has the number " + number);
  }

  /** Whether a view is compared at all. */
  boolean compares(View view) {
    return switch (views) {
      case ALL -> true;
      case TO_SERVER -> view == View.TO_SERVER;
      case TO_CLIENT -> view == View.TO_CLIENT;
      case DIRECTIONS -> view != View.BOTH;
    };
  }

  /** How many of the offsets, from the first on, a stream must hold of a view to be compared. */
  public int offsets(FeatureDefinition definition, View view) {
    return compares(view) ? definition.offsets().reachedBy(to) : 0;
  }

  /** Whether a vector has anything of it. */
  public boolean isIn(EntropyVector vector) {
    for (View view : View.values()) {
      if (compares(view) && vector.reached(view) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The weight of a measure at an offset in bytes, the same in every view that is compared. */
  double weight(FeatureDefinition definition, int offsetIndex, Measure measure) {
    int offset = definition.offsets().get(offsetIndex);
    if (offset < from || offset > to) {
      return 0;
    }
    return switch (weights) {
      case LABEL -> doubling(offsetIndex);
      case FLAT -> 1;
      case MOSTLY_H -> measure == Measure.H ? 5 : 1;
      case H_ALONE -> measure == Measure.H ? 1 : 0;
    };
  }

  /** The weight of the direction entropy at an offset. */
  double directionWeight(int offsetIndex) {
    return weights == Weights.LABEL ? DIRECTION_WEIGHT * doubling(offsetIndex) : 0;
  }

  private static double doubling(int offsetIndex) {
    return offsetIndex < DOUBLED_OFFSETS ? 2 : 1;
  }
}
