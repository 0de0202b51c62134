package io.entroprint.capture;

import io.entroprint.benchmarks.Streams;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes streams as a capture: one TCP connection after the other, over IPv4 and Ethernet. */
final class MixCapture {
  private static final int SEGMENT = 1448;
  private static final int HEADERS = 14 + 20 + 20;
  private static final int CLIENT = 0x0a00_0001;
  private static final int SERVER = 0x0a00_0002;
  private static final int SERVER_PORT = 80;
  private static final int FIRST_CLIENT_PORT = 10_000;

  private final ByteBuffer out;
  private int packets;
  private int clientPort;
  private int sent;

  private MixCapture(int bytes) {
    out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0xa1b2_c3d4).putShort((short) 2).putShort((short) 4);
    out.putLong(0).putInt(CaptureBuffer.MAX_PACKET).putInt(1);
  }

  /** A temporary file, to be deleted when the JVM ends. */
  static Path of(Streams streams) throws IOException {
    MixCapture capture = new MixCapture(3 * streams.totalBytes() + 1024 * streams.size());
    for (int i = 0; i < streams.size(); i++) {
      capture.connection(FIRST_CLIENT_PORT + i, streams.get(i));
    }
    Path file = Files.createTempFile("mix", ".pcap");
    file.toFile().deleteOnExit();
    capture.out.flip();
    Files.write(file, Arrays.copyOf(capture.out.array(), capture.out.limit()));
    return file;
  }

  /** The server sends all; every second segment is acknowledged. */
  private void connection(int port, byte[] content) {
    clientPort = port;
    sent = 0;
    packet(true, TcpReassembler.SYN, content, 0, 0);
    packet(false, TcpReassembler.SYN | TcpReassembler.ACK, content, 0, 0);
    sent = 1;
    packet(true, TcpReassembler.ACK, content, 0, 0);
    for (int at = 0; at < content.length; at += SEGMENT) {
      packet(false, TcpReassembler.ACK, content, at, Math.min(SEGMENT, content.length - at));
      if (at / SEGMENT % 2 == 1) {
        packet(true, TcpReassembler.ACK, content, 0, 0);
      }
    }
    packet(false, TcpReassembler.FIN | TcpReassembler.ACK, content, 0, 0);
    sent++;
    packet(true, TcpReassembler.FIN | TcpReassembler.ACK, content, 0, 0);
    packet(false, TcpReassembler.ACK, content, 0, 0);
  }

  private void packet(boolean fromClient, int flags, byte[] content, int at, int length) {
    packets++;
    out.order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(1_700_000_000 + packets / 1000).putInt(packets % 1000 * 1000);
    out.putInt(HEADERS + length).putInt(HEADERS + length);
    out.order(ByteOrder.BIG_ENDIAN);
    out.putLong(0x0200_0000_0001_0200L).putInt(2).putShort((short) 0x0800);
    out.put((byte) 0x45).put((byte) 0).putShort((short) (HEADERS - 14 + length));
    out.putInt(0x4000).put((byte) 64).put((byte) 6).putShort((short) 0);
    out.putInt(fromClient ? CLIENT : SERVER).putInt(fromClient ? SERVER : CLIENT);
    out.putShort((short) (fromClient ? clientPort : SERVER_PORT));
    out.putShort((short) (fromClient ? SERVER_PORT : clientPort));
    boolean opens = (flags & TcpReassembler.SYN) != 0;
    // The client sends nothing but its SYN and its FIN.
    out.putInt(fromClient ? (opens ? 0 : 1) : sent);
    out.putInt((flags & TcpReassembler.ACK) == 0 ? 0 : fromClient ? sent : 1);
    out.put((byte) 0x50).put((byte) flags).putShort((short) -1).putInt(0);
    out.put(content, at, length);
    sent += length;
  }
}
