package io.entroprint.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.sensor.VerdictEvent;
import io.entroprint.sensor.VerdictOutput;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineOutputTest {
  private static final VerdictFormat PORT =
      new VerdictFormat() {
        @Override
        public byte[] line(VerdictEvent event) {
          String line = "x".repeat(50) + event.start().key().clientPort() + "\n";
          return line.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String header() {
          return "port\n";
        }
      };

  private static VerdictEvent event(VerdictEvent.Kind kind, int port) {
    FlowKey key = new FlowKey(Transport.UDP, IpAddress.v4(1), port, IpAddress.v4(2), 53);
    StreamStart start = StreamStart.of(key, port, 0);
    return switch (kind) {
      case DECIDED -> VerdictEvent.decided(start, Said.NOTHING, 0);
      case CHANGED -> VerdictEvent.changed(start, Said.NOTHING, Said.NOTHING, 0);
      case FINAL ->
          VerdictEvent.ended(
              StreamSummary.builder(start).endNanos(0).reason(EndReason.IDLE).build(),
              Said.NOTHING,
              OptionalInt.empty());
    };
  }

  /** A disk that was full at first shall not leave a table without its heading. */
  @Test
  void theHeaderComesBeforeAllElseAlsoIfItCouldNotBeWrittenAtFirst() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    boolean[] full = {true};
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            if (full[0]) {
              throw new IOException("no space");
            }
            written.write(b);
          }
        };
    LineOutput output = new LineOutput(PORT, out);
    VerdictEvent event = event(VerdictEvent.Kind.FINAL, 7);
    assertThrows(IOException.class, () -> output.accept(event));
    full[0] = false;
    output.accept(event);
    assertTrue(written.toString(StandardCharsets.UTF_8).startsWith("port\n"));
  }

  @Test
  void linesOfSeveralThreadsStayWhole() throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Set<String> expected = new HashSet<>();
    try (LineOutput output = new LineOutput(PORT, out)) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int first = 1_000 * t;
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    try {
                      output.accept(event(VerdictEvent.Kind.FINAL, first + i));
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  }
                });
        for (int i = 0; i < 500; i++) {
          expected.add("x".repeat(50) + (first + i));
        }
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    List<String> lines = out.toString(UTF_8).lines().toList();
    assertEquals("port", lines.get(0));
    assertEquals(expected, new HashSet<>(lines.subList(1, lines.size())));
    assertEquals(2_001, lines.size());
  }

  @Test
  void withoutAnEventTheHeaderAloneIsWritten() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LineOutput output = new LineOutput(PORT, out);
    output.close();
    assertEquals("port\n", out.toString(UTF_8));
  }

  @Test
  void finalOnlyLeavesTheOthersOut() throws IOException {
    List<VerdictEvent.Kind> told = new ArrayList<>();
    VerdictOutput output = event -> told.add(event.kind());
    for (VerdictEvent.Kind kind : VerdictEvent.Kind.values()) {
      output.finalOnly().accept(event(kind, 1));
    }
    assertEquals(List.of(VerdictEvent.Kind.FINAL), told);
  }

  @Test
  void syslogGetsOneMessageAnEvent() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (DatagramSocket server = new DatagramSocket(0, loopback);
        SyslogOutput output =
            new SyslogOutput(
                VerdictFormat.eve(),
                SyslogSender.udp(
                    new InetSocketAddress(loopback, server.getLocalPort()), "sensor-1"))) {
      output.accept(event(VerdictEvent.Kind.CHANGED, 7));
      output.accept(event(VerdictEvent.Kind.FINAL, 7));
      String changed = receive(server);
      assertTrue(
          changed.startsWith(
              "<29>1 1970-01-01T00:00:00.000000Z sensor-1 entroprint - CHANGED - {\"timestamp\":"),
          changed);
      String end = receive(server);
      assertTrue(end.startsWith("<30>1 ") && end.contains(" FINAL - {"), end);
      assertTrue(end.endsWith("}}"), end);
    }
  }

  private static String receive(DatagramSocket server) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    server.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), UTF_8);
  }
}
