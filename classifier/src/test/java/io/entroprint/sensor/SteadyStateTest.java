package io.entroprint.sensor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.StreamSummary.EndReason;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
  private static final int STREAMS = 2_000;

  /** What the runtime may allocate by itself while a measurement lasts. */
  private static final long SLACK = 16_384;

  private static final byte[] PACKET = Made.noise();
  private static final byte[] PROXY_HEADER = "PROXY UNKNOWN\r\n".getBytes(US_ASCII);

  @Test
  void packetsBetweenOffsetsAllocateNothing() throws ReflectiveOperationException {
    Sensor sensor = Sensor.builder(Made.LIBRARY).precision(0.9).output(event -> {}).build();
    SensorStream[] streams = new SensorStream[STREAMS];
    for (int i = 0; i < STREAMS; i++) {
      streams[i] = sensor.open(Made.KEY, 0);
      if (i % 2 == 0) {
        streams[i].bytes(Direction.TO_SERVER, PROXY_HEADER, 0, PROXY_HEADER.length, 0);
      }
      streams[i].bytes(Direction.TO_SERVER, PACKET, 0, 200, 0);
      for (int k = 0; k < 2; k++) {
        streams[i].bytes(Direction.TO_CLIENT, PACKET, 0, 2_200, 0);
      }
    }
    ByteBuffer direct = ByteBuffer.allocateDirect(600).put(PACKET, 0, 600);
    long before = allocated();
    for (int k = 0; k < 3; k++) {
      for (SensorStream stream : streams) {
        stream.bytes(Direction.TO_CLIENT, PACKET, 0, 500, k);
        stream.bytes(Direction.TO_CLIENT, direct.rewind(), k);
        stream.bytes(Direction.TO_SERVER, PACKET, 0, 1, k);
      }
    }
    long bytes = allocated() - before;
    assertTrue(bytes <= SLACK, bytes + " bytes for " + 9 * STREAMS + " packets");
  }

  @Test
  void packetsBehindTheLimitAllocateNothing() throws ReflectiveOperationException {
    Sensor sensor = Sensor.builder(Made.LIBRARY).precision(0.9).output(event -> {}).build();
    SensorStream stream = sensor.open(Made.KEY, 0);
    ByteBuffer direct = ByteBuffer.allocateDirect(PACKET.length).put(PACKET);
    for (int i = 0; i < 30; i++) {
      stream.bytes(Direction.TO_CLIENT, direct.rewind(), i);
    }
    long before = allocated();
    for (int i = 0; i < 20_000; i++) {
      stream.bytes(Direction.TO_SERVER, PACKET, 0, PACKET.length, i);
      stream.bytes(Direction.TO_CLIENT, direct.rewind(), i);
    }
    long bytes = allocated() - before;
    assertTrue(bytes <= SLACK, bytes + " bytes for 40000 packets");
    stream.close(EndReason.FIN, 20_000);
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
