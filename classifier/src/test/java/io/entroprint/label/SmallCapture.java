package io.entroprint.label;

import io.entroprint.stream.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds a pcap file of whole TCP connections and datagrams of raw IPv4. */
public final class SmallCapture {
  /** When the first stream of each capture begins. */
  static final long START_SECONDS = 1_795_293_886;

  private static final int SYN = 2;
  private static final int ACK = 16;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private long micros = START_SECONDS * 1_000_000;
  private int sequence;

  SmallCapture() {
    ByteBuffer header = ByteBuffer.allocate(24);
    header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
    header.putLong(0).putInt(262_144).putInt(101);
    file.writeBytes(header.array());
  }

  /** The next packet comes so much later. */
  SmallCapture later(double seconds) {
    micros += Math.round(seconds * 1e6);
    return this;
  }

  /** A connection with one request and one answer. */
  SmallCapture tcp(
      String client, int clientPort, String server, int serverPort, String ask, String answer) {
    byte[] request = ask.getBytes(StandardCharsets.ISO_8859_1);
    byte[] reply = answer.getBytes(StandardCharsets.ISO_8859_1);
    sequence += 1_000_000;
    int c = sequence;
    int s = sequence + 500_000;
    packet(client, server, 6, segment(clientPort, serverPort, SYN, c, 0, new byte[0]));
    packet(server, client, 6, segment(serverPort, clientPort, SYN | ACK, s, c + 1, new byte[0]));
    packet(client, server, 6, segment(clientPort, serverPort, ACK, c + 1, s + 1, request));
    packet(
        server,
        client,
        6,
        segment(serverPort, clientPort, ACK, s + 1, c + 1 + request.length, reply));
    return this;
  }

  /** One datagram. */
  SmallCapture udp(String client, int clientPort, String server, int serverPort, String payload) {
    byte[] data = payload.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer datagram = ByteBuffer.allocate(8 + data.length);
    datagram.putShort((short) clientPort).putShort((short) serverPort);
    datagram.putShort((short) datagram.capacity()).putShort((short) 0).put(data);
    packet(client, server, 17, datagram.array());
    return this;
  }

  private static byte[] segment(
      int from, int to, int flags, int first, int acknowledged, byte[] payload) {
    ByteBuffer tcp = ByteBuffer.allocate(20 + payload.length);
    tcp.putShort((short) from).putShort((short) to).putInt(first).putInt(acknowledged);
    tcp.put((byte) 0x50).put((byte) flags).putShort((short) 65_535).putInt(0).put(payload);
    return tcp.array();
  }

  private void packet(String from, String to, int protocol, byte[] transport) {
    ByteBuffer ip = ByteBuffer.allocate(20 + transport.length);
    ip.put((byte) 0x45).put((byte) 0).putShort((short) ip.capacity()).putInt(0);
    ip.put((byte) 64).put((byte) protocol).putShort((short) 0);
    ip.put(IpAddress.parse(from).toBytes()).put(IpAddress.parse(to).toBytes()).put(transport);
    ByteBuffer header = ByteBuffer.allocate(16);
    header.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
    header.putInt(ip.capacity()).putInt(ip.capacity());
    file.writeBytes(header.array());
    file.writeBytes(ip.array());
    micros += 1000;
  }

  byte[] bytes() {
    return file.toByteArray();
  }

  /** Writes the file and the directories above it. */
  Path writeTo(Path path) throws IOException {
    Files.createDirectories(path.getParent());
    return Files.write(path, bytes());
  }
}
