package io.entroprint.entropy;

import java.util.Arrays;

/** How far one view of a {@link MeasureLog} was read, and where its values go. Not thread-safe. */
final class LogCursor {
  private final View view;
  private final FeatureDefinition definition;
  private final int measures;
  private final OffsetGrid offsets;
  private final OffsetGrid grid;
  private final double[] vector;
  private final double[] curve;

  /** Where the view's measures begin in the vector, and the direction entropies. */
  private final int from;

  private final int directions;

  /** Of the first bytes. */
  private final MeasureSums sums = new MeasureSums();

  private int ofSide0;

  /** The index of the next offset of the definition. */
  private int next;

  /** The index of the next offset of the grid. */
  private int nextOfGrid;

  LogCursor(
      View view, FeatureDefinition definition, OffsetGrid grid, double[] vector, double[] curve) {
    this.view = view;
    this.definition = definition;
    this.measures = definition.measures().size();
    this.offsets = definition.offsets();
    this.grid = grid;
    this.vector = vector;
    this.curve = curve;
    this.from = definition.coordinate(view, 0);
    this.directions = definition.directionCoordinate(0);
  }

  boolean isAtFirstBytes() {
    return sums.n < PackedGroups.COUNT;
  }

  /** Begins the joined view where another side joins the one that was alone. */
  void begin(LogCursor first, int alone) {
    sums.copy(first.sums);
    ofSide0 = first.view == View.TO_SERVER ? alone : 0;
    next = offsets.reachedBy(alone);
    nextOfGrid = grid.reachedBy(alone);
  }

  /** Takes one of the first bytes, as {@link MeasureLog#addByte} put it down. */
  void take(short entry) {
    int n = ++sums.n;
    sums.bytes += FixedPoint.STEP[entry >> 2 & 7];
    if (isNextOfGrid(n)) {
      takeEntropy(FixedPoint.entropy(n, sums.bytes));
    }
    if (vector == null) {
      next += offsets.get(next) == n ? 1 : 0;
      return;
    }
    sums.high += FixedPoint.STEP[entry >> 5 & 7];
    sums.ones += FixedPoint.STEP[entry >> 8 & 7];
    sums.addClass(entry >> 11 & 15);
    ofSide0 += entry < 0 ? 0 : 1;
    if (offsets.get(next) == n) {
      sums.write(definition, vector, from + next * measures);
      direction(n);
      next++;
    }
  }

  private boolean isNextOfGrid(int n) {
    return nextOfGrid < grid.size() && grid.get(nextOfGrid) == n;
  }

  /** Takes the byte entropy at the next offset of the grid. */
  void takeEntropy(double entropy) {
    if (curve != null) {
      curve[nextOfGrid] = entropy;
    }
    nextOfGrid++;
  }

  /** Takes how many bytes of the joined view were of side 0 at the next offset. */
  void takeDirections(int count) {
    if (vector != null) {
      ofSide0 = count;
      direction(offsets.get(next));
    }
  }

  private void direction(int n) {
    if (view == View.BOTH) {
      long sum = FixedPoint.cLogC(ofSide0) + FixedPoint.cLogC(n - ofSide0);
      vector[directions + next] = FixedPoint.entropy(n, sum);
    }
  }

  /** Takes the measures at the next offset, whose byte entropy may belong to the curve too. */
  void takeMeasures(MeasureLog log, int at) {
    if (vector != null) {
      log.values(at, measures, vector, from + next * measures);
    }
    if (isNextOfGrid(offsets.get(next))) {
      takeEntropy(curve == null ? 0 : log.value(at));
    }
    next++;
  }

  /** Takes over what the joined view has in common with the side that was alone at first. */
  void share(LogCursor first, int alone) {
    if (vector != null) {
      int shared = Math.min(first.next, offsets.reachedBy(alone));
      System.arraycopy(vector, first.from, vector, from, shared * measures);
      Arrays.fill(vector, directions, directions + shared, 0);
    }
    if (curve != null) {
      int shared = Math.min(first.nextOfGrid, grid.reachedBy(alone));
      System.arraycopy(first.curve, 0, curve, 0, shared);
    }
  }
}
