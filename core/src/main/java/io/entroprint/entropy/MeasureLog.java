package io.entroprint.entropy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What was measured in a stream so far, in the order in which it came, in few bytes: most streams
 * are short, and their values would weigh more than their counts. Not thread-safe.
 *
 * <p>There are three kinds of entries, each beginning with the view in two bits:
 *
 * <ul>
 *   <li>for each of the first {@link PackedGroups#COUNT} bytes of a view, in 16 bits, how often it,
 *       its high nibble and its number of ones had occurred before, its class and its side: from
 *       these follow all measures after it;
 *   <li>for each later offset of the definition its measures, and in the joined view how many bytes
 *       were of side 0;
 *   <li>for each later offset of the curve's grid that is none of the definition's the byte
 *       entropy.
 * </ul>
 *
 * <p>A value takes 40 bits, 36 of them behind the point: its error is below 1e-11 bits.
 */
final class MeasureLog {
  private static final int JOINED = View.BOTH.ordinal();
  private static final View[] VIEWS = View.values();

  /** Set in the first byte of an entry that is the byte entropy alone. */
  private static final int ENTROPY_ALONE = 4;

  private static final int VALUE_BYTES = 5;
  private static final int SIDE_BYTES = 3;

  /** Bits of a value behind the point. */
  private static final int BITS = 36;

  private static final double UNIT = 1L << BITS;
  private static final long MASK = (1L << (8 * VALUE_BYTES)) - 1;

  /** A value is written and read as a word, whose last bytes belong to the next entry. */
  private static final int MARGIN = 3;

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Enough for the first bytes of both sides of a stream that begins with a longer message. */
  private static final int FIRST_CAPACITY = 40;

  /** The entries of a stream of median length take less. */
  private static final int SHORT = 400;

  private byte[] entries = new byte[FIRST_CAPACITY];
  private int used;

  /** Bytes of the array that holds the entries. */
  int capacity() {
    return entries.length;
  }

  /** Adds one of the first bytes of a view; the counts are those before it. */
  void addByte(int view, int count, int high, int ones, int byteClass, int side) {
    room(2);
    int entry = view | count << 2 | high << 5 | ones << 8 | byteClass << 11 | side << 15;
    SHORTS.set(entries, used, (short) entry);
    used += 2;
  }

  /** Adds a definition's measures of a view; {@code ofSide0} is only kept for the joined one. */
  void addMeasures(int view, FeatureDefinition definition, MeasureSums sums, int ofSide0) {
    room(1 + (view == JOINED ? SIDE_BYTES : 0) + definition.measures().size() * VALUE_BYTES);
    entries[used++] = (byte) view;
    if (view == JOINED) {
      SHORTS.set(entries, used, (short) ofSide0);
      entries[used + 2] = (byte) (ofSide0 >>> 16);
      used += SIDE_BYTES;
    }
    int n = sums.n;
    long all = FixedPoint.cLogC(n);
    int measures = definition.bits();
    if ((measures & FeatureDefinition.H) != 0) {
      put(n, all - sums.bytes);
    }
    if ((measures & FeatureDefinition.H_HI) != 0) {
      put(n, all - sums.high);
    }
    if ((measures & FeatureDefinition.H_POP) != 0) {
      put(n, all - sums.ones);
    }
    if ((measures & FeatureDefinition.X_TEXT) != 0) {
      put(n, sums.text);
    }
    if ((measures & FeatureDefinition.X_BIN) != 0) {
      put(n, sums.binary);
    }
  }

  /** Adds the byte entropy of the first n bytes of a view. */
  void addEntropy(int view, int n, long sum) {
    room(1 + VALUE_BYTES);
    entries[used++] = (byte) (view | ENTROPY_ALONE);
    put(n, FixedPoint.cLogC(n) - sum);
  }

  /** Puts the n-th part of a sum down, rounded to the nearest. */
  private void put(int n, long sum) {
    long parts = (long) n << (FixedPoint.BITS - BITS);
    long rounded = sum + (parts >> 1);
    // Most offsets are powers of two, and a division is ten times a shift.
    long value =
        Integer.bitCount(n) == 1 ? rounded >> Long.numberOfTrailingZeros(parts) : rounded / parts;
    WORDS.set(entries, used, value);
    used += VALUE_BYTES;
  }

  private void room(int length) {
    int needed = used + length + MARGIN;
    if (needed > entries.length) {
      // No more than needed, in steps of 8, as objects are: most streams are short. From then on,
      // and for a fine curve, by a share of what there is.
      int capacity = used < SHORT ? needed : Math.max(needed, used + (used >> 1));
      entries = Arrays.copyOf(entries, (capacity + 7) & ~7);
    }
  }

  /**
   * Reads everything back.
   *
   * @param alone how many bytes the first side had sent when the other began: what was measured in
   *     the joined view up to there is not in the log, for it is the same as in that side
   * @param first the view of the side that began
   * @param vector takes the measures, in the definition's layout; or null
   * @param curves takes the byte entropies of each view; or null
   */
  void read(
      FeatureDefinition definition,
      OffsetGrid grid,
      int alone,
      View first,
      double[] vector,
      double[][] curves) {
    int measures = definition.measures().size();
    LogCursor[] cursors = new LogCursor[VIEWS.length];
    for (View view : VIEWS) {
      cursors[view.ordinal()] =
          new LogCursor(
              view, definition, grid, vector, curves == null ? null : curves[view.ordinal()]);
    }
    LogCursor joined = cursors[JOINED];
    LogCursor began = cursors[first.ordinal()];
    boolean together = false;
    for (int at = 0; at < used; ) {
      LogCursor cursor = cursors[entries[at] & 3];
      if (cursor == joined && !together) {
        together = true;
        joined.begin(began, alone);
      }
      if (cursor.isAtFirstBytes()) {
        cursor.take((short) SHORTS.get(entries, at));
        at += 2;
      } else if ((entries[at] & ENTROPY_ALONE) != 0) {
        cursor.takeEntropy(value(at + 1));
        at += 1 + VALUE_BYTES;
      } else {
        at++;
        if (cursor == joined) {
          joined.takeDirections((int) INTS.get(entries, at) & 0xff_ffff);
          at += SIDE_BYTES;
        }
        cursor.takeMeasures(this, at);
        at += measures * VALUE_BYTES;
      }
    }
    joined.share(began, alone);
  }

  /** The value that begins at an index. */
  double value(int at) {
    return ((long) WORDS.get(entries, at) & MASK) / UNIT;
  }

  /** Puts the values of so many measures, which begin at an index, where they belong. */
  void values(int at, int measures, double[] out, int to) {
    for (int i = 0; i < measures; i++) {
      out[to + i] = value(at + i * VALUE_BYTES);
    }
  }
}
