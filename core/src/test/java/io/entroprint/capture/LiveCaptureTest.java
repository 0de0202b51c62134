package io.entroprint.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

class LiveCaptureTest {

  /** Packets of one byte each; 0 stands for a moment at which there is none. */
  private static final class Fake implements PacketSource {
    private final Queue<Integer> packets;
    private int closed;

    Fake(Integer... packets) {
      this.packets = new ArrayDeque<>(List.of(packets));
    }

    @Override
    public int linkType() {
      return 1;
    }

    @Override
    public boolean poll(Packet into) {
      Integer next = packets.poll();
      if (next == null || next == 0) {
        return false;
      }
      into.set(next, 1, new byte[] {next.byteValue()}, 0, 1, 1);
      return true;
    }

    @Override
    public CaptureCounters counters() {
      return new CaptureCounters(9, 2, 1);
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @Test
  void waitsForTheNextPacketUntilTheTimeIsOver() throws IOException {
    try (LiveCapture capture = new LiveCapture(new Fake(1, 0, 0, 2, 3), Duration.ofSeconds(20))) {
      Packet packet = new Packet();
      for (int expected = 1; expected <= 3; expected++) {
        assertTrue(capture.next(packet));
        assertEquals(expected, packet.timeNanos());
      }
    }
    try (LiveCapture capture = new LiveCapture(new Fake(7), Duration.ofMillis(20))) {
      Packet packet = new Packet();
      assertTrue(capture.next(packet));
      assertFalse(capture.next(packet));
      assertEquals(7, packet.timeNanos(), "unchanged");
    }
  }

  @Test
  void doesNotWaitWithoutATimeout() throws IOException {
    try (LiveCapture capture = new LiveCapture(new Fake(0, 1), Duration.ZERO)) {
      assertFalse(capture.next(new Packet()));
      assertTrue(capture.next(new Packet()));
    }
  }

  /** Otherwise the only way to end a program's loop would be a packet. */
  @Test
  void stopsWaitingWhenItsThreadIsInterrupted() throws IOException {
    try (LiveCapture capture = new LiveCapture(new Fake(), Duration.ofDays(1))) {
      Thread.currentThread().interrupt();
      assertFalse(capture.next(new Packet()));
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void cannotBeUsedOnceItIsClosed() throws IOException {
    Fake fake = new Fake(1);
    LiveCapture capture = new LiveCapture(fake, Duration.ZERO);
    assertEquals(3, capture.counters().dropped());
    capture.close();
    capture.close();
    assertEquals(1, fake.closed);
    assertThrows(IllegalStateException.class, () -> capture.next(new Packet()));
    assertThrows(IllegalStateException.class, capture::counters);
  }

  @Test
  void refusesSettingsThatAreNone() {
    LiveCapture.Builder builder = LiveCapture.builder("eth0");
    assertThrows(IllegalArgumentException.class, () -> builder.snapLength(63));
    assertThrows(IllegalArgumentException.class, () -> builder.snapLength(262_145));
    assertThrows(IllegalArgumentException.class, () -> builder.bufferBytes(1000));
    assertThrows(IllegalArgumentException.class, () -> builder.timeout(Duration.ofMillis(-1)));
  }

  /** libpcap counts in 32 bits, which a busy link fills within hours. */
  @Test
  void countsOnWhereTheCountersOfLibpcapBeginAnew() {
    assertEquals(5, PcapSource.grown(0, 5));
    assertEquals(0xffff_fff0L, PcapSource.grown(5, 0xffff_fff0L));
    assertEquals(0x1_0000_0004L, PcapSource.grown(0xffff_fff0L, 4));
    assertEquals(0x1_0000_0004L, PcapSource.grown(0x1_0000_0004L, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh2.pcap", "tls.pcap", "udp.pcap", "ftp.pcap"})
  void givesThePacketsThatTheReaderOfFilesGives(String name) throws IOException {
    Path file = Path.of("..", "examples", "captures", name);
    try (PcapSource source = new PcapSource(offline(file), name);
        CaptureReader reader = CaptureReader.open(file)) {
      Packet expected = new Packet();
      Packet actual = new Packet();
      int packets = 0;
      while (reader.next(expected)) {
        packets++;
        assertTrue(source.poll(actual), "packet " + packets);
        assertEquals(expected.timeNanos(), actual.timeNanos());
        assertEquals(expected.linkType(), actual.linkType());
        assertEquals(expected.originalLength(), actual.originalLength());
        assertArrayEquals(captured(expected), captured(actual), "packet " + packets);
      }
      assertFalse(source.poll(actual));
      assertTrue(packets > 10, "only " + packets);
    }
  }

  @Test
  void saysInOneLineWhichInterfaceCannotBeOpened() throws IOException {
    offline(Path.of("..", "examples", "captures", "udp.pcap")).close();
    IOException e =
        assertThrows(IOException.class, () -> LiveCapture.builder("no-such-interface").open());
    assertTrue(
        e.getMessage().startsWith("no-such-interface: cannot be opened for capture: "),
        e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  private static byte[] captured(Packet packet) {
    int from = packet.offset();
    return Arrays.copyOfRange(packet.array(), from, from + packet.capturedLength());
  }

  private static PcapHandle offline(Path file) {
    try {
      return Pcaps.openOffline(file.toString(), TimestampPrecision.NANO);
    } catch (LinkageError e) {
      return abort("libpcap is not installed: " + e.getMessage());
    } catch (PcapNativeException e) {
      throw new AssertionError(e);
    }
  }
}
