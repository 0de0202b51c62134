package io.entroprint.confidence;

import io.entroprint.entropy.OffsetGrid;
import io.entroprint.entropy.View;
import io.entroprint.stream.StreamEvidence;

/**
 * Where an unfinished stream is judged: when both directions together reach a power of two from 16
 * to 4096 bytes. Early on a distance means less than at the end, so each checkpoint has a
 * calibration of its own.
 */
public final class Checkpoints {
  /** The offsets, in bytes of both directions together. */
  public static final OffsetGrid GRID = OffsetGrid.of(16, 32, 64, 128, 256, 512, 1024, 2048, 4096);

  private Checkpoints() {}

  /** The name of a checkpoint in a library's header. */
  static String name(int index) {
    return Integer.toString(GRID.get(index));
  }

  /** The index of the last checkpoint that a stream has reached; -1 if it has reached none. */
  public static int lastReached(StreamEvidence stream) {
    int reached = stream.vector().reached(View.BOTH);
    int bytes = reached == 0 ? 0 : stream.vector().definition().offsets().get(reached - 1);
    return GRID.reachedBy(bytes) - 1;
  }
}
