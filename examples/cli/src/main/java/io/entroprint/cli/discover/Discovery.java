package io.entroprint.cli.discover;

import io.entroprint.cli.session.FoundSession;
import io.entroprint.discover.JudgedStream;
import io.entroprint.discover.StreamGroup;
import io.entroprint.discover.StreamGrouping;
import io.entroprint.discover.StreamGroups;
import io.entroprint.match.Verdict.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The groups of the streams of captures.
 *
 * @param asked the streams that were grouped
 * @param undecided how many streams were not, as there is too little to go by
 * @param groups the groups, by places among {@code asked}
 * @param facts what is known of each group, in their order
 */
public record Discovery(
    List<FoundSession> asked, int undecided, StreamGroups groups, List<GroupFacts> facts) {

  /**
   * Groups streams.
   *
   * @param found all streams, with what was measured of them
   * @param all whether those of known labels are grouped, too
   */
  public static Discovery of(List<FoundSession> found, boolean all, StreamGrouping grouping) {
    List<FoundSession> asked = new ArrayList<>();
    int undecided = 0;
    for (FoundSession stream : found) {
      if (stream.verdict().decision() == Decision.UNDECIDED) {
        undecided++;
      } else if (all || isUnknown(stream)) {
        asked.add(stream);
      }
    }
    StreamGroups groups =
        grouping.find(
            asked.stream()
                .map(s -> new JudgedStream(s.evidence().orElseThrow(), s.verdict()))
                .toList());
    List<GroupFacts> facts = new ArrayList<>();
    for (StreamGroup group : groups.groups()) {
      facts.add(GroupFacts.of(facts.size() + 1, group, asked, grouping));
    }
    return new Discovery(List.copyOf(asked), undecided, groups, List.copyOf(facts));
  }

  /** Neither the bytes nor an FTP control channel say what it is. */
  private static boolean isUnknown(FoundSession stream) {
    return stream.verdict().decision() == Decision.UNKNOWN
        && stream.session().label().equals(Decision.UNKNOWN.id());
  }

  /** The number of the group of one of the asked, from 1 up; empty if it is in none. */
  public OptionalInt numberOf(int place) {
    OptionalInt group = groups.groupOf(place);
    return group.isPresent() ? OptionalInt.of(group.getAsInt() + 1) : group;
  }
}
