package io.entroprint.entropy;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The offsets behind the first bytes at which something is measured: those of a definition and
 * those of a curve, merged. Immutable.
 */
final class MeasuringOffsets {
  final FeatureDefinition definition;
  final OffsetGrid curve;
  private final int[] offsets;
  private final boolean[] ofDefinition;

  private MeasuringOffsets(
      FeatureDefinition definition, OffsetGrid curve, int[] offsets, boolean[] ofDefinition) {
    this.definition = definition;
    this.curve = curve;
    this.offsets = offsets;
    this.ofDefinition = ofDefinition;
  }

  static MeasuringOffsets of(FeatureDefinition definition, OffsetGrid curve) {
    OffsetGrid grid = definition.offsets();
    int[] merged =
        IntStream.concat(offsets(grid), offsets(curve))
            .filter(offset -> offset > PackedGroups.COUNT)
            .sorted()
            .distinct()
            .toArray();
    boolean[] ofDefinition = new boolean[merged.length];
    for (int i = 0; i < merged.length; i++) {
      int reached = grid.reachedBy(merged[i]);
      ofDefinition[i] = reached > 0 && grid.get(reached - 1) == merged[i];
    }
    // Behind the last one there is none to be reached.
    int[] ended = Arrays.copyOf(merged, merged.length + 1);
    ended[merged.length] = Integer.MAX_VALUE;
    return new MeasuringOffsets(definition, curve, ended, ofDefinition);
  }

  private static IntStream offsets(OffsetGrid grid) {
    return IntStream.range(0, grid.size()).map(grid::get);
  }

  /** The offset of an index, or {@link Integer#MAX_VALUE} behind the last. */
  int get(int index) {
    return offsets[index];
  }

  /** Whether the definition has the offset of an index, not the curve alone. */
  boolean isOfDefinition(int index) {
    return ofDefinition[index];
  }
}
