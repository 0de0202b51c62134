package io.entroprint.example.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.fingerprint.FingerprintLibrary;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.match.Verdict;
import io.entroprint.output.VerdictEvent;
import io.entroprint.sensor.Sensor;
import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProxyTest {
  private static final FingerprintLibrary LIBRARY = BundledLibrary.load();
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** What one side said at a time. */
  private record Turn(Direction direction, byte[] bytes) {}

  /** Writes down a stream of a capture. */
  private static final class Recording implements StreamObserver {
    final List<Turn> turns = new ArrayList<>();

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      turns.add(new Turn(direction, Arrays.copyOfRange(array, offset, offset + length)));
    }

    @Override
    public void ended(StreamSummary summary) {}
  }

  private static Map<StreamStart, Recording> recorded(String capture) throws IOException {
    Map<StreamStart, Recording> streams = new HashMap<>();
    try (CaptureReader reader = CaptureReader.open(Path.of("../captures").resolve(capture));
        FlowTable table =
            FlowTable.builder(start -> streams.computeIfAbsent(start, s -> new Recording()))
                .build()) {
      table.acceptAll(reader);
    }
    return streams;
  }

  /** Plays one side of a recorded stream: says its turns, and waits for those of the other. */
  private static void play(Socket socket, Direction own, List<Turn> turns) throws IOException {
    try (socket) {
      for (Turn turn : turns) {
        if (turn.direction() == own) {
          socket.getOutputStream().write(turn.bytes());
        } else {
          assertArrayEquals(turn.bytes(), socket.getInputStream().readNBytes(turn.bytes().length));
        }
      }
      // The client closes first.
      if (own == Direction.TO_CLIENT) {
        assertEquals(-1, socket.getInputStream().read());
      }
    }
  }

  @Test
  void connectionsThroughTheProxyGetTheVerdictsOfTheSameBytes() throws Exception {
    for (String capture : new String[] {"ssh2.pcap", "http.pcap", "rdp.pcap"}) {
      Map<Long, Verdict> expected = new HashMap<>();
      Sensor offline =
          Sensor.builder(LIBRARY)
              .output(event -> expected.put(event.start().ordinal(), event.verdict()))
              .build();
      try (CaptureReader reader = CaptureReader.open(Path.of("../captures").resolve(capture));
          FlowTable table = FlowTable.builder(offline).build()) {
        table.acceptAll(reader);
      }
      Map<StreamStart, Recording> streams = recorded(capture);
      assertTrue(streams.size() >= 10);
      for (Map.Entry<StreamStart, Recording> stream : streams.entrySet()) {
        Verdict verdict = throughTheProxy(stream.getValue().turns);
        assertEquals(expected.get(stream.getKey().ordinal()), verdict, stream.toString());
      }
    }
  }

  private static Verdict throughTheProxy(List<Turn> turns) throws Exception {
    BlockingQueue<VerdictEvent> events = new LinkedBlockingQueue<>();
    Sensor sensor = Sensor.builder(LIBRARY).output(events::add).build();
    ExecutorService sides = Executors.newFixedThreadPool(2);
    try (ServerSocket listening = new ServerSocket(0, 1, LOOPBACK);
        Proxy proxy =
            new Proxy(
                new InetSocketAddress(LOOPBACK, 0),
                (InetSocketAddress) listening.getLocalSocketAddress(),
                sensor)) {
      Socket toProxy = new Socket(LOOPBACK, proxy.address().getPort());
      int clientPort = toProxy.getLocalPort();
      Future<Void> client = sides.submit(side(toProxy, Direction.TO_SERVER, turns));
      Future<Void> server = sides.submit(side(listening.accept(), Direction.TO_CLIENT, turns));
      client.get();
      server.get();

      VerdictEvent end = events.poll(30, TimeUnit.SECONDS);
      assertNotNull(end, "no verdict");
      assertEquals(clientPort, end.start().key().clientPort());
      assertEquals(listening.getLocalPort(), end.start().key().serverPort());
      StreamSummary summary = end.summary().orElseThrow();
      assertEquals(length(turns, Direction.TO_SERVER), summary.bytesToServer());
      assertEquals(length(turns, Direction.TO_CLIENT), summary.bytesToClient());
      return end.verdict();
    } finally {
      sides.shutdownNow();
    }
  }

  private static Callable<Void> side(Socket socket, Direction own, List<Turn> turns) {
    return () -> {
      play(socket, own, turns);
      return null;
    };
  }

  private static long length(List<Turn> turns, Direction direction) {
    return turns.stream()
        .filter(t -> t.direction() == direction)
        .mapToLong(t -> t.bytes().length)
        .sum();
  }

  @Test
  void aServerThatIsNotThereClosesTheConnectionAndItsStream() throws Exception {
    int free;
    try (ServerSocket closed = new ServerSocket(0, 1, LOOPBACK)) {
      free = closed.getLocalPort();
    }
    BlockingQueue<VerdictEvent> events = new LinkedBlockingQueue<>();
    Sensor sensor = Sensor.builder(LIBRARY).output(events::add).build();
    try (Proxy proxy =
            new Proxy(
                new InetSocketAddress(LOOPBACK, 0), new InetSocketAddress(LOOPBACK, free), sensor);
        Socket client = new Socket(LOOPBACK, proxy.address().getPort())) {
      assertEquals(-1, client.getInputStream().read());
      VerdictEvent end = events.poll(30, TimeUnit.SECONDS);
      assertNotNull(end, "no verdict");
      assertEquals("no payload", end.verdict().reason());
      assertEquals(0, sensor.counters().open());
    }
  }
}
