package io.entroprint.packets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.stream.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A capture that a test describes, with its packets in order of time as they would have been
 * captured: pcap with nanoseconds, raw IPv4.
 */
public final class TinyCapture {
  /** When {@link #create} begins: 2026-11-21T20:44:46.123456Z. */
  public static final long START = 1_795_293_886_123_456_000L;

  public static final int RAW_IP = 101;

  private static final String CLIENT = "192.0.2.1";
  private static final String SERVER = "198.51.100.2";
  private static final int MOST_PAYLOAD = 1460;
  private static final long MILLI = 1_000_000;
  private static final int SECOND = 1_000_000_000;

  private final int linkType;
  private final List<TimedPacket> packets = new ArrayList<>();
  private long time;
  private int sequence;

  private static final class TimedPacket {
    private final long time;
    private final byte[] bytes;

    TimedPacket(long time, byte[] bytes) {
      this.time = time;
      this.bytes = bytes;
    }
  }

  private TinyCapture(int linkType, long startNanos) {
    this.linkType = linkType;
    time = startNanos;
  }

  public static TinyCapture create() {
    return ofLinkType(RAW_IP);
  }

  public static TinyCapture ofLinkType(int linkType) {
    return new TinyCapture(linkType, START);
  }

  /** A capture that begins at a time, in nanoseconds since the epoch. */
  public static TinyCapture from(long startNanos) {
    return new TinyCapture(RAW_IP, startNanos);
  }

  /** A TCP connection with one request and one answer, closed by both; a millisecond a packet. */
  public TinyCapture tcp(int clientPort, int serverPort, String request, String answer) {
    Connection connection = exchange(CLIENT, clientPort, SERVER, serverPort, request, answer);
    connection.segment(true, Wire.FIN | Wire.ACK, new byte[0]);
    connection.segment(false, Wire.FIN | Wire.ACK, new byte[0]);
    time = connection.time;
    return this;
  }

  /** The same between two hosts of the test's choice, and left open. */
  public TinyCapture tcp(
      String client, int clientPort, String server, int serverPort, String ask, String answer) {
    time = exchange(client, clientPort, server, serverPort, ask, answer).time;
    return this;
  }

  private Connection exchange(
      String client, int clientPort, String server, int serverPort, String ask, String answer) {
    Connection connection = new Connection(client, clientPort, server, serverPort, time, MILLI);
    connection.segment(true, Wire.ACK, ask.getBytes(ISO_8859_1));
    connection.segment(false, Wire.ACK, answer.getBytes(ISO_8859_1));
    return connection;
  }

  /** One datagram from the client. */
  public TinyCapture udp(int clientPort, int serverPort, String payload) {
    return udp(CLIENT, clientPort, SERVER, serverPort, payload);
  }

  /** One datagram between two hosts of the test's choice. */
  public TinyCapture udp(String from, int fromPort, String to, int toPort, String payload) {
    return packet(from, to, 17, Wire.udp(fromPort, toPort, payload.getBytes(ISO_8859_1)));
  }

  /** One packet of another transport. */
  public TinyCapture sctp() {
    return packet(CLIENT, SERVER, 132, new byte[12]);
  }

  private TinyCapture packet(String from, String to, int protocol, byte[] payload) {
    packets.add(new TimedPacket(time, Wire.ipv4(from, to, protocol, payload)));
    time += MILLI;
    return this;
  }

  /** Nothing for a while. */
  public TinyCapture pause(double seconds) {
    time += Math.round(seconds * SECOND);
    return this;
  }

  /** A connection that begins so much later than the capture; a microsecond a packet. */
  public Connection connection(
      String client, int clientPort, String server, int serverPort, long afterNanos) {
    return new Connection(client, clientPort, server, serverPort, time + afterNanos, 1000);
  }

  /** Adds packets at the times that the test sets; closed by {@link #close}. */
  public final class Connection {
    private final String client;
    private final int clientPort;
    private final String server;
    private final int serverPort;
    private final long step;
    private long time;
    private int clientSequence;
    private int serverSequence;

    private Connection(
        String client, int clientPort, String server, int serverPort, long time, long step) {
      this.client = client;
      this.clientPort = clientPort;
      this.server = server;
      this.serverPort = serverPort;
      this.time = time;
      this.step = step;
      // Each connection counts from numbers of its own: ports may be used again.
      clientSequence = sequence += 1_000_000;
      serverSequence = clientSequence + 500_000;
      segment(true, Wire.SYN, new byte[0]);
      segment(false, Wire.SYN | Wire.ACK, new byte[0]);
    }

    public Connection after(long nanos) {
      time += nanos;
      return this;
    }

    public Connection request(byte[] payload) {
      return send(true, payload);
    }

    public Connection answer(byte[] payload) {
      return send(false, payload);
    }

    public Connection request(String line) {
      return request((line + "\r\n").getBytes(UTF_8));
    }

    public Connection answer(String line) {
      return answer((line + "\r\n").getBytes(UTF_8));
    }

    public void close() {
      segment(true, Wire.FIN | Wire.ACK, new byte[0]);
      segment(false, Wire.FIN | Wire.ACK, new byte[0]);
      segment(true, Wire.ACK, new byte[0]);
    }

    private Connection send(boolean toServer, byte[] payload) {
      for (int at = 0; at == 0 || at < payload.length; at += MOST_PAYLOAD) {
        int end = Math.min(at + MOST_PAYLOAD, payload.length);
        segment(toServer, Wire.ACK, Arrays.copyOfRange(payload, at, end));
      }
      return this;
    }

    private void segment(boolean toServer, int flags, byte[] payload) {
      int ack = (flags & Wire.ACK) == 0 ? 0 : toServer ? serverSequence : clientSequence;
      byte[] tcp =
          toServer
              ? Wire.tcp(clientPort, serverPort, clientSequence, ack, flags, payload)
              : Wire.tcp(serverPort, clientPort, serverSequence, ack, flags, payload);
      byte[] packet = Wire.ipv4(toServer ? client : server, toServer ? server : client, 6, tcp);
      packets.add(new TimedPacket(time, packet));
      time += step;
      int counted = payload.length + ((flags & (Wire.SYN | Wire.FIN)) == 0 ? 0 : 1);
      if (toServer) {
        clientSequence += counted;
      } else {
        serverSequence += counted;
      }
    }
  }

  /** The file. */
  public byte[] bytes() {
    CaptureFile file = new CaptureFile(ByteOrder.LITTLE_ENDIAN);
    file.pcap(CaptureFile.NANOSECONDS, linkType);
    List<TimedPacket> ordered = new ArrayList<>(packets);
    ordered.sort(Comparator.comparingLong(packet -> packet.time));
    for (TimedPacket packet : ordered) {
      int length = packet.bytes.length;
      file.record(packet.time / SECOND, (int) (packet.time % SECOND), packet.bytes, length);
    }
    return file.bytes();
  }

  /** Writes the file and the directories above it. */
  public Path writeTo(Path path) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    return Files.write(path, bytes());
  }

  /** Reads the file, as any other. */
  public void replay(StreamObserver.Factory observers) {
    try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(bytes()), "made.pcap");
        FlowTable table = FlowTable.builder(observers).build()) {
      table.acceptAll(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
