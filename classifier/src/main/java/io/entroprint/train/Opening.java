package io.entroprint.train;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.OffsetGrid;
import io.entroprint.entropy.View;
import io.entroprint.match.StreamEvidence;
import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary;
import java.util.Arrays;

/**
 * How a stream began, as far as only an evaluation needs to know it: the first payload bytes of
 * each direction, which the baselines compare, and how the first bytes of both together were shared
 * out between the directions, which says what had been seen of each at that point.
 */
final class Opening implements StreamObserver {
  /** Where verdicts on streams that go on are measured, in bytes of both directions together. */
  static final OffsetGrid CHECKPOINTS = OffsetGrid.of(16, 32, 64, 128, 256, 512, 1024, 2048, 4096);

  /** So many payload bytes of each direction are kept. */
  static final int FIRST = 16;

  private final byte[][] first = {new byte[FIRST], new byte[FIRST]};
  private final int[] length = new int[2];
  private final int[] toServer = new int[CHECKPOINTS.size()];
  private int passed;

  @Override
  public void bytes(Direction direction, byte[] array, int offset, int count, long timeNanos) {
    int d = direction.ordinal();
    if (length[d] < FIRST) {
      System.arraycopy(array, offset, first[d], length[d], Math.min(count, FIRST - length[d]));
    }
    int before = length[0] + length[1];
    while (passed < CHECKPOINTS.size() && CHECKPOINTS.get(passed) <= before + count) {
      boolean grows = direction == Direction.TO_SERVER;
      toServer[passed] =
          length[Direction.TO_SERVER.ordinal()] + (grows ? CHECKPOINTS.get(passed) - before : 0);
      passed++;
    }
    // Beyond the last checkpoint the length means nothing, so it need not grow without bounds.
    if (passed < CHECKPOINTS.size() || length[d] < FIRST) {
      length[d] += count;
    }
  }

  @Override
  public void ended(StreamSummary summary) {}

  /** How many of the first payload bytes of a direction are there: up to {@link #FIRST}. */
  int kept(Direction direction) {
    return Math.min(FIRST, length[direction.ordinal()]);
  }

  /** A payload byte of a direction. */
  byte at(Direction direction, int index) {
    return first[direction.ordinal()][index];
  }

  /**
   * What was known of the stream at a checkpoint.
   *
   * @param index of a checkpoint that the joined view of {@code whole} reaches
   */
  StreamEvidence until(int index, StreamEvidence whole) {
    EntropyVector vector = whole.vector();
    FeatureDefinition definition = vector.definition();
    int bytes = CHECKPOINTS.get(index);
    double[] values = new double[definition.dimension()];
    Arrays.setAll(values, vector::get);
    EntropyVector cut =
        EntropyVector.of(
            definition,
            definition.offsets().reachedBy(bytes),
            reached(vector, View.TO_SERVER, toServer[index]),
            reached(vector, View.TO_CLIENT, bytes - toServer[index]),
            values);
    return new StreamEvidence(
        whole.transport(), cut, EntropyCurve.NONE, false, whole.midstream(), whole.oneDirection());
  }

  private static int reached(EntropyVector vector, View view, int bytes) {
    return Math.min(vector.reached(view), vector.definition().offsets().reachedBy(bytes));
  }

  /** Whether a stream goes on beyond a checkpoint. */
  static boolean isBeyond(LabelledStream stream, int index) {
    int bytes = CHECKPOINTS.get(index);
    EntropyVector vector = stream.evidence().vector();
    return stream.summary().bytes() > bytes
        && vector.reached(View.BOTH) >= vector.definition().offsets().reachedBy(bytes);
  }
}
