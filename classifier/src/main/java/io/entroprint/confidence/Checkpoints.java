package io.entroprint.confidence;

import io.entroprint.entropy.OffsetGrid;
import io.entroprint.entropy.View;
import io.entroprint.library.Label;
import io.entroprint.stream.StreamEvidence;

/**
 * How far streams have come that go on. Early on a distance means less than at the end, so each
 * checkpoint has a calibration of its own, which holds until the next one is reached.
 */
public final class Checkpoints {
  /** The offsets, in bytes of both directions together. */
  public static final OffsetGrid GRID = OffsetGrid.of(16, 32, 64, 128, 256, 512, 1024, 2048, 4096);

  /**
   * Those at which streams are looked at, and a label may be decided: at the others it would seldom
   * be, for twice the cost.
   */
  public static final OffsetGrid LOOKS = OffsetGrid.of(32, 128, 512, 4096);

  /** From this confidence on one look is enough. */
  private static final double SURE_ALONE = 0.97;

  private Checkpoints() {}

  /**
   * Whether a look decides a label: if it is very sure of it, or the look before named it, too.
   * EXPERIMENTS.md compares other rules.
   *
   * @param before what the look before was sure of; null for nothing
   * @param label what this look is sure of, with the confidence that is wanted
   */
  public static boolean isDecided(Label before, Label label, double confidence) {
    return label.equals(before) || confidence >= SURE_ALONE;
  }

  /** The index in {@link #GRID} of a look of {@link #LOOKS}. */
  public static int ofLook(int look) {
    return GRID.reachedBy(LOOKS.get(look)) - 1;
  }

  /** The name of a checkpoint in a library's header. */
  static String name(int index) {
    return Integer.toString(GRID.get(index));
  }

  /** The index of the last checkpoint that a stream has reached; -1 if it has reached none. */
  static int lastReached(StreamEvidence stream) {
    int reached = stream.vector().reached(View.BOTH);
    int bytes = reached == 0 ? 0 : stream.vector().definition().offsets().get(reached - 1);
    return GRID.reachedBy(bytes) - 1;
  }
}
