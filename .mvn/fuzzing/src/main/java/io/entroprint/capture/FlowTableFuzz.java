package io.entroprint.capture;

import io.entroprint.fuzz.Choices;
import io.entroprint.fuzz.Contract;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Segments and datagrams of a few hosts, whole, late, repeated, contradicting and in fragments. */
public final class FlowTableFuzz {
  private FlowTableFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = new Choices(input);
    Contract.OfAll streams = new Contract.OfAll();
    FlowTable table =
        FlowTable.builder(streams)
            .maxStreams(1 + choices.u8() % 6)
            .maxStreamsPerClient(1 + choices.u8() % 3)
            .maxBufferedBytesPerStream(1 + choices.u8() * 8)
            .maxBufferedBytes(1 + choices.u8() * 16)
            .tcpIdle(Duration.ofSeconds(60))
            .udpIdle(Duration.ofSeconds(30))
            .build();
    Packet packet = new Packet();
    long time = 1_000_000_000_000L;
    try (table) {
      while (choices.more()) {
        int kind = choices.u8();
        time += (choices.u8() - 20) * 100_000_000L;
        byte[] ip = ip(kind, choices);
        packet.set(time, 101, ip, 0, ip.length, ip.length);
        table.accept(packet);
      }
    }
    streams.requireEnded();
  }

  private static byte[] ip(int kind, Choices choices) {
    int hosts = choices.u8();
    byte[] payload = choices.bytes(choices.u8() % 64);
    boolean tcp = (kind & 3) != 0;
    ByteBuffer packet = ByteBuffer.allocate(20 + (tcp ? 20 : 8) + payload.length);
    packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
    packet.putShort((short) 7);
    // Now and then a fragment.
    packet.putShort((short) (kind >= 0xf0 ? 0x2000 | choices.u8() % 8 : 0));
    packet.put((byte) 64).put((byte) (tcp ? 6 : 17)).putShort((short) 0);
    packet.putInt(0x0a000000 | (hosts & 3)).putInt(0x0a000000 | ((hosts >> 2) & 3));
    packet.putShort((short) (1000 + ((hosts >> 4) & 3))).putShort((short) ((hosts >> 6) & 3));
    if (tcp) {
      int sequence = choices.u8() == 0 ? choices.i32() : choices.u8() - 64;
      packet.putInt(sequence).putInt(choices.u8() - 64);
      packet.put((byte) 0x50).put((byte) choices.u8()).putShort((short) 1000).putInt(0);
    } else {
      packet.putShort((short) (8 + payload.length)).putShort((short) 0);
    }
    packet.put(payload);
    int sum = 0;
    for (int i = 0; i < 20; i += 2) {
      sum += BigEndian.u16(packet.array(), i);
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = ~((sum & 0xffff) + (sum >>> 16));
    packet.putShort(10, (short) sum);
    return packet.array();
  }
}
