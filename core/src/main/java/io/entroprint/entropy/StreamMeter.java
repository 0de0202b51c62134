package io.entroprint.entropy;

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
 * are measured, both directions together, or fewer of each direction if that is asked for; what
 * comes after is counted in {@link #bytes} and otherwise ignored. No byte is kept. Not thread-safe:
 * one thread at a time.
 */
public final class StreamMeter {
  private static final int NEVER = Integer.MAX_VALUE;

  private final VectorMeter meter;
  private final int mostOfDirection;

  /** Where the joined view stood when a direction was measured no further. */
  private int joinedAtLimit = NEVER;

  private long bytesToServer;
  private long bytesToClient;

  /** Where the joined view stood when a hole opened in a direction; {@link #NEVER} without one. */
  private int joinedAtHoleToServer = NEVER;

  private int joinedAtHoleToClient = NEVER;

  /** A meter for a definition's vector, and the curve at powers of two up to its limit. */
  public StreamMeter(FeatureDefinition definition) {
    this(definition, definition.curveOffsets());
  }

  /**
   * A meter whose curve is taken at the offsets of a grid.
   *
   * @throws IllegalArgumentException if the grid goes beyond the definition's limit
   */
  public StreamMeter(FeatureDefinition definition, OffsetGrid curveGrid) {
    meter = new VectorMeter(definition, curveGrid);
    mostOfDirection = definition.limit();
  }

  /**
   * A meter that measures each direction no further than some bytes, for those whom vectors are
   * enough: they are the same, and curves end sooner. What is joined of a curve ends where the
   * first direction does.
   *
   * @param mostOfDirection from the definition's last offset on to its limit
   * @throws IllegalArgumentException if it is less or more
   */
  public StreamMeter(FeatureDefinition definition, int mostOfDirection) {
    if (mostOfDirection < definition.offsets().last() || mostOfDirection > definition.limit()) {
      throw new IllegalArgumentException(
          "of each direction "
              + definition.offsets().last()
              + " to "
              + definition.limit()
              + " bytes can be measured, not "
              + mostOfDirection);
    }
    meter = new VectorMeter(definition, definition.curveOffsets());
    this.mostOfDirection = mostOfDirection;
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
    int most = (int) Math.max(0, Math.min(count, meter.limit() - bytesToServer - bytesToClient));
    int measured = Math.min(most, mostOfDirection - meter.length(direction.view()));
    passed(direction, count);
    meter.add(direction.view(), array, offset, measured);
    if (measured < most) {
      joinedAtLimit = Math.min(joinedAtLimit, measured());
    }
  }

  /**
   * Counts bytes of a direction that are not to be measured: what was measured so far stays as it
   * is. Nothing may be added behind them.
   *
   * @throws IllegalArgumentException if there are fewer than none
   */
  public void skip(Direction direction, int count) {
    if (count < 0) {
      throw new IllegalArgumentException(count + " bytes");
    }
    passed(direction, count);
  }

  private void checkNoHole(Direction direction) {
    if (joinedAtHole(direction) != NEVER) {
      throw new IllegalStateException("bytes " + direction + " behind a hole that is still open");
    }
  }

  private int joinedAtHole(Direction direction) {
    return direction == Direction.TO_SERVER ? joinedAtHoleToServer : joinedAtHoleToClient;
  }

  private void passed(Direction direction, int count) {
    if (direction == Direction.TO_SERVER) {
      bytesToServer += count;
    } else {
      bytesToClient += count;
    }
  }

  /**
   * Bytes of a direction are missing. Until {@link #holeFilled} its view ends here, and so does the
   * joined view: what the other direction sends meanwhile is only part of it if the hole fills.
   */
  public void holeOpened(Direction direction) {
    hole(direction, Math.min(joinedAtHole(direction), measured()));
  }

  /** The missing bytes of a direction came and are added next. */
  public void holeFilled(Direction direction) {
    hole(direction, NEVER);
  }

  private void hole(Direction direction, int joinedAt) {
    if (direction == Direction.TO_SERVER) {
      joinedAtHoleToServer = joinedAt;
    } else {
      joinedAtHoleToClient = joinedAt;
    }
  }

  /** How many bytes of a direction are measured at the most. */
  public int limitOfDirection() {
    return mostOfDirection;
  }

  /** All bytes that were added to a direction, those past the measured limit included. */
  public long bytes(Direction direction) {
    return direction == Direction.TO_SERVER ? bytesToServer : bytesToClient;
  }

  /** How many bytes of both directions together were measured: at most the definition's limit. */
  public int measured() {
    return meter.length(View.BOTH);
  }

  /**
   * Whether there were as many bytes as the definition's limit allows, so that nothing changes any
   * more.
   */
  public boolean isFull() {
    return bytesToServer + bytesToClient >= meter.limit();
  }

  /** The vector of what was added so far. */
  public EntropyVector vector() {
    return meter.vector(joinedEnd());
  }

  /** The curve of what was added so far. */
  public EntropyCurve curve() {
    return meter.curve(joinedEnd());
  }

  private int joinedEnd() {
    return Math.min(joinedAtLimit, Math.min(joinedAtHoleToServer, joinedAtHoleToClient));
  }

  /**
   * The bytes of memory that this meter takes with all that it keeps, on a 64-bit machine with
   * compressed references: 0.2 KiB when nothing was added, 0.5 to 1.1 KiB for a stream of a few
   * hundred bytes, 3 to 5 KiB for one that goes on. It does not count the definition and the
   * curve's grid, which meters share.
   */
  public int estimatedFootprintBytes() {
    return 48 + meter.estimatedFootprintBytes();
  }
}
