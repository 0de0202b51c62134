package io.entroprint.stream;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;

/**
 * The five-tuple of a stream, client first.
 *
 * @param transport TCP or UDP
 * @param client the address of the side that opened the stream
 * @param clientPort its port, 0 to 65535
 * @param server the address of the other side
 * @param serverPort its port, 0 to 65535
 */
public record FlowKey(
    Transport transport, IpAddress client, int clientPort, IpAddress server, int serverPort)
    implements Comparable<FlowKey> {
  private static final Comparator<FlowKey> ORDER =
      Comparator.comparing(FlowKey::transport)
          .thenComparing(FlowKey::client)
          .thenComparingInt(FlowKey::clientPort)
          .thenComparing(FlowKey::server)
          .thenComparingInt(FlowKey::serverPort);

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a port is out of range or the two addresses are of
   *     different versions
   */
  public FlowKey {
    if ((clientPort | serverPort) >>> 16 != 0) {
      throw new IllegalArgumentException("port out of range: " + clientPort + ", " + serverPort);
    }
    if (client.version() != server.version()) {
      throw new IllegalArgumentException("IPv4 and IPv6 in one five-tuple");
    }
  }

  /** The same stream with client and server swapped. */
  public FlowKey reversed() {
    return new FlowKey(transport, server, serverPort, client, clientPort);
  }

  /** The Community ID v1 of the flow with seed 0: the same for both directions. */
  public String communityId() {
    return communityId(0);
  }

  /**
   * The Community ID v1 of the flow: the same for both directions.
   *
   * @param seed 0 to 65535
   * @see <a href="https://github.com/corelight/community-id-spec">the specification</a>
   */
  public String communityId(int seed) {
    int order = client.compareTo(server);
    boolean forward = order < 0 || (order == 0 && clientPort <= serverPort);
    ByteBuffer data = ByteBuffer.allocate(2 + 16 + 16 + 2 + 4);
    data.putShort((short) seed);
    data.put((forward ? client : server).toBytes());
    data.put((forward ? server : client).toBytes());
    data.put((byte) transport.number()).put((byte) 0);
    data.putShort((short) (forward ? clientPort : serverPort));
    data.putShort((short) (forward ? serverPort : clientPort));
    data.flip();
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(data);
      return "1:" + Base64.getEncoder().encodeToString(sha1.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /**
   * By transport, client, its port, server, and its port. A table of the JDK's that has it as keys
   * needs an order: hash codes can be made equal by who chooses addresses.
   */
  @Override
  public int compareTo(FlowKey other) {
    return ORDER.compare(this, other);
  }

  /** Such as {@code TCP 192.0.2.1:50412 -> 192.0.2.2:22}. */
  @Override
  public String toString() {
    return transport + " " + endpoint(client, clientPort) + " -> " + endpoint(server, serverPort);
  }

  private static String endpoint(IpAddress address, int port) {
    return address.version() == 4 ? address + ":" + port : "[" + address + "]:" + port;
  }
}
