package io.entroprint.session;

import io.entroprint.session.Session.Destination;
import io.entroprint.stream.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds sessions of one client with one destination that recur at a steady period for a long time.
 *
 * <p>Starts closer together than the least period count as one occurrence. The period is the median
 * interval between occurrences; intervals of about a multiple of it are taken for missed ones. The
 * jitter is the median distance of the other intervals from those multiples, times 1.4826, which
 * for a normal distribution is its standard deviation: both withstand strangers in between. Much
 * recurs that way for good reason, such as mail, time and updates; that it does proves nothing.
 *
 * <p>Immutable and thread-safe.
 */
public final class RecurringSessions {
  private static final double NORMAL = 1.4826;

  private final Options options;

  /**
   * What counts as recurring.
   *
   * @param minOccurrences the fewest occurrences, at least 3
   * @param minPeriod the shortest period, more than 0
   * @param minSpan the shortest time from the first occurrence to the last
   * @param maxBytes the most payload that half of the sessions may have: "little"
   * @param maxJitter the largest jitter, as a share of the period
   */
  public record Options(
      int minOccurrences, Duration minPeriod, Duration minSpan, long maxBytes, double maxJitter) {
    /** Six occurrences at least 10 s apart, for half an hour, mostly within 64 KiB, jitter .25. */
    public static final Options DEFAULT =
        new Options(6, Duration.ofSeconds(10), Duration.ofMinutes(30), 65_536, 0.25);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if there are fewer than 3 occurrences, the period is not
     *     positive, or the jitter is negative or NaN
     */
    public Options {
      if (minOccurrences < 3 || minPeriod.isNegative() || minPeriod.isZero() || !(maxJitter >= 0)) {
        throw new IllegalArgumentException(
            minOccurrences + " occurrences, period " + minPeriod + ", jitter " + maxJitter);
      }
    }
  }

  /**
   * Sessions that recur.
   *
   * @param client who opens them
   * @param destination where to
   * @param sessions the sessions, by start
   * @param occurrences how often; several sessions at once count as one
   * @param missed how many would have been between them and were not
   * @param period the time from one to the next
   * @param jitter by how much that varies, as a standard deviation
   * @param medianDuration how long a session lasts
   * @param medianBytes how much payload a session has
   */
  public record Recurrence(
      IpAddress client,
      Destination destination,
      List<Session> sessions,
      int occurrences,
      int missed,
      Duration period,
      Duration jitter,
      Duration medianDuration,
      long medianBytes) {

    /** Copies the list. */
    public Recurrence {
      sessions = List.copyOf(sessions);
    }

    /** When the first session began, nanoseconds since 1970. */
    public long startNanos() {
      return sessions.get(0).startNanos();
    }

    /** When the last session began. */
    public long lastStartNanos() {
      return sessions.get(sessions.size() - 1).startNanos();
    }

    /** Payload bytes of all sessions. */
    public long bytes() {
      return sessions.stream().mapToLong(Session::bytes).sum();
    }
  }

  /** A finder with {@link Options#DEFAULT}. */
  public RecurringSessions() {
    this(Options.DEFAULT);
  }

  /** A finder. */
  public RecurringSessions(Options options) {
    this.options = options;
  }

  private record Pair(IpAddress client, Destination destination) implements Comparable<Pair> {
    private static final Comparator<Pair> ORDER =
        Comparator.comparing(Pair::destination).thenComparing(Pair::client);

    @Override
    public int compareTo(Pair other) {
      return ORDER.compare(this, other);
    }
  }

  /** The recurrences among sessions, by destination and client. */
  public List<Recurrence> find(Collection<Session> sessions) {
    Map<Pair, List<Session>> byPair = new TreeMap<>();
    for (Session session : sessions) {
      Pair pair = new Pair(session.key().client(), session.destination());
      byPair.computeIfAbsent(pair, p -> new ArrayList<>()).add(session);
    }
    List<Recurrence> found = new ArrayList<>();
    for (Map.Entry<Pair, List<Session>> entry : byPair.entrySet()) {
      List<Session> list = entry.getValue();
      if (list.size() >= options.minOccurrences) {
        list.sort(Comparator.comparingLong(Session::startNanos));
        find(entry.getKey(), list, found);
      }
    }
    return found;
  }

  private void find(Pair pair, List<Session> sessions, List<Recurrence> found) {
    long[] occurrences = occurrences(sessions);
    long medianBytes = median(sessions.stream().mapToLong(Session::bytes).toArray());
    if (occurrences.length < options.minOccurrences
        || occurrences[occurrences.length - 1] - occurrences[0] < options.minSpan.toNanos()
        || medianBytes > options.maxBytes) {
      return;
    }
    long[] intervals = new long[occurrences.length - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = occurrences[i + 1] - occurrences[i];
    }
    long period = median(intervals.clone());
    long[] off = new long[intervals.length];
    int missed = 0;
    for (int i = 0; i < intervals.length; i++) {
      long times = Math.max(1, Math.round((double) intervals[i] / period));
      off[i] = Math.abs(intervals[i] - times * period);
      missed += (int) Math.min(times - 1, Integer.MAX_VALUE / intervals.length);
    }
    // The one that is the period is off by nothing.
    Arrays.sort(off);
    double jitter = NORMAL * median(Arrays.copyOfRange(off, 1, off.length));
    if (jitter <= options.maxJitter * period) {
      found.add(
          new Recurrence(
              pair.client(),
              pair.destination(),
              sessions,
              occurrences.length,
              missed,
              Duration.ofNanos(period),
              Duration.ofNanos(Math.round(jitter)),
              Duration.ofNanos(
                  median(sessions.stream().mapToLong(Session::durationNanos).toArray())),
              medianBytes));
    }
  }

  private long[] occurrences(List<Session> sessions) {
    long least = options.minPeriod.toNanos();
    long[] starts = new long[sessions.size()];
    int count = 0;
    long last = 0;
    for (Session session : sessions) {
      if (count == 0 || session.startNanos() - last >= least) {
        starts[count++] = session.startNanos();
      }
      last = session.startNanos();
    }
    return Arrays.copyOf(starts, count);
  }

  /** The lower of the two in the middle; sorts the values. */
  private static long median(long[] values) {
    Arrays.sort(values);
    return values[(values.length - 1) / 2];
  }
}
