package io.entroprint.entropy;

import java.util.List;
import java.util.Objects;

/**
 * What an entropy vector is made of: which measures, at which offsets, of how many bytes at the
 * most, and the layout of the numbers. Vectors of two definitions are never compared. Immutable.
 *
 * <p>A vector holds, for each {@link View} in order, for each offset in order, the value of each of
 * {@link #measures} in order; then, for each offset, the direction entropy. A coordinate exists
 * only once its view has that many bytes, so the coordinates of one view that exist are always a
 * prefix of its block.
 *
 * <p>Meters, libraries and the search ask the definition for all of this. Another definition is one
 * more constant here; what it measures anew is one more {@link Measure}, which changes none of the
 * definitions that do not name it.
 */
public final class FeatureDefinition {
  // The bit of each measure in {@link #bits}: constants, for measuring asks again and again.
  static final int H = bit(Measure.H);
  static final int H_HI = bit(Measure.H_HI);
  static final int H_POP = bit(Measure.H_POP);
  static final int X_TEXT = bit(Measure.X_TEXT);
  static final int X_BIN = bit(Measure.X_BIN);

  private static final int VIEWS = View.values().length;

  /**
   * The definition {@code ev1}: five measures of three views at 17 offsets from 1 to 4096, and the
   * direction entropy at each, together 272 numbers, from the first 65,536 payload bytes.
   */
  public static final FeatureDefinition EV1 =
      new FeatureDefinition(
          "ev1",
          OffsetGrid.of(1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096),
          65_536,
          Measure.H,
          Measure.H_HI,
          Measure.H_POP,
          Measure.X_TEXT,
          Measure.X_BIN);

  /** What this version measures by where no library says otherwise. */
  public static final FeatureDefinition CURRENT = EV1;

  /** All that this version can measure. */
  private static final List<FeatureDefinition> KNOWN = List.of(EV1);

  /** Of every measure there is, at any offset: what is asked of counts alone. */
  static final FeatureDefinition ALL_MEASURES =
      new FeatureDefinition("all", OffsetGrid.powersOfTwo(16), 16, Measure.values());

  private final String id;
  private final OffsetGrid offsets;
  private final List<Measure> measures;

  /** The bit of each measure's ordinal is set. */
  private final int bits;

  private final OffsetGrid curveOffsets;
  private final MeasuringOffsets stops;
  private final int limit;

  /**
   * A definition that no file can name.
   *
   * @param offsets the last beyond the {@value PackedGroups#COUNT} bytes that are logged one by one
   * @param limit a power of two
   * @param measures in the order of the enum, each at most once
   */
  FeatureDefinition(String id, OffsetGrid offsets, int limit, Measure... measures) {
    if (offsets.last() <= PackedGroups.COUNT || offsets.last() > limit) {
      throw new IllegalArgumentException("the last offset is " + offsets.last());
    }
    this.id = id;
    this.offsets = offsets;
    this.limit = limit;
    this.measures = List.of(measures);
    int set = 0;
    for (Measure measure : measures) {
      if (set >= bit(measure)) {
        throw new IllegalArgumentException("measures must ascend: " + this.measures);
      }
      set |= bit(measure);
    }
    this.bits = set;
    this.curveOffsets = OffsetGrid.powersOfTwo(limit);
    this.stops = MeasuringOffsets.of(this, curveOffsets);
  }

  /**
   * The definition of an id, as it stands in a library file.
   *
   * @throws IllegalArgumentException if this version knows no such definition
   */
  public static FeatureDefinition named(String id) {
    for (FeatureDefinition known : KNOWN) {
      if (known.id.equals(id)) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        "unknown feature definition '" + id + "'; this version knows " + KNOWN);
  }

  /** The id that goes into every library file. */
  public String id() {
    return id;
  }

  /** The offsets at which measures are taken. */
  public OffsetGrid offsets() {
    return offsets;
  }

  /** The measures that are taken there, in the order in which they stand in a vector. */
  public List<Measure> measures() {
    return measures;
  }

  /** The bits of the measures. */
  int bits() {
    return bits;
  }

  private static int bit(Measure measure) {
    return 1 << measure.ordinal();
  }

  /** The offsets of the usual curve: powers of two up to {@link #limit}. */
  public OffsetGrid curveOffsets() {
    return curveOffsets;
  }

  /** Where a meter of this definition and of a curve stops to measure. */
  MeasuringOffsets stops(OffsetGrid curve) {
    return curve.equals(curveOffsets) ? stops : MeasuringOffsets.of(this, curve);
  }

  /** How many payload bytes of a stream are measured at the most, both directions together. */
  public int limit() {
    return limit;
  }

  /** How many numbers a vector has. */
  public int dimension() {
    return (VIEWS * measures.size() + 1) * offsets.size();
  }

  /** The index of the first coordinate of a view at the offset of index {@code offsetIndex}. */
  public int coordinate(View view, int offsetIndex) {
    Objects.checkIndex(offsetIndex, offsets.size() + 1);
    return (view.ordinal() * offsets.size() + offsetIndex) * measures.size();
  }

  /**
   * The index of a coordinate.
   *
   * @throws IllegalArgumentException if the measure is none of this definition's
   */
  public int coordinate(View view, int offsetIndex, Measure measure) {
    Objects.checkIndex(offsetIndex, offsets.size());
    int bit = bit(measure);
    if ((bits & bit) == 0) {
      throw new IllegalArgumentException(measure.id() + " is no measure of " + id);
    }
    return coordinate(view, offsetIndex) + Integer.bitCount(bits & bit - 1);
  }

  /** The index of the direction entropy at the offset of index {@code offsetIndex}. */
  public int directionCoordinate(int offsetIndex) {
    Objects.checkIndex(offsetIndex, offsets.size() + 1);
    return VIEWS * offsets.size() * measures.size() + offsetIndex;
  }

  /** The id. */
  @Override
  public String toString() {
    return id;
  }
}
