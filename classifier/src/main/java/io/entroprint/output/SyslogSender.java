package io.entroprint.output;

import io.entroprint.text.PacketTime;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Sends messages to a syslog server as RFC 5424 has them, over UDP (RFC 5426: one message a
 * datagram, cut where it does not fit) or TCP (RFC 6587: each message behind its length). A TCP
 * connection is opened at the first message, and again at the next one after a failure. Not
 * thread-safe.
 *
 * <p>The facility is daemon, the application {@code entroprint}; the timestamp is the packet's.
 */
public final class SyslogSender implements Closeable {
  private static final int DAEMON = 3;
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int MAX_HOST_NAME = 255;

  /** What a UDP datagram holds over IPv4. */
  private static final int MOST_IN_DATAGRAM = 65_507;

  private final InetSocketAddress server;
  private final boolean tcp;
  private final String hostName;
  private DatagramSocket datagrams;
  private Socket connection;

  private SyslogSender(InetSocketAddress server, boolean tcp, String hostName) {
    this.server = server;
    this.tcp = tcp;
    this.hostName = checkHostName(hostName);
  }

  /**
   * A sender over UDP.
   *
   * @param hostName what the messages say they come from: printable ASCII without spaces; empty if
   *     not known
   */
  public static SyslogSender udp(InetSocketAddress server, String hostName) {
    return new SyslogSender(server, false, hostName);
  }

  /** The same over TCP. */
  public static SyslogSender tcp(InetSocketAddress server, String hostName) {
    return new SyslogSender(server, true, hostName);
  }

  private static String checkHostName(String hostName) {
    boolean printable = hostName.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (!printable || hostName.length() > MAX_HOST_NAME) {
      throw new IllegalArgumentException("not a host name for syslog: '" + hostName + "'");
    }
    return hostName.isEmpty() ? "-" : hostName;
  }

  /**
   * Sends a message.
   *
   * @throws IOException if it cannot be sent; it is then lost, the next one may be tried
   */
  public void send(Message content) throws IOException {
    byte[] message = text(content).getBytes(StandardCharsets.UTF_8);
    try {
      if (tcp) {
        sendOverTcp(message);
      } else {
        sendOverUdp(message);
      }
    } catch (IOException e) {
      close();
      throw new IOException("syslog to " + server + ": " + e.getMessage(), e);
    }
  }

  private void sendOverUdp(byte[] message) throws IOException {
    if (datagrams == null) {
      datagrams = new DatagramSocket();
    }
    int length = Math.min(message.length, MOST_IN_DATAGRAM);
    datagrams.send(new DatagramPacket(message, length, server));
  }

  private void sendOverTcp(byte[] message) throws IOException {
    if (connection == null) {
      connection = new Socket();
      connection.connect(server, TIMEOUT_MILLIS);
      connection.setTcpNoDelay(true);
    }
    byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[length.length + message.length];
    System.arraycopy(length, 0, frame, 0, length.length);
    System.arraycopy(message, 0, frame, length.length, message.length);
    connection.getOutputStream().write(frame);
    connection.getOutputStream().flush();
  }

  /**
   * A message as it is sent: {@code <28>1 2026-11-21T20:44:46.123456Z sensor entroprint - RISING -
   * RISING ALARM on ...}. Control characters in its text become spaces, since receivers split at
   * some of them.
   */
  private String text(Message message) {
    StringBuilder text = new StringBuilder(message.text().length() + 100);
    text.append('<').append(DAEMON * 8 + message.severity().code()).append(">1 ");
    text.append(PacketTime.rfc3339(message.timeNanos())).append(' ').append(hostName);
    text.append(" entroprint - ").append(message.id()).append(" - ");
    for (int i = 0; i < message.text().length(); i++) {
      char c = message.text().charAt(i);
      text.append(c < ' ' || c == 0x7f ? ' ' : c);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    if (datagrams != null) {
      datagrams.close();
      datagrams = null;
    }
    if (connection != null) {
      Socket closing = connection;
      connection = null;
      closing.close();
    }
  }

  /**
   * A message for a syslog server.
   *
   * @param severity how grave it is
   * @param timeNanos when what it tells of happened, nanoseconds since 1970
   * @param id the kind of message: 1 to 32 printable ASCII characters without spaces
   * @param text what it says
   */
  public record Message(Severity severity, long timeNanos, String id, String text) {
    private static final int MAX_ID = 32;

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if it is no such id
     */
    public Message {
      if (id.isEmpty() || id.length() > MAX_ID || !id.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw new IllegalArgumentException("not an id of a syslog message: '" + id + "'");
      }
    }

    /** The severities of RFC 5424 that are used here. */
    public enum Severity {
      /** A warning condition. */
      WARNING(4),
      /** A normal but significant condition. */
      NOTICE(5),
      /** For information. */
      INFORMATIONAL(6);

      private final int code;

      Severity(int code) {
        this.code = code;
      }

      /** The number of RFC 5424. */
      public int code() {
        return code;
      }
    }
  }
}
