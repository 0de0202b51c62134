package io.entroprint.envelope;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.util.List;

/** Streams for tests, fed packet by packet. */
final class Connections {
  static final long START = 1_795_293_886_123_456_000L; // 2026-11-21T20:44:46.123456Z

  private Connections() {}

  static StreamStart start(Transport transport, int serverPort, boolean midstream) {
    FlowKey key =
        new FlowKey(
            transport,
            IpAddress.parse("192.0.2.1"),
            50412,
            IpAddress.parse("198.51.100.2"),
            serverPort);
    return StreamStart.builder(key)
        .ordinal(0)
        .startNanos(START)
        .beginning(midstream ? StreamStart.Beginning.MISSING : StreamStart.Beginning.SEEN)
        .build();
  }

  static final class Packet {
    private final Direction direction;
    private final byte[] payload;

    Packet(Direction direction, byte[] payload) {
      this.direction = direction;
      this.payload = payload;
    }
  }

  static void feed(StreamObserver observer, StreamStart start, List<Packet> packets) {
    long time = START;
    for (Packet packet : packets) {
      time += 1_000_000;
      observer.bytes(packet.direction, packet.payload, 0, packet.payload.length, time);
    }
    observer.ended(
        StreamSummary.builder(start).endNanos(time).reason(StreamSummary.EndReason.CLOSED).build());
  }
}
