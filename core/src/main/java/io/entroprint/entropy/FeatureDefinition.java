package io.entroprint.entropy;

import java.util.Objects;

/**
 * What an entropy vector is made of: which offsets, how many bytes at the most, and the layout of
 * the numbers. Vectors of two definitions are never compared. Immutable.
 *
 * <p>A vector holds, for each {@link View} in order, for each offset in order, the value of each
 * {@link Measure} in order; then, for each offset, the direction entropy. A coordinate exists only
 * once its view has that many bytes, so the coordinates of one view that exist are always a prefix
 * of its block.
 */
public final class FeatureDefinition {
  private static final int MEASURES = Measure.values().length;
  private static final int VIEWS = View.values().length;

  /**
   * The definition {@code ev1}: five measures of three views at 17 offsets from 1 to 4096, and the
   * direction entropy at each, together 272 numbers, from the first 65,536 payload bytes.
   */
  public static final FeatureDefinition EV1 =
      new FeatureDefinition(
          "ev1",
          OffsetGrid.of(1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096),
          65_536);

  private final String id;
  private final OffsetGrid offsets;
  private final OffsetGrid curveOffsets;
  private final Stops stops;
  private final int limit;

  private FeatureDefinition(String id, OffsetGrid offsets, int limit) {
    this.id = id;
    this.offsets = offsets;
    this.limit = limit;
    this.curveOffsets = OffsetGrid.powersOfTwo(limit);
    this.stops = Stops.of(this, curveOffsets);
  }

  /**
   * The definition of an id, as it stands in a library file.
   *
   * @throws IllegalArgumentException if this version knows no such definition
   */
  public static FeatureDefinition named(String id) {
    if (id.equals(EV1.id)) {
      return EV1;
    }
    throw new IllegalArgumentException(
        "unknown feature definition '" + id + "'; this version knows '" + EV1.id + "'");
  }

  /** The id that goes into every library file. */
  public String id() {
    return id;
  }

  /** The offsets at which measures are taken. */
  public OffsetGrid offsets() {
    return offsets;
  }

  /** The offsets of the usual curve: powers of two up to {@link #limit}. */
  public OffsetGrid curveOffsets() {
    return curveOffsets;
  }

  /** Where a meter of this definition and of a curve stops to measure. */
  Stops stops(OffsetGrid curve) {
    return curve.equals(curveOffsets) ? stops : Stops.of(this, curve);
  }

  /** How many payload bytes of a stream are measured at the most, both directions together. */
  public int limit() {
    return limit;
  }

  /** How many numbers a vector has. */
  public int dimension() {
    return (VIEWS * MEASURES + 1) * offsets.size();
  }

  /** The index of the first coordinate of a view at the offset of index {@code offsetIndex}. */
  public int coordinate(View view, int offsetIndex) {
    Objects.checkIndex(offsetIndex, offsets.size() + 1);
    return (view.ordinal() * offsets.size() + offsetIndex) * MEASURES;
  }

  /** The index of a coordinate. */
  public int coordinate(View view, int offsetIndex, Measure measure) {
    Objects.checkIndex(offsetIndex, offsets.size());
    return coordinate(view, offsetIndex) + measure.ordinal();
  }

  /** The index of the direction entropy at the offset of index {@code offsetIndex}. */
  public int directionCoordinate(int offsetIndex) {
    Objects.checkIndex(offsetIndex, offsets.size() + 1);
    return VIEWS * offsets.size() * MEASURES + offsetIndex;
  }

  /** The id. */
  @Override
  public String toString() {
    return id;
  }
}
