package io.entroprint.discover;

import io.entroprint.library.Label;
import io.entroprint.stream.Transport;
import java.util.List;

/**
 * Streams that look alike. Immutable.
 *
 * @param transport what carried them: streams of different transports are never in one group
 * @param members their places in the list that was grouped, ascending
 * @param typical the place of the most typical one: that from which the others are least far
 * @param spread the median of the distances from it to the others, 0 or more: how tight the group
 *     is
 * @param radius the largest of these distances
 * @param nearest what the library knows that is nearest to the typical one: the nearest fingerprint
 *     of each of at most three labels, nearest first
 */
public record StreamGroup(
    Transport transport,
    List<Integer> members,
    int typical,
    double spread,
    double radius,
    List<KnownLabel> nearest) {
  /** Copies the lists. */
  public StreamGroup {
    members = List.copyOf(members);
    nearest = List.copyOf(nearest);
  }

  /**
   * A label of the library.
   *
   * @param label the label
   * @param fingerprint the id of its nearest fingerprint
   * @param distance the distance to it, 0 or more
   */
  public record KnownLabel(Label label, String fingerprint, double distance) {}

  /** How many streams it has. */
  public int size() {
    return members.size();
  }
}
