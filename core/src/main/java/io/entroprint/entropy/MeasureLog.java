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
 *   <li>for each of the first {@link FirstBytes#COUNT} bytes of a view, in 16 bits, how often it,
 *       its high nibble and its number of ones had occurred before, its class and its side: from
 *       these follow all measures after it;
 *   <li>for each later offset of the definition the five measures, and in the joined view how many
 *       bytes were of side 0;
 *   <li>for each later offset of the curve's grid that is none of the definition's the byte
 *       entropy.
 * </ul>
 *
 * <p>A value takes 40 bits, 36 of them behind the point: its error is below 1e-11 bits.
 */
final class MeasureLog {
  private static final int JOINED = View.BOTH.ordinal();
  private static final int MEASURES = Measure.values().length;

  /** Set in the first byte of an entry that is the byte entropy alone. */
  private static final int ENTROPY_ALONE = 4;

  private static final int VALUE_BYTES = 5;
  private static final int SIDE_BYTES = 3;
  private static final double UNIT = 1L << 36;

  /** What the log grows by, at the least: about one entry. */
  private static final int GROWTH = 32;

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] entries = new byte[GROWTH];
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

  /** Adds all measures of a view; {@code ofSide0} is only kept for the joined one. */
  void addMeasures(int view, Reading reading, int ofSide0) {
    room(1 + SIDE_BYTES + MEASURES * VALUE_BYTES);
    entries[used++] = (byte) view;
    if (view == JOINED) {
      SHORTS.set(entries, used, (short) ofSide0);
      entries[used + 2] = (byte) (ofSide0 >>> 16);
      used += SIDE_BYTES;
    }
    put(FixedPoint.entropy(reading.n, reading.bytes));
    put(FixedPoint.entropy(reading.n, reading.high));
    put(FixedPoint.entropy(reading.n, reading.ones));
    put(FixedPoint.mean(reading.n, reading.text));
    put(FixedPoint.mean(reading.n, reading.binary));
  }

  /** Adds the byte entropy of a view. */
  void addEntropy(int view, double bits) {
    room(1 + VALUE_BYTES);
    entries[used++] = (byte) (view | ENTROPY_ALONE);
    put(bits);
  }

  private void put(double bits) {
    long value = (long) (bits * UNIT + 0.5);
    INTS.set(entries, used, (int) value);
    entries[used + 4] = (byte) (value >>> 32);
    used += VALUE_BYTES;
  }

  private void room(int length) {
    if (used + length > entries.length) {
      // In steps of 8, as objects are; by more only where there are many, as of a fine curve.
      int more = Math.max(Math.max(length, GROWTH), used >> 3);
      entries = Arrays.copyOf(entries, used + more + 7 & ~7);
    }
  }

  /**
   * Reads everything back.
   *
   * @param alone how many bytes the first side had sent when the other began: what was measured in
   *     the joined view up to there is not in the log, for it is the same as in that side
   * @param first the view of the side that began
   * @param vector takes the measures, in the definition's layout
   * @param curves takes the byte entropies of each view
   */
  void read(
      FeatureDefinition definition,
      OffsetGrid grid,
      int alone,
      View first,
      double[] vector,
      double[][] curves) {
    OffsetGrid offsets = definition.offsets();
    Cursor[] cursors = new Cursor[View.values().length];
    for (View view : View.values()) {
      cursors[view.ordinal()] = new Cursor(view);
    }
    Cursor joined = cursors[JOINED];
    for (int at = 0; at < used; ) {
      Cursor cursor = cursors[entries[at] & 3];
      if (cursor == joined && joined.reading.n == 0) {
        joined.reading.copy(cursors[first.ordinal()].reading);
        joined.ofSide0 = first == View.TO_SERVER ? alone : 0;
        joined.offset = offsets.reachedBy(alone);
        joined.gridOffset = grid.reachedBy(alone);
      }
      if (cursor.reading.n < FirstBytes.COUNT) {
        cursor.take((short) SHORTS.get(entries, at));
        at += 2;
        if (cursor.offset < offsets.size() && offsets.get(cursor.offset) == cursor.reading.n) {
          cursor.reading.write(vector, definition.coordinate(cursor.view, cursor.offset));
          cursor.direction(definition, vector);
          cursor.offset++;
        }
        if (cursor.gridOffset < grid.size() && grid.get(cursor.gridOffset) == cursor.reading.n) {
          curves[cursor.view.ordinal()][cursor.gridOffset++] =
              FixedPoint.entropy(cursor.reading.n, cursor.reading.bytes);
        }
      } else if ((entries[at] & ENTROPY_ALONE) != 0) {
        curves[cursor.view.ordinal()][cursor.gridOffset++] = value(at + 1);
        at += 1 + VALUE_BYTES;
      } else {
        at++;
        if (cursor == joined) {
          joined.ofSide0 =
              ((short) SHORTS.get(entries, at) & 0xffff) | (entries[at + 2] & 0xff) << 16;
          at += SIDE_BYTES;
        }
        int to = definition.coordinate(cursor.view, cursor.offset);
        for (int m = 0; m < MEASURES; m++) {
          vector[to + m] = value(at);
          at += VALUE_BYTES;
        }
        int offset = offsets.get(cursor.offset);
        cursor.direction(definition, vector);
        cursor.offset++;
        if (cursor.gridOffset < grid.size() && grid.get(cursor.gridOffset) == offset) {
          curves[cursor.view.ordinal()][cursor.gridOffset++] = vector[to];
        }
      }
    }
    share(definition, grid, cursors[first.ordinal()], alone, vector, curves);
  }

  private double value(int at) {
    return (((int) INTS.get(entries, at) & 0xffff_ffffL) | (entries[at + 4] & 0xffL) << 32) / UNIT;
  }

  private static void share(
      FeatureDefinition definition,
      OffsetGrid grid,
      Cursor from,
      int alone,
      double[] vector,
      double[][] curves) {
    int shared = Math.min(from.offset, definition.offsets().reachedBy(alone));
    System.arraycopy(
        vector,
        definition.coordinate(from.view, 0),
        vector,
        definition.coordinate(View.BOTH, 0),
        shared * MEASURES);
    int direction = definition.directionCoordinate(0);
    Arrays.fill(vector, direction, direction + shared, 0);
    System.arraycopy(
        curves[from.view.ordinal()],
        0,
        curves[JOINED],
        0,
        Math.min(from.gridOffset, grid.reachedBy(alone)));
  }

  /** How far one view was read. */
  private static final class Cursor {
    final View view;
    final Reading reading = new Reading();
    int ofSide0;
    int offset;
    int gridOffset;

    Cursor(View view) {
      this.view = view;
    }

    /** Takes one of the first bytes, as {@link #addByte} put it down. */
    void take(short entry) {
      reading.n++;
      reading.bytes += FixedPoint.STEP[entry >> 2 & 7];
      reading.high += FixedPoint.STEP[entry >> 5 & 7];
      reading.ones += FixedPoint.STEP[entry >> 8 & 7];
      reading.addClass(entry >> 11 & 15);
      ofSide0 += entry < 0 ? 0 : 1;
    }

    /** Writes the direction entropy of the joined view. */
    void direction(FeatureDefinition definition, double[] vector) {
      if (view == View.BOTH) {
        int n = definition.offsets().get(offset);
        long sum = FixedPoint.cLogC(ofSide0) + FixedPoint.cLogC(n - ofSide0);
        vector[definition.directionCoordinate(offset)] = FixedPoint.entropy(n, sum);
      }
    }
  }
}
