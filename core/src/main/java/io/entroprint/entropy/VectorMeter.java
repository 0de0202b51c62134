package io.entroprint.entropy;

import java.util.Arrays;
import java.util.Objects;

/**
 * Measures two sequences of bytes as they arrive, each alone and both joined, at the offsets of a
 * definition and of a curve. The values do not depend on how the bytes are cut into chunks.
 *
 * <p>Counts and measured values are kept, no byte is. While both are short they take little memory
 * (see {@link #estimatedFootprintBytes}); from {@value PairedCounts#LIMIT} bytes on the counts take
 * 1 KiB a direction. Adding bytes allocates nothing between one offset and the next. Not
 * thread-safe.
 *
 * <p>This is what {@code StreamMeter} is made of, which is what most callers want.
 */
public final class VectorMeter {
  private static final View[] VIEWS = View.values();
  private static final int NEVER = Integer.MAX_VALUE;
  private static final ByteCounts NOTHING = new ByteCounts();

  private final Stops stops;
  private final MeasureLog log = new MeasureLog();

  /** The counts while both sides are short, then null. */
  private PairedCounts pair = new PairedCounts();

  /** The counts of each side once there is no pair; null for a side that sent nothing. */
  private ByteCounts counts0;

  private ByteCounts counts1;

  /** Null for a side that sent nothing yet, or so many bytes that they are not grouped. */
  private FirstBytes first0;

  private FirstBytes first1;
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
  public VectorMeter(FeatureDefinition definition, OffsetGrid grid) {
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
  public void add(View view, byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int side = side(view);
    int at = offset;
    int end = offset + Math.min(length, stops.definition.limit() - length(View.BOTH));
    while (at < end) {
      int step = Math.min(end - at, toNextOffset(side));
      boolean overflow = false;
      if (length(side) < FirstBytes.COUNT) {
        step = Math.min(step, FirstBytes.COUNT - length(side));
        for (int i = 0; i < step; i++) {
          addFirst(side, length(side) + i, bytes[at + i] & 0xff);
        }
      } else {
        FirstBytes first = side == 0 ? first0 : first1;
        if (first != null) {
          // So few bytes overflow no count: all of the step will be taken.
          first.add(bytes, at, step);
        }
        if (pair == null) {
          counts(side).add(bytes, at, step);
        } else {
          int counted = pair.add(side, bytes, at, step);
          overflow = counted < step;
          step = counted;
        }
      }
      at += step;
      advance(side, step, overflow);
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

  private ByteCounts counts(int side) {
    if (side == 0) {
      counts0 = counts0 == null ? new ByteCounts() : counts0;
      return counts0;
    }
    counts1 = counts1 == null ? new ByteCounts() : counts1;
    return counts1;
  }

  private int toNextOffset(int side) {
    int both = stops.get(nextBoth);
    if (pair != null) {
      both = Math.min(both, PairedCounts.LIMIT);
    }
    int own = side == 0 ? stops.get(next0) - length0 : stops.get(next1) - length1;
    return Math.min(own, both - length0 - length1);
  }

  /** Adds the byte of a side that follows its first n, which are fewer than all of its first. */
  private void addFirst(int side, int n, int value) {
    FirstBytes first = first(side);
    int ofOther = length(1 - side);
    int joined = n + ofOther;
    if (joined == 0) {
      clientBegan = side == 0;
    } else if (alone == NEVER && (clientBegan ? side == 1 : side == 0)) {
      alone = joined;
    }
    int count = pair == null ? counts(side).count(value) : pair.count(side, value);
    int high = first.high(value);
    int ones = first.ones(value, n);
    int byteClass = ByteClass.OF_BYTE[value];
    log.addByte(side + 1, count, high, ones, byteClass, side);
    if (joined < FirstBytes.COUNT && alone != NEVER) {
      FirstBytes other = first(1 - side);
      log.addByte(
          View.BOTH.ordinal(),
          count + pair.count(1 - side, value),
          high + other.high(value),
          ones + other.ones(value, ofOther),
          byteClass,
          side);
    }
    first.add(value);
    if (pair == null) {
      counts(side).add(value);
    } else {
      pair.add(side, value);
    }
  }

  private FirstBytes first(int side) {
    if (side == 0) {
      first0 = first0 == null ? new FirstBytes() : first0;
      return first0;
    }
    first1 = first1 == null ? new FirstBytes() : first1;
    return first1;
  }

  private void advance(int side, int step, boolean overflow) {
    if (side == 0) {
      length0 += step;
      if (length0 == stops.get(next0)) {
        measure(View.TO_SERVER, 0, length0, next0++);
        turnTail(0, length0, counts0);
      }
      first0 = length0 < FirstBytes.LIMIT ? first0 : null;
    } else {
      length1 += step;
      if (length1 == stops.get(next1)) {
        measure(View.TO_CLIENT, 1, length1, next1++);
        turnTail(1, length1, counts1);
      }
      first1 = length1 < FirstBytes.LIMIT ? first1 : null;
    }
    int joined = length0 + length1;
    if (joined == stops.get(nextBoth)) {
      if (alone != NEVER) {
        measure(View.BOTH, PairedCounts.BOTH, joined, nextBoth);
      }
      nextBoth++;
    }
    if (pair != null && (overflow || joined >= PairedCounts.LIMIT)) {
      unpair();
    }
  }

  private void measure(View view, int side, int n, int stop) {
    if (!stops.isOfDefinition(stop)) {
      log.addEntropy(view.ordinal(), n, sum(side));
      return;
    }
    Reading reading = new Reading();
    if (n <= FirstBytes.LIMIT) {
      if (side == PairedCounts.BOTH) {
        FirstBytes.read(first0, first1, n, reading);
      } else {
        first(side).read(n, reading);
      }
      reading.bytes = sum(side);
    } else if (pair == null) {
      ByteCounts.read(part(side, counts0, 0), part(side, counts1, 1), reading);
    } else {
      pair.read(side, n, reading);
    }
    log.addMeasures(view.ordinal(), stops.definition, reading, length0);
  }

  /** The sum of {@code c log2 c} over the bytes of a side or of both. */
  private long sum(int side) {
    if (pair != null) {
      return pair.sum(side);
    }
    if (side != PairedCounts.BOTH) {
      return counts(side).sum();
    }
    return ByteCounts.sum(part(side, counts0, 0), part(side, counts1, 1));
  }

  private void turnTail(int side, int length, ByteCounts counts) {
    if (TailWindows.turnsAt(length)) {
      tails = tails == null ? new TailWindows[2] : tails;
      tails[side] = tails[side] == null ? new TailWindows() : tails[side];
      tails[side].turn(length, counts);
    }
  }

  private double[] windows(int side) {
    TailWindows tail = tail(side);
    return tail == null ? null : tail.entropies();
  }

  private TailWindows tail(int side) {
    return tails == null ? null : tails[side];
  }

  private static ByteCounts part(int measured, ByteCounts counts, int side) {
    boolean belongs = measured == side || measured == PairedCounts.BOTH;
    return belongs && counts != null ? counts : NOTHING;
  }

  private void unpair() {
    counts0 = length0 > 0 ? pair.toCounts(0, length0) : null;
    counts1 = length1 > 0 ? pair.toCounts(1, length1) : null;
    pair = null;
  }

  /** How many bytes of a view were measured. */
  public int length(View view) {
    return switch (view) {
      case BOTH -> length0 + length1;
      case TO_SERVER -> length0;
      case TO_CLIENT -> length1;
    };
  }

  /** Whether the definition's limit is reached, so that nothing changes any more. */
  public boolean isFull() {
    return length(View.BOTH) == stops.definition.limit();
  }

  /**
   * The vector of what was added so far.
   *
   * @param joinedEnd the joined view ends after so many bytes, as a hole makes it
   */
  public EntropyVector vector(int joinedEnd) {
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
  public EntropyCurve curve(int joinedEnd) {
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
  public int estimatedFootprintBytes() {
    int bytes = 72;
    bytes += 24 + array(log.capacity());
    bytes += pair == null ? 0 : 48 + narrow(0) + narrow(1);
    bytes += counts0 == null ? 0 : 32 + array(1024);
    bytes += counts1 == null ? 0 : 32 + array(1024);
    bytes += first0 == null ? 0 : 48;
    bytes += first1 == null ? 0 : 48;
    bytes += tails == null ? 0 : array(2 * Integer.BYTES);
    bytes += tail(0) == null ? 0 : TailWindows.FOOTPRINT;
    bytes += tail(1) == null ? 0 : TailWindows.FOOTPRINT;
    return bytes;
  }

  private int narrow(int side) {
    return pair.capacity(side) == 0 ? 0 : array(pair.capacity(side));
  }

  private static int array(int bytes) {
    return 16 + (bytes + 7 & ~7);
  }
}
