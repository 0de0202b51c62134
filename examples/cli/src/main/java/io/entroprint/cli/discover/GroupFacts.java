package io.entroprint.cli.discover;

import io.entroprint.cli.base.Endpoint;
import io.entroprint.cli.session.FoundSession;
import io.entroprint.discover.StreamGroup;
import io.entroprint.discover.StreamGroup.KnownLabel;
import io.entroprint.discover.StreamGrouping;
import io.entroprint.session.Session;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is known of a group.
 *
 * @param number from 1 up
 * @param group the group
 * @param typical its most typical stream
 * @param streams its streams
 * @param clients how many addresses they came from
 * @param servers how many addresses they went to
 * @param destinations how many went to each address and port, most first
 * @param ports how many went to each port, most first
 * @param labels how many the verdict gives each label, most first; of {@code --all} alone another
 *     than {@code unknown}
 * @param natures how many have each nature, most first
 * @param bytes payload bytes of all
 * @param medianBytes half of them have at most so many
 * @param medianNanos half of them last at most so long
 * @param firstStartNanos when the first began
 * @param lastEndNanos when the last ended
 * @param refusal why the typical one has no label; empty if it has one
 * @param threshold the confidence below which the library gives no label
 * @param hint what the port says that they may be; not a finding
 */
public record GroupFacts(
    int number,
    StreamGroup group,
    FoundSession typical,
    List<FoundSession> streams,
    int clients,
    int servers,
    List<Count> destinations,
    List<Count> ports,
    List<Count> labels,
    List<Count> natures,
    long bytes,
    long medianBytes,
    long medianNanos,
    long firstStartNanos,
    long lastEndNanos,
    String refusal,
    double threshold,
    Optional<String> hint) {

  /** A hint by the port wants so many of the streams to go there. */
  private static final double MOSTLY = 2.0 / 3;

  /** The next label is about as near as the nearest up to so many times its distance. */
  private static final double ABOUT_AS_NEAR = 1.3;

  private static final int MOST_LISTED = 4;

  /** How many streams something holds for. */
  public record Count(String what, int streams) {}

  /** The commonest few of the counts, each with its number unless it holds for all streams. */
  public String listed(List<Count> counts) {
    String listed =
        counts.stream()
            .limit(MOST_LISTED)
            .map(
                c -> c.streams() == streams.size() ? c.what() : c.what() + " (" + c.streams() + ")")
            .collect(Collectors.joining(", "));
    return counts.size() > MOST_LISTED
        ? listed + " and " + (counts.size() - MOST_LISTED) + " more"
        : listed;
  }

  static GroupFacts of(
      int number, StreamGroup group, List<FoundSession> asked, StreamGrouping grouping) {
    List<FoundSession> streams = group.members().stream().map(asked::get).toList();
    List<Session> sessions = streams.stream().map(FoundSession::session).toList();
    List<Count> ports = counts(sessions, s -> Integer.toString(s.key().serverPort()));
    FoundSession typical = asked.get(group.typical());
    return new GroupFacts(
        number,
        group,
        typical,
        streams,
        distinct(sessions, s -> s.key().client().toString()),
        distinct(sessions, s -> s.key().server().toString()),
        counts(sessions, s -> Endpoint.server(s.key())),
        ports,
        counts(streams, s -> s.verdict().labelOrDecision()),
        counts(streams, s -> s.session().nature().id()),
        sessions.stream().mapToLong(Session::bytes).sum(),
        median(sessions.stream().mapToLong(Session::bytes).sorted().toArray()),
        median(sessions.stream().mapToLong(Session::durationNanos).sorted().toArray()),
        sessions.stream().mapToLong(Session::startNanos).min().orElseThrow(),
        sessions.stream().mapToLong(Session::endNanos).max().orElseThrow(),
        typical.verdict().label().isPresent() ? "" : refusal(group, grouping),
        grouping.threshold(group.transport()),
        hint(group.transport(), ports, streams.size()));
  }

  private static <T> int distinct(List<T> all, Function<T, String> of) {
    Set<String> values = new HashSet<>();
    all.forEach(one -> values.add(of.apply(one)));
    return values.size();
  }

  private static <T> List<Count> counts(List<T> all, Function<T, String> of) {
    Map<String, Integer> counts = new TreeMap<>();
    all.forEach(one -> counts.merge(of.apply(one), 1, Integer::sum));
    List<Count> sorted = new ArrayList<>();
    counts.forEach((what, streams) -> sorted.add(new Count(what, streams)));
    sorted.sort(Comparator.comparingInt(count -> -count.streams()));
    return sorted;
  }

  private static long median(long[] sorted) {
    return sorted[(sorted.length - 1) / 2];
  }

  private static String refusal(StreamGroup group, StreamGrouping grouping) {
    List<KnownLabel> nearest = group.nearest();
    if (nearest.isEmpty()) {
      return "the library has no fingerprint of " + group.transport().name();
    }
    double first = nearest.get(0).distance();
    if (first > grouping.reach()) {
      return "farther than streams of one label usually are from each other";
    }
    if (nearest.size() > 1 && nearest.get(1).distance() < ABOUT_AS_NEAR * first) {
      return nearest.get(0).label() + " and " + nearest.get(1).label() + " are about equally near";
    }
    return "streams so far from " + nearest.get(0).label() + " are too often something else";
  }

  private static Optional<String> hint(Transport transport, List<Count> ports, int streams) {
    Count most = ports.get(0);
    return most.streams() >= MOSTLY * streams
        ? PortNames.of(transport, Integer.parseInt(most.what()))
        : Optional.empty();
  }
}
