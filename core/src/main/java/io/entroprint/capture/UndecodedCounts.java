package io.entroprint.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many packets there were for each {@link Undecoded} reason. What arrives can name any of
 * thousands of numbers: the first of each kind are told apart, the rest are counted together.
 */
final class UndecodedCounts {
  static final int MAX_REASONS = 512;

  /** Open addressing; at most half full. An outcome is below zero, so that 0 is a free place. */
  private int[] outcomes = new int[16];

  private long[] counts = new long[16];
  private int size;
  private long others;

  void count(int outcome) {
    int at = place(outcomes, outcome);
    if (outcomes[at] == outcome) {
      counts[at]++;
    } else if (size == MAX_REASONS) {
      others++;
    } else {
      outcomes[at] = outcome;
      counts[at] = 1;
      if (2 * ++size > outcomes.length) {
        grow();
      }
    }
  }

  private static int place(int[] outcomes, int outcome) {
    int mask = outcomes.length - 1;
    int at = ((outcome * 0x9e37_79b9) >>> 16) & mask;
    while (outcomes[at] != 0 && outcomes[at] != outcome) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    int[] roomier = new int[4 * outcomes.length];
    long[] moved = new long[roomier.length];
    for (int i = 0; i < outcomes.length; i++) {
      if (outcomes[i] != 0) {
        int at = place(roomier, outcomes[i]);
        roomier[at] = outcomes[i];
        moved[at] = counts[i];
      }
    }
    outcomes = roomier;
    counts = moved;
  }

  /** All reasons, those with the most packets first. */
  List<Undecoded> snapshot(long fragmentsDropped) {
    List<Undecoded> all = new ArrayList<>();
    for (int i = 0; i < outcomes.length; i++) {
      if (outcomes[i] != 0) {
        all.add(new Undecoded(Layer.kind(outcomes[i]), Layer.number(outcomes[i]), counts[i]));
      }
    }
    if (fragmentsDropped > 0) {
      all.add(new Undecoded(Undecoded.Kind.FRAGMENTS, 0, fragmentsDropped));
    }
    if (others > 0) {
      all.add(new Undecoded(Undecoded.Kind.OTHERS, 0, others));
    }
    all.sort(
        Comparator.comparingLong(Undecoded::packets)
            .reversed()
            .thenComparing(Undecoded::kind)
            .thenComparing(Undecoded::number));
    return List.copyOf(all);
  }
}
