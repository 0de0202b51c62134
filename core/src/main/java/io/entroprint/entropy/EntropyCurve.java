package io.entroprint.entropy;

import java.util.Objects;

/**
 * The byte entropy of the three views at the offsets of a grid, for plots, nature and envelopes.
 * Immutable.
 */
public final class EntropyCurve {
  /** A curve of nothing. */
  public static final EntropyCurve NONE =
      new EntropyCurve(OffsetGrid.of(1), new double[View.values().length][0]);

  private final OffsetGrid grid;
  private final double[][] values;
  private final double[][] windows;

  /**
   * A curve of its values.
   *
   * @param values for each view in order, the entropy in bits at each offset that it reaches; taken
   *     over, not copied
   */
  public EntropyCurve(OffsetGrid grid, double[][] values) {
    this(grid, values, null);
  }

  /** The windows are those of {@link TailWindows#entropies}, null where a view has none. */
  EntropyCurve(OffsetGrid grid, double[][] values, double[][] windows) {
    if (values.length != View.values().length) {
      throw new IllegalArgumentException(values.length + " views");
    }
    for (double[] view : values) {
      if (view.length > grid.size()) {
        throw new IllegalArgumentException(view.length + " values for " + grid.size() + " offsets");
      }
    }
    this.grid = grid;
    this.values = values;
    this.windows = windows;
  }

  /** The offsets. */
  public OffsetGrid grid() {
    return grid;
  }

  /** How many offsets a view reaches. */
  public int reached(View view) {
    return values[view.ordinal()].length;
  }

  /**
   * The entropy of a view's bytes up to the offset of index {@code offsetIndex}, in bits, 0 to 8.
   *
   * @throws IndexOutOfBoundsException if the view does not reach it
   */
  public double get(View view, int offsetIndex) {
    return values[view.ordinal()][offsetIndex];
  }

  /**
   * The entropy of a direction's bytes from half the offset of index {@code offsetIndex} up to it,
   * in bits, 0 to 8; NaN where that was not measured. It is where the offset is a power of two from
   * 4 KiB on and the view is one direction.
   *
   * @throws IndexOutOfBoundsException if the view does not reach it
   */
  public double window(View view, int offsetIndex) {
    Objects.checkIndex(offsetIndex, reached(view));
    return windows == null
        ? Double.NaN
        : TailWindows.at(grid.get(offsetIndex), windows[view.ordinal()]);
  }
}
