package io.entroprint.session;

import io.entroprint.stream.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What else two hosts did with each other around the time of a stream, whichever of them opened it.
 * Immutable and thread-safe. Asking costs the number of streams of the two hosts up to that time.
 */
public final class SessionContext {
  private static final Comparator<Session> ORDER =
      Comparator.comparingLong(Session::startNanos)
          .thenComparing(s -> s.key().transport())
          .thenComparing(Session::destination)
          .thenComparing(s -> s.key().client())
          .thenComparingInt(s -> s.key().clientPort());

  private final Map<Hosts, List<Session>> byHosts = new HashMap<>();

  /** In order, as strangers choose addresses whose hash codes are equal. */
  private record Hosts(IpAddress lower, IpAddress higher) implements Comparable<Hosts> {
    @Override
    public int compareTo(Hosts other) {
      int order = lower.compareTo(other.lower);
      return order != 0 ? order : higher.compareTo(other.higher);
    }

    static Hosts of(Session session) {
      IpAddress client = session.key().client();
      IpAddress server = session.key().server();
      return client.compareTo(server) <= 0 ? new Hosts(client, server) : new Hosts(server, client);
    }
  }

  /** The context that these streams give each other. */
  public SessionContext(Collection<Session> sessions) {
    for (Session session : sessions) {
      byHosts.computeIfAbsent(Hosts.of(session), hosts -> new ArrayList<>()).add(session);
    }
    byHosts.values().forEach(list -> list.sort(ORDER));
  }

  /**
   * The streams between the hosts of a stream that were under way at any time from so long before
   * it began until so long after it ended, itself left out.
   *
   * @return by start
   */
  public List<Session> around(Session session, Duration within) {
    long margin = within.toNanos();
    List<Session> found = new ArrayList<>();
    for (Session other : byHosts.getOrDefault(Hosts.of(session), List.of())) {
      if (other.startNanos() > session.endNanos() + margin) {
        break;
      }
      if (other.endNanos() >= session.startNanos() - margin && !other.equals(session)) {
        found.add(other);
      }
    }
    return found;
  }
}
