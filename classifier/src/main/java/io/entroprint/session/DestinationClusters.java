package io.entroprint.session;

import io.entroprint.library.Nature;
import io.entroprint.session.Session.Destination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds many streams to one destination in a short time: density clusters (DBSCAN) of the starts of
 * the streams to each destination. Which streams are looked at is the caller's choice, such as
 * those that are {@link Nature#ENCRYPTED} or {@link Nature#COMPRESSED} and of no known protocol.
 *
 * <p>Immutable and thread-safe. Costs n log n for n streams.
 */
public final class DestinationClusters {
  private final long radiusNanos;
  private final int minStreams;

  /**
   * A finder.
   *
   * @param radius how far apart in time the starts of two streams may be to be neighbours
   * @param minStreams how many starts within the radius around one, itself included, make a
   *     cluster, at least 2
   * @throws IllegalArgumentException if the radius is negative or the number less than 2
   */
  public DestinationClusters(Duration radius, int minStreams) {
    if (radius.isNegative() || minStreams < 2) {
      throw new IllegalArgumentException(minStreams + " streams within " + radius);
    }
    this.radiusNanos = radius.toNanos();
    this.minStreams = minStreams;
  }

  /**
   * Many streams to one destination in a short time.
   *
   * @param destination where to
   * @param sessions the streams, by start
   * @param clients how many addresses they came from
   * @param label the label that most of them have
   * @param labelShare the share of them that has it, above 0 to 1
   * @param nature the nature that most of them have
   * @param natureShare the share of them that has it, above 0 to 1
   */
  public record Cluster(
      Destination destination,
      List<Session> sessions,
      int clients,
      String label,
      double labelShare,
      Nature nature,
      double natureShare) {

    /** Copies the list. */
    public Cluster {
      sessions = List.copyOf(sessions);
    }

    /** When the first stream began, nanoseconds since 1970. */
    public long startNanos() {
      return sessions.get(0).startNanos();
    }

    /** When the last stream began. */
    public long lastStartNanos() {
      return sessions.get(sessions.size() - 1).startNanos();
    }

    /** How many streams began in a minute: those after the first, by the time from the first on. */
    public double perMinute() {
      long nanos = lastStartNanos() - startNanos();
      return nanos == 0 ? Double.POSITIVE_INFINITY : (sessions.size() - 1) * 60e9 / nanos;
    }

    /** Payload bytes of all streams. */
    public long bytes() {
      return sessions.stream().mapToLong(Session::bytes).sum();
    }
  }

  /** The clusters among streams, by start and destination. */
  public List<Cluster> find(Collection<Session> sessions) {
    Map<Destination, List<Session>> byDestination = new TreeMap<>();
    for (Session session : sessions) {
      byDestination.computeIfAbsent(session.destination(), d -> new ArrayList<>()).add(session);
    }
    List<Cluster> clusters = new ArrayList<>();
    for (Map.Entry<Destination, List<Session>> entry : byDestination.entrySet()) {
      if (entry.getValue().size() >= minStreams) {
        find(entry.getKey(), entry.getValue(), clusters);
      }
    }
    clusters.sort(
        Comparator.comparingLong(Cluster::startNanos).thenComparing(Cluster::destination));
    return clusters;
  }

  private void find(Destination destination, List<Session> all, List<Cluster> into) {
    all.sort(Comparator.comparingLong(Session::startNanos));
    long[] starts = all.stream().mapToLong(Session::startNanos).toArray();
    int[] clusters = DensityClusters.of(starts, radiusNanos, minStreams);
    int from = 0;
    while (from < clusters.length) {
      int end = from + 1;
      while (end < clusters.length && clusters[end] == clusters[from]) {
        end++;
      }
      if (clusters[from] != DensityClusters.NOISE) {
        into.add(cluster(destination, all.subList(from, end)));
      }
      from = end;
    }
  }

  private static Cluster cluster(Destination destination, List<Session> sessions) {
    TreeSet<String> clients = new TreeSet<>();
    sessions.forEach(session -> clients.add(session.key().client().toString()));
    Map.Entry<String, Integer> label = commonest(sessions, Session::label);
    Map.Entry<Nature, Integer> nature = commonest(sessions, Session::nature);
    double count = sessions.size();
    return new Cluster(
        destination,
        sessions,
        clients.size(),
        label.getKey(),
        label.getValue() / count,
        nature.getKey(),
        nature.getValue() / count);
  }

  /** The value that occurs most often, the first in order of equals. */
  private static <T extends Comparable<? super T>> Map.Entry<T, Integer> commonest(
      List<Session> sessions, Function<Session, T> of) {
    TreeMap<T, Integer> counts = new TreeMap<>();
    sessions.forEach(session -> counts.merge(of.apply(session), 1, Integer::sum));
    Map.Entry<T, Integer> most = counts.firstEntry();
    for (Map.Entry<T, Integer> entry : counts.entrySet()) {
      most = entry.getValue() > most.getValue() ? entry : most;
    }
    return most;
  }
}
