package io.entroprint.session;

import io.entroprint.library.Nature;
import io.entroprint.match.Verdict;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.util.Comparator;

/**
 * One stream that has ended, as the questions of this package need it.
 *
 * @param key the five-tuple, client first
 * @param startNanos time of the first packet, nanoseconds since 1970
 * @param endNanos time of the last packet
 * @param bytesToServer payload bytes from the client
 * @param bytesToClient payload bytes from the server
 * @param label what it was found to be, such as {@code ssh-2} or {@code unknown}; empty where
 *     nobody said
 * @param nature what kind of bytes it holds
 */
public record Session(
    FlowKey key,
    long startNanos,
    long endNanos,
    long bytesToServer,
    long bytesToClient,
    String label,
    Nature nature) {

  /** A stream with what was said of it. */
  public static Session of(StreamSummary summary, Verdict verdict) {
    return of(summary, verdict.labelOrDecision(), verdict.nature());
  }

  /** A stream with what is known of it otherwise. */
  public static Session of(StreamSummary summary, String label, Nature nature) {
    return new Session(
        summary.start().key(),
        summary.start().startNanos(),
        summary.endNanos(),
        summary.bytesToServer(),
        summary.bytesToClient(),
        label,
        nature);
  }

  /** Payload bytes of both directions. */
  public long bytes() {
    return bytesToServer + bytesToClient;
  }

  /** From the first packet to the last, in nanoseconds. */
  public long durationNanos() {
    return endNanos - startNanos;
  }

  /** Where it went. */
  public Destination destination() {
    return new Destination(key.transport(), key.server(), key.serverPort());
  }

  /**
   * Where streams go: ordered by transport, address and port.
   *
   * @param transport TCP or UDP
   * @param address the server's address
   * @param port the server's port
   */
  public record Destination(Transport transport, IpAddress address, int port)
      implements Comparable<Destination> {
    private static final Comparator<Destination> ORDER =
        Comparator.comparing(Destination::transport)
            .thenComparing(Destination::address)
            .thenComparingInt(Destination::port);

    @Override
    public int compareTo(Destination other) {
      return ORDER.compare(this, other);
    }

    /** Such as {@code TCP 192.0.2.2:8083}. */
    @Override
    public String toString() {
      return transport
          + (address.version() == 4 ? " " + address + ":" : " [" + address + "]:")
          + port;
    }
  }
}
