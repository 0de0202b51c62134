package io.entroprint.stream;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.OffsetGrid;
import io.entroprint.entropy.View;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Measures one stream as its bytes arrive, in any chunking: two counts, three views.
 *
 * <pre>{@code
 * StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
 * meter.add(Direction.TO_SERVER, bytes, 0, bytes.length);
 * EntropyVector vector = meter.vector();
 * }</pre>
 *
 * <p>The joined view takes the bytes in the order of the calls. Only the definition's first bytes
 * are measured, both directions together; what comes after is counted in {@link #bytes} and
 * otherwise ignored. No byte is kept. Not thread-safe: one thread at a time.
 */
public final class StreamMeter {
  private static final int VIEWS = View.values().length;
  private static final int NEVER = Integer.MAX_VALUE;

  /** Where the joined view stood when a hole opened in a direction; {@link #NEVER} without one. */
  private final int[] joinedAtHole = {NEVER, NEVER};

  private final FeatureDefinition definition;
  private final OffsetGrid curveGrid;
  private final ByteCounts[] counts = {new ByteCounts(), new ByteCounts()};
  private final long[] bytes = new long[2];
  private final int[] length = new int[VIEWS];
  private final int[] reached = new int[VIEWS];
  private final int[] curveReached = new int[VIEWS];
  private final double[] values;
  private final double[][] curve = new double[VIEWS][];

  /** A meter for a definition's vector, and the curve at powers of two up to its limit. */
  public StreamMeter(FeatureDefinition definition) {
    this(definition, OffsetGrid.powersOfTwo(definition.limit()));
  }

  /**
   * A meter whose curve is taken at the offsets of a grid.
   *
   * @throws IllegalArgumentException if the grid goes beyond the definition's limit
   */
  public StreamMeter(FeatureDefinition definition, OffsetGrid curveGrid) {
    if (curveGrid.last() > definition.limit()) {
      throw new IllegalArgumentException(
          "the curve's last offset "
              + curveGrid.last()
              + " is beyond the measured limit "
              + definition.limit());
    }
    this.definition = definition;
    this.curveGrid = curveGrid;
    values = new double[definition.dimension()];
    Arrays.fill(values, Double.NaN);
    for (int v = 0; v < VIEWS; v++) {
      curve[v] = new double[curveGrid.size()];
    }
  }

  /**
   * Adds the next bytes of a direction.
   *
   * @throws IndexOutOfBoundsException if the range is not within the array
   * @throws IllegalStateException if a hole is open in this direction
   */
  public void add(Direction direction, byte[] array, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, array.length);
    checkNoHole(direction);
    bytes[direction.ordinal()] += count;
    int at = offset;
    int left = Math.min(count, remaining());
    while (left > 0) {
      int step = Math.min(left, toNextOffset(direction));
      counts[direction.ordinal()].add(array, at, step);
      advance(direction, step);
      at += step;
      left -= step;
    }
  }

  /**
   * Adds the remaining bytes of a buffer, of any kind, as the next of a direction; leaves its
   * position at its limit.
   *
   * @throws IllegalStateException if a hole is open in this direction
   */
  public void add(Direction direction, ByteBuffer buffer) {
    checkNoHole(direction);
    bytes[direction.ordinal()] += buffer.remaining();
    int end = buffer.limit();
    int left = Math.min(buffer.remaining(), remaining());
    while (left > 0) {
      int step = Math.min(left, toNextOffset(direction));
      buffer.limit(buffer.position() + step);
      counts[direction.ordinal()].add(buffer);
      advance(direction, step);
      left -= step;
    }
    buffer.limit(end).position(end);
  }

  private void checkNoHole(Direction direction) {
    if (joinedAtHole[direction.ordinal()] != NEVER) {
      throw new IllegalStateException("bytes " + direction + " behind a hole that is still open");
    }
  }

  /**
   * Bytes of a direction are missing. Until {@link #holeFilled} its view ends here, and so does the
   * joined view: what the other direction sends meanwhile is only part of it if the hole fills.
   */
  public void holeOpened(Direction direction) {
    int d = direction.ordinal();
    joinedAtHole[d] = Math.min(joinedAtHole[d], length[View.BOTH.ordinal()]);
  }

  /** The missing bytes of a direction came and are added next. */
  public void holeFilled(Direction direction) {
    joinedAtHole[direction.ordinal()] = NEVER;
  }

  private int remaining() {
    return definition.limit() - length[View.BOTH.ordinal()];
  }

  private int toNextOffset(Direction direction) {
    return Math.min(toNextOffset(View.BOTH.ordinal()), toNextOffset(direction.view().ordinal()));
  }

  private int toNextOffset(int view) {
    int next = NEVER;
    OffsetGrid offsets = definition.offsets();
    if (reached[view] < offsets.size()) {
      next = offsets.get(reached[view]);
    }
    if (curveReached[view] < curveGrid.size()) {
      next = Math.min(next, curveGrid.get(curveReached[view]));
    }
    return next - length[view];
  }

  private void advance(Direction direction, int step) {
    ByteCounts one = counts[direction.ordinal()];
    ByteCounts other = counts[direction.opposite().ordinal()];
    int view = direction.view().ordinal();
    length[view] += step;
    length[View.BOTH.ordinal()] += step;
    OffsetGrid offsets = definition.offsets();

    if (isNext(offsets, reached[view], length[view])) {
      one.measure(values, definition.coordinate(direction.view(), reached[view]++));
    }
    if (isNext(curveGrid, curveReached[view], length[view])) {
      curve[view][curveReached[view]++] = one.entropy();
    }
    int both = View.BOTH.ordinal();
    if (isNext(offsets, reached[both], length[both])) {
      values[definition.directionCoordinate(reached[both])] =
          directionEntropy(length[View.TO_SERVER.ordinal()], length[View.TO_CLIENT.ordinal()]);
      ByteCounts.measureSum(one, other, values, definition.coordinate(View.BOTH, reached[both]++));
    }
    if (isNext(curveGrid, curveReached[both], length[both])) {
      curve[both][curveReached[both]++] = ByteCounts.entropyOfSum(one, other);
    }
  }

  private static boolean isNext(OffsetGrid grid, int reached, int length) {
    return reached < grid.size() && grid.get(reached) == length;
  }

  /** The entropy of the directions of {@code a + b} bytes, in bits. */
  private static double directionEntropy(int a, int b) {
    return part(a, a + b) + part(b, a + b);
  }

  private static double part(int count, int total) {
    double p = (double) count / total;
    return count == 0 ? 0 : -p * StrictMath.log(p) / StrictMath.log(2);
  }

  /** All bytes that were added to a direction, those past the measured limit included. */
  public long bytes(Direction direction) {
    return bytes[direction.ordinal()];
  }

  /** How many bytes of both directions together were measured: at most the definition's limit. */
  public int measured() {
    return length[View.BOTH.ordinal()];
  }

  /** Whether the definition's limit is reached, so that nothing changes any more. */
  public boolean isFull() {
    return remaining() == 0;
  }

  /** The vector of what was added so far. */
  public EntropyVector vector() {
    int both = Math.min(reached[0], definition.offsets().reachedBy(joinedEnd()));
    return EntropyVector.of(
        definition,
        both,
        reached[View.TO_SERVER.ordinal()],
        reached[View.TO_CLIENT.ordinal()],
        values);
  }

  /** The curve of what was added so far. */
  public EntropyCurve curve() {
    double[][] copy = new double[VIEWS][];
    for (int v = 0; v < VIEWS; v++) {
      int most = v == View.BOTH.ordinal() ? curveGrid.reachedBy(joinedEnd()) : curveGrid.size();
      copy[v] = Arrays.copyOf(curve[v], Math.min(curveReached[v], most));
    }
    return new EntropyCurve(curveGrid, copy);
  }

  private int joinedEnd() {
    return Math.min(joinedAtHole[0], joinedAtHole[1]);
  }
}
