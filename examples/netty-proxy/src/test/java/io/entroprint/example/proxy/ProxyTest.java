package io.entroprint.example.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.entropy.Direction;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.match.Verdict;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.ForwardingObserver;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProxyTest {
  private static final FingerprintLibrary LIBRARY = BundledLibrary.load();
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** What one side said at a time. */
  private static final class Turn {
    final Direction direction;
    final byte[] bytes;

    Turn(Direction direction, byte[] bytes) {
      this.direction = direction;
      this.bytes = bytes;
    }
  }

  /** Writes down what a stream of a capture says. */
  private static final class Recording extends ForwardingObserver {
    final List<Turn> turns = new ArrayList<>();
    private final StreamObserver judged;

    Recording(StreamObserver judged) {
      this.judged = judged;
    }

    @Override
    protected StreamObserver delegate() {
      return judged;
    }

    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {
      turns.add(new Turn(direction, Arrays.copyOfRange(array, offset, offset + length)));
      super.bytes(direction, array, offset, length, timeNanos);
    }
  }

  /** The streams of a capture that are whole, with their verdicts. */
  private static Map<Recording, Verdict> recorded(String capture) throws IOException {
    Map<StreamStart, Recording> recordings = new HashMap<>();
    Map<Recording, Verdict> verdicts = new LinkedHashMap<>();
    Sensor sensor =
        Sensor.builder(LIBRARY)
            .output(
                event -> {
                  if (!event.summary().orElseThrow().gap()) {
                    verdicts.put(recordings.get(event.start()), event.verdict());
                  }
                })
            .build();
    StreamObserver.Factory both =
        start -> {
          Recording recording = new Recording(sensor.open(start));
          recordings.put(start, recording);
          return recording;
        };
    try (CaptureReader reader = CaptureReader.open(Path.of("../captures").resolve(capture));
        FlowTable table = FlowTable.builder(both).build()) {
      table.acceptAll(reader);
    }
    return verdicts;
  }

  /** Plays one side of a recorded stream: says its turns, and waits for those of the other. */
  private static void play(Socket socket, Direction own, List<Turn> turns) throws IOException {
    try (socket) {
      for (Turn turn : turns) {
        if (turn.direction == own) {
          socket.getOutputStream().write(turn.bytes);
        } else {
          assertArrayEquals(turn.bytes, socket.getInputStream().readNBytes(turn.bytes.length));
        }
      }
      // The client closes first.
      if (own == Direction.TO_CLIENT) {
        assertEquals(-1, socket.getInputStream().read());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh2.pcap", "http.pcap", "ftp.pcap"})
  void connectionsThroughTheProxyGetTheVerdictsOfTheSameBytes(String capture) throws Exception {
    Map<Recording, Verdict> recorded = recorded(capture);
    assertTrue(recorded.size() >= 5, recorded.size() + " streams");
    BlockingQueue<VerdictEvent> events = new LinkedBlockingQueue<>();
    Sensor sensor = Sensor.builder(LIBRARY).output(events::add).build();
    ExecutorService sides = Executors.newFixedThreadPool(2);
    try (ServerSocket listening = new ServerSocket(0, 1, LOOPBACK);
        Proxy proxy =
            new Proxy(
                new InetSocketAddress(LOOPBACK, 0),
                (InetSocketAddress) listening.getLocalSocketAddress(),
                sensor)) {
      for (Map.Entry<Recording, Verdict> stream : recorded.entrySet()) {
        List<Turn> turns = stream.getKey().turns;
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
        assertEquals(stream.getValue(), end.verdict());
      }
      assertEquals(recorded.size(), sensor.counters().opened());
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
        .filter(t -> t.direction == direction)
        .mapToLong(t -> t.bytes.length)
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
      assertEquals(Optional.of(Verdict.Reason.NO_PAYLOAD), end.verdict().reason());
      assertEquals(0, sensor.counters().open());
    }
  }
}
