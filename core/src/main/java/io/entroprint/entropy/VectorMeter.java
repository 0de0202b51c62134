package io.entroprint.entropy;

import java.util.Arrays;
import java.util.Objects;

/**
 * Measures two sequences of bytes as they arrive, each alone and both joined, at the offsets of a
 * definition and of a curve. The values do not depend on how the bytes are cut into chunks.
 *
 * <p>A side passes three phases:
 *
 * <ol>
 *   <li>Each of its first {@value PackedGroups#COUNT} bytes is an entry of the {@link MeasureLog},
 *       from which all measures after it follow: at one byte a step any look at counts costs more.
 *   <li>From there on it is counted up to the next offset at which something is measured, its own
 *       or that of both sides together, and there the sums are read and logged.
 *   <li>Once it is long ({@link TailWindows}), windows are measured there, too.
 * </ol>
 *
 * <p>How the bytes are counted meanwhile, in ever wider counts, is the business of {@link
 * SideCounts}. Counts and measured values are kept, no byte is; while both sides are short they
 * take little memory (see {@link #estimatedFootprintBytes}), and later 1 KiB a direction. Adding
 * bytes allocates nothing between one offset and the next. Not thread-safe.
 *
 * <p>Until the second side sends, the joined view is that of the first, and is measured only there;
 * so most of a request costs one view. Of most fields there are two, one for each side, and no
 * arrays, as in the counts: millions of meters are kept.
 *
 * <p>This is what {@code StreamMeter} is made of, which is what callers want.
 */
final class VectorMeter extends SideCounts {
  private static final View[] VIEWS = View.values();
  private static final int NEVER = Integer.MAX_VALUE;

  private final MeasuringOffsets stops;
  private final MeasureLog log = new MeasureLog();
  private int length0;
  private int length1;

  /** By side, null for a side that is still short; null while both are. */
  private TailWindows[] tails;

  /** The index of the next stop of each side and of both. */
  private int next0;

  private int next1;
  private int nextBoth;

  /** How many bytes the first side had sent when the other began; {@link #NEVER} before that. */
  private int alone = NEVER;

  private boolean clientBegan;

  /**
   * A meter of nothing.
   *
   * @throws IllegalArgumentException if the curve's grid goes beyond the definition's limit
   */
  VectorMeter(FeatureDefinition definition, OffsetGrid grid) {
    if (grid.last() > definition.limit()) {
      throw new IllegalArgumentException(
          "the curve's last offset "
              + grid.last()
              + " is beyond the measured limit "
              + definition.limit());
    }
    this.stops = definition.stops(grid);
  }

  /**
   * Adds the next bytes of a direction; those beyond the definition's limit are ignored.
   *
   * @param view {@link View#TO_SERVER} or {@link View#TO_CLIENT}
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  void add(View view, byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int side = side(view);
    int at = offset;
    int end = offset + Math.min(length, stops.definition.limit() - length(View.BOTH));
    while (at < end) {
      int step = Math.min(end - at, toNextStop(side));
      int counted = step;
      if (length(side) < PackedGroups.COUNT) {
        for (int i = 0; i < step; i++) {
          addFirst(side, length(side) + i, bytes[at + i] & 0xff);
        }
      } else {
        counted = count(side, bytes, at, step);
      }
      at += counted;
      advance(side, counted, counted < step);
    }
  }

  private static int side(View view) {
    if (view == View.BOTH) {
      throw new IllegalArgumentException("bytes belong to one direction");
    }
    return view == View.TO_SERVER ? 0 : 1;
  }

  private int length(int side) {
    return side == 0 ? length0 : length1;
  }

  /** How many bytes of a side may be counted at once: there something is to be done. */
  private int toNextStop(int side) {
    int both = stops.get(nextBoth);
    if (isNarrow()) {
      both = Math.min(both, NarrowCounts.LIMIT);
    }
    int length = length(side);
    int own = (side == 0 ? stops.get(next0) : stops.get(next1)) - length;
    if (length < PackedGroups.COUNT) {
      own = Math.min(own, PackedGroups.COUNT - length);
    }
    return Math.min(own, both - length0 - length1);
  }

  /** Adds the byte of a side that follows its first n, which are fewer than all of its first. */
  private void addFirst(int side, int n, int value) {
    PackedGroups own = groups(side);
    int ofOther = length(1 - side);
    int joined = n + ofOther;
    if (joined == 0) {
      clientBegan = side == 0;
    } else if (alone == NEVER && (clientBegan ? side == 1 : side == 0)) {
      alone = joined;
    }
    int count = countOf(side, value);
    int high = own.high(value);
    int ones = own.ones(value, n);
    int byteClass = ByteClass.OF_BYTE[value];
    log.addByte(side + 1, count, high, ones, byteClass, side);
    if (joined < PackedGroups.COUNT && alone != NEVER) {
      PackedGroups other = groups(1 - side);
      log.addByte(
          View.BOTH.ordinal(),
          count + countOf(1 - side, value),
          high + other.high(value),
          ones + other.ones(value, ofOther),
          byteClass,
          side);
    }
    countFirst(side, value);
  }

  private void advance(int side, int step, boolean overflow) {
    if (side == 0) {
      length0 += step;
      if (length0 == stops.get(next0)) {
        measure(View.TO_SERVER, 0, length0, next0++);
        turnTail(0, length0);
      }
    } else {
      length1 += step;
      if (length1 == stops.get(next1)) {
        measure(View.TO_CLIENT, 1, length1, next1++);
        turnTail(1, length1);
      }
    }
    if (length(side) >= PackedGroups.LIMIT) {
      ungroup(side);
    }
    int joined = length0 + length1;
    if (joined == stops.get(nextBoth)) {
      if (alone != NEVER) {
        measure(View.BOTH, NarrowCounts.BOTH, joined, nextBoth);
      }
      nextBoth++;
    }
    if (isNarrow() && (overflow || joined >= NarrowCounts.LIMIT)) {
      widen(length0, length1);
    }
  }

  private void measure(View view, int side, int n, int stop) {
    if (stops.isOfDefinition(stop)) {
      MeasureSums sums = new MeasureSums();
      read(side, n, sums);
      log.addMeasures(view.ordinal(), stops.definition, sums, length0);
    } else {
      log.addEntropy(view.ordinal(), n, sum(side));
    }
  }

  private void turnTail(int side, int length) {
    if (TailWindows.turnsAt(length)) {
      tails = tails == null ? new TailWindows[2] : tails;
      tails[side] = tails[side] == null ? new TailWindows() : tails[side];
      tails[side].turn(length, wideOrNull(side));
    }
  }

  private double[] windows(int side) {
    TailWindows tail = tail(side);
    return tail == null ? null : tail.entropies();
  }

  private TailWindows tail(int side) {
    return tails == null ? null : tails[side];
  }

  /** How many bytes of a view were measured. */
  int length(View view) {
    return switch (view) {
      case BOTH -> length0 + length1;
      case TO_SERVER -> length0;
      case TO_CLIENT -> length1;
    };
  }

  /** How many bytes are measured at the most. */
  int limit() {
    return stops.definition.limit();
  }

  /**
   * The vector of what was added so far.
   *
   * @param joinedEnd the joined view ends after so many bytes, as a hole makes it
   */
  EntropyVector vector(int joinedEnd) {
    double[] values = new double[stops.definition.dimension()];
    Arrays.fill(values, Double.NaN);
    read(values, null);
    int[] reached = new int[VIEWS.length];
    for (View view : VIEWS) {
      reached[view.ordinal()] = stops.definition.offsets().reachedBy(end(view, joinedEnd));
    }
    if (joinedEnd < length(View.BOTH)) {
      int both = reached[View.BOTH.ordinal()];
      Arrays.fill(
          values,
          stops.definition.coordinate(View.BOTH, both),
          stops.definition.coordinate(View.TO_SERVER, 0),
          Double.NaN);
      Arrays.fill(values, stops.definition.directionCoordinate(both), values.length, Double.NaN);
    }
    return new EntropyVector(stops.definition, reached, values);
  }

  /**
   * The curve of what was added so far.
   *
   * @param joinedEnd the joined view ends after so many bytes, as a hole makes it
   */
  EntropyCurve curve(int joinedEnd) {
    double[][] curves = new double[VIEWS.length][];
    for (View view : VIEWS) {
      curves[view.ordinal()] = new double[stops.curve.reachedBy(length(view))];
    }
    read(null, curves);
    int both = View.BOTH.ordinal();
    int kept = stops.curve.reachedBy(end(View.BOTH, joinedEnd));
    curves[both] = kept == curves[both].length ? curves[both] : Arrays.copyOf(curves[both], kept);
    return new EntropyCurve(stops.curve, curves, new double[][] {null, windows(0), windows(1)});
  }

  private int end(View view, int joinedEnd) {
    return view == View.BOTH ? Math.min(joinedEnd, length(view)) : length(view);
  }

  private void read(double[] vector, double[][] curves) {
    int shared = Math.min(alone, length(View.BOTH));
    log.read(
        stops.definition,
        stops.curve,
        shared,
        clientBegan ? View.TO_SERVER : View.TO_CLIENT,
        vector,
        curves);
  }

  /**
   * The bytes of memory that this meter takes by itself, on a 64-bit machine with compressed
   * references: not the definition and the grid, which many share.
   */
  int estimatedFootprintBytes() {
    int bytes = 72 + countsFootprintBytes();
    bytes += 24 + array(log.capacity());
    bytes += tails == null ? 0 : array(2 * Integer.BYTES);
    bytes += tail(0) == null ? 0 : TailWindows.FOOTPRINT;
    bytes += tail(1) == null ? 0 : TailWindows.FOOTPRINT;
    return bytes;
  }
}
