package io.entroprint.capture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.packets.CaptureFile;
import io.entroprint.packets.Wire;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
  private static final int PACKETS = 60_000;

  /** Does nothing with the bytes. */
  private static final class Silent implements StreamObserver {
    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {}

    @Override
    public void ended(StreamSummary summary) {}
  }

  @Test
  void allocatesNothingPerPacket() throws IOException, ReflectiveOperationException {
    CaptureFile file = new CaptureFile(ByteOrder.LITTLE_ENDIAN).pcap(CaptureFile.MICROSECONDS, 1);
    for (int i = 0; i < PACKETS; i++) {
      byte[] tcp = Wire.tcp(1000 + i % 50, 80, i / 50 * 4, 1, Wire.ACK, Wire.text("data"));
      byte[] udp = Wire.udp(1000 + i % 50, 53, Wire.text("data"));
      byte[] v6 = Wire.ipv6(Wire.CLIENT6, Wire.SERVER6, 6, tcp);
      byte[] v4 =
          Wire.ipv4(
              Wire.CLIENT, Wire.SERVER, i % 50 % 3 == 0 ? 17 : 6, i % 50 % 3 == 0 ? udp : tcp);
      byte[] frame = i % 2 == 0 ? Wire.ethernet(0x0800, v4) : Wire.ethernet(0x86dd, v6);
      file.record(i / 1000, 0, frame, frame.length);
    }
    FlowTable table = FlowTable.builder(start -> new Silent()).build();
    try (table;
        CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(file.bytes()), "test")) {
      Packet packet = new Packet();
      long before = 0;
      int packets = 0;
      while (reader.next(packet)) {
        table.accept(packet);
        // By then every stream is open and the window has its full size.
        if (++packets == PACKETS / 2) {
          before = allocated();
        }
      }
      long bytes = allocated() - before;
      assertTrue(bytes < PACKETS / 10, bytes + " bytes for " + PACKETS / 2 + " packets");
    }
    assertTrue(table.counters().payloadBytes() > PACKETS);
  }

  /** By reflection: the module that is tested does not read that of the management interface. */
  private static long allocated() throws ReflectiveOperationException {
    Object threads =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    Method allocated =
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getThreadAllocatedBytes", long.class);
    return (long) allocated.invoke(threads, Thread.currentThread().getId());
  }
}
