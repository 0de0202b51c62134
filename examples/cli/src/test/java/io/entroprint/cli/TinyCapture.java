package io.entroprint.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds a pcap file of a few packets of raw IPv4, for tests that want to know every byte. */
public final class TinyCapture {
  static final int RAW_IP = 101;

  private static final int CLIENT = 0xc0000201; // 192.0.2.1
  private static final int SERVER = 0xc6336402; // 198.51.100.2
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int ACK = 16;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private long micros = 1_795_293_886_123_456L; // 2026-11-21T20:44:46.123456Z

  private TinyCapture() {}

  public static TinyCapture ofLinkType(int linkType) {
    TinyCapture capture = new TinyCapture();
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
    header.putInt(0).putInt(0).putInt(262_144).putInt(linkType);
    capture.file.writeBytes(header.array());
    return capture;
  }

  public static TinyCapture create() {
    return ofLinkType(RAW_IP);
  }

  /** A TCP connection with one request and one answer, closed by both. */
  public TinyCapture tcp(int clientPort, int serverPort, String request, String answer) {
    byte[] question = request.getBytes(StandardCharsets.ISO_8859_1);
    byte[] reply = answer.getBytes(StandardCharsets.ISO_8859_1);
    int c = 1000;
    int s = 5000;
    segment(true, clientPort, serverPort, SYN, c++, new byte[0]);
    segment(false, clientPort, serverPort, SYN | ACK, s++, new byte[0]);
    segment(true, clientPort, serverPort, ACK, c, question);
    segment(false, clientPort, serverPort, ACK, s, reply);
    segment(true, clientPort, serverPort, FIN | ACK, c + question.length, new byte[0]);
    segment(false, clientPort, serverPort, FIN | ACK, s + reply.length, new byte[0]);
    return this;
  }

  /** One datagram from the client. */
  public TinyCapture udp(int clientPort, int serverPort, String payload) {
    byte[] data = payload.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer datagram = ByteBuffer.allocate(8 + data.length);
    datagram.putShort((short) clientPort).putShort((short) serverPort);
    datagram.putShort((short) datagram.capacity()).putShort((short) 0).put(data);
    packet(true, 17, datagram.array());
    return this;
  }

  /** One packet of another transport. */
  public TinyCapture sctp() {
    packet(true, 132, new byte[12]);
    return this;
  }

  /** Nothing for a while. */
  public TinyCapture pause(int seconds) {
    micros += seconds * 1_000_000L;
    return this;
  }

  private void segment(
      boolean toServer, int clientPort, int serverPort, int flags, int sequence, byte[] payload) {
    ByteBuffer tcp = ByteBuffer.allocate(20 + payload.length);
    tcp.putShort((short) (toServer ? clientPort : serverPort));
    tcp.putShort((short) (toServer ? serverPort : clientPort));
    tcp.putInt(sequence).putInt(0).put((byte) 0x50).put((byte) flags);
    tcp.putShort((short) 65_535).putInt(0).put(payload);
    packet(toServer, 6, tcp.array());
  }

  private void packet(boolean toServer, int protocol, byte[] transport) {
    ByteBuffer ip = ByteBuffer.allocate(20 + transport.length);
    ip.put((byte) 0x45).put((byte) 0).putShort((short) ip.capacity());
    ip.putInt(0).put((byte) 64).put((byte) protocol).putShort((short) 0);
    ip.putInt(toServer ? CLIENT : SERVER).putInt(toServer ? SERVER : CLIENT).put(transport);
    ByteBuffer header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
    header.putInt(ip.capacity()).putInt(ip.capacity());
    file.writeBytes(header.array());
    file.writeBytes(ip.array());
    micros += 1000;
  }

  public byte[] bytes() {
    return file.toByteArray();
  }

  public Path writeTo(Path path) throws IOException {
    return Files.write(path, bytes());
  }
}
