package io.entroprint.discover;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** The groups of a list of streams. Immutable. */
public final class StreamGroups {
  private static final int NONE = -1;

  private final List<StreamGroup> groups;
  private final int[] groupOf;
  private final int sampled;

  StreamGroups(List<StreamGroup> groups, int streams, int sampled) {
    this.groups = List.copyOf(groups);
    this.sampled = sampled;
    groupOf = new int[streams];
    Arrays.fill(groupOf, NONE);
    for (int i = 0; i < this.groups.size(); i++) {
      for (int member : this.groups.get(i).members()) {
        groupOf[member] = i;
      }
    }
  }

  /** The groups: the largest first, of equally large ones the one whose first stream is first. */
  public List<StreamGroup> groups() {
    return groups;
  }

  /**
   * The place of a stream's group among the {@link #groups}; empty if it is in none.
   *
   * @param stream its place in the list that was grouped
   */
  public OptionalInt groupOf(int stream) {
    return groupOf[stream] == NONE ? OptionalInt.empty() : OptionalInt.of(groupOf[stream]);
  }

  /** How many streams were grouped, or are in no group. */
  public int streams() {
    return groupOf.length;
  }

  /** How many streams are in no group. */
  public int inNone() {
    return (int) Arrays.stream(groupOf).filter(group -> group == NONE).count();
  }

  /** Among how many streams the groups were found; fewer than all if there were too many. */
  public int sampled() {
    return sampled;
  }
}
