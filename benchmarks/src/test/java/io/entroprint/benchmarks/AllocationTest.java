package io.entroprint.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AllocationTest {
  /** What the runtime may allocate by itself while a measurement lasts. */
  private static final long SLACK = 16_384;

  private static final int PACKETS = 20_000;
  private static final byte[] PACKET = Content.TEXT.bytes(1_448);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @BeforeEach
  void allocationIsCounted() {
    assumeTrue(threads.isThreadAllocatedMemorySupported());
  }

  @Test
  void packetsBetweenOffsetsAllocateNothing() {
    StreamMeter[] meters = new StreamMeter[4_000];
    for (int i = 0; i < meters.length; i++) {
      meters[i] = new StreamMeter(FeatureDefinition.EV1);
      meters[i].add(Direction.TO_SERVER, PACKET, 0, 200);
      for (int k = 0; k < 3; k++) {
        meters[i].add(Direction.TO_CLIENT, PACKET, 0, PACKET.length);
      }
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int k = 0; k < 5; k++) {
      for (StreamMeter meter : meters) {
        meter.add(Direction.TO_CLIENT, PACKET, 0, 600);
      }
    }
    assertAllocated(before, SLACK, PACKETS);
  }

  @Test
  void packetsBehindTheLimitAllocateNothing() {
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    for (int i = 0; i < 200; i++) {
      meter.add(Direction.TO_CLIENT, PACKET, 0, PACKET.length);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < PACKETS; i++) {
      meter.add(Direction.TO_SERVER, PACKET, 0, PACKET.length);
      meter.add(Direction.TO_CLIENT, PACKET, 0, PACKET.length);
    }
    assertAllocated(before, SLACK, PACKETS);
  }

  @Test
  void countingAndItsEntropyAllocateNothing() {
    ByteCounts counts = new ByteCounts();
    double sum = 0;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < PACKETS; i++) {
      counts.clear();
      counts.add(PACKET, 0, 200);
      sum += counts.entropy();
      counts.add(PACKET, 0, PACKET.length);
      sum += counts.entropy();
    }
    assertAllocated(before, SLACK, PACKETS);
    assertTrue(sum > 0);
  }

  @Test
  void aWholeLongStreamAllocatesFewKibibytes() {
    int streams = 200;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < streams; i++) {
      StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
      for (int k = 0; k < 23; k++) {
        meter.add(Direction.TO_SERVER, PACKET, 0, PACKET.length);
        meter.add(Direction.TO_CLIENT, PACKET, 0, PACKET.length);
      }
      assertTrue(meter.isFull());
    }
    assertAllocated(before, streams * 32_768L, streams);
  }

  private void assertAllocated(long before, long most, int times) {
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated <= most, () -> allocated + " bytes allocated in " + times + " times");
  }
}
