package io.entroprint.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A capture made of TCP connections that a test describes, with their packets in order of time as
 * they would have been captured: pcap with nanoseconds, raw IPv4.
 */
final class ConstructedCapture {
  static final long START = 1_795_293_886_000_000_000L; // 2026-11-21T20:44:46Z

  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int ACK = 16;

  private final List<TimedPacket> packets = new ArrayList<>();

  private static final class TimedPacket {
    private final long time;
    private final byte[] bytes;

    TimedPacket(long time, byte[] bytes) {
      this.time = time;
      this.bytes = bytes;
    }
  }

  /** A connection that begins at a time, in nanoseconds since {@link #START}. */
  Connection connection(String client, int clientPort, String server, int serverPort, long at) {
    return new Connection(client, clientPort, server, serverPort, START + at);
  }

  /** Adds packets at the times that the test sets; closed by {@link #close}. */
  final class Connection {
    private final String client;
    private final int clientPort;
    private final String server;
    private final int serverPort;
    private long time;
    private int clientSequence = 1000;
    private int serverSequence = 5000;

    private Connection(String client, int clientPort, String server, int serverPort, long time) {
      this.client = client;
      this.clientPort = clientPort;
      this.server = server;
      this.serverPort = serverPort;
      this.time = time;
      send(true, SYN, new byte[0]);
      send(false, SYN | ACK, new byte[0]);
      clientSequence++;
      serverSequence++;
    }

    Connection after(long nanos) {
      time += nanos;
      return this;
    }

    Connection request(byte[] payload) {
      send(true, ACK, payload);
      clientSequence += payload.length;
      return this;
    }

    Connection answer(byte[] payload) {
      send(false, ACK, payload);
      serverSequence += payload.length;
      return this;
    }

    Connection request(String line) {
      return request((line + "\r\n").getBytes(UTF_8));
    }

    Connection answer(String line) {
      return answer((line + "\r\n").getBytes(UTF_8));
    }

    void close() {
      send(true, FIN | ACK, new byte[0]);
      clientSequence++;
      send(false, FIN | ACK, new byte[0]);
      serverSequence++;
      send(true, ACK, new byte[0]);
    }

    private void send(boolean toServer, int flags, byte[] payload) {
      for (int at = 0; at == 0 || at < payload.length; at += 1460) {
        int length = Math.min(1460, payload.length - at);
        segment(toServer, flags, payload, at, length);
        time += 1000;
      }
    }

    private void segment(boolean toServer, int flags, byte[] payload, int at, int length) {
      ByteBuffer packet = ByteBuffer.allocate(40 + length);
      packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
      packet.putInt(0).put((byte) 64).put((byte) 6).putShort((short) 0);
      packet.put(IpAddress.parse(toServer ? client : server).toBytes());
      packet.put(IpAddress.parse(toServer ? server : client).toBytes());
      packet.putShort((short) (toServer ? clientPort : serverPort));
      packet.putShort((short) (toServer ? serverPort : clientPort));
      packet.putInt((toServer ? clientSequence : serverSequence) + at);
      packet.putInt(flags == SYN ? 0 : toServer ? serverSequence : clientSequence);
      packet.put((byte) 0x50).put((byte) flags).putShort((short) 65_535).putInt(0);
      packet.put(payload, at, length);
      packets.add(new TimedPacket(time, packet.array()));
    }
  }

  /** The file. */
  byte[] pcap() {
    packets.sort(Comparator.comparingLong(packet -> packet.time));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xa1b23c4d).putShort((short) 2).putShort((short) 4);
    header.putInt(0).putInt(0).putInt(262_144).putInt(101);
    file.writeBytes(header.array());
    for (TimedPacket packet : packets) {
      ByteBuffer head = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      head.putInt((int) (packet.time / 1_000_000_000)).putInt((int) (packet.time % 1_000_000_000));
      head.putInt(packet.bytes.length).putInt(packet.bytes.length);
      file.writeBytes(head.array());
      file.writeBytes(packet.bytes);
    }
    return file.toByteArray();
  }

  /** Reads the file, as any other. */
  void replay(StreamObserver.Factory observers) {
    try (CaptureReader reader =
            CaptureReader.open(new ByteArrayInputStream(pcap()), "constructed.pcap");
        FlowTable table = FlowTable.builder(observers).build()) {
      table.acceptAll(reader);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
