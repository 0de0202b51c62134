package io.entroprint.session;

import io.entroprint.stream.IpAddress;
import io.entroprint.stream.Transport;
import java.util.Comparator;

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
