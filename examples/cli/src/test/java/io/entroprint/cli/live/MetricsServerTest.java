package io.entroprint.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.cli.base.UsageException;
import io.entroprint.sensor.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetricsServerTest {
  private static final InetSocketAddress FREE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static String get(MetricsServer server) throws IOException {
    String address = FREE.getAddress().getHostAddress();
    String host = address.contains(":") ? "[" + address + "]" : address;
    URI uri = URI.create("http://" + host + ":" + server.port() + "/metrics");
    return new String(uri.toURL().openStream().readAllBytes(), UTF_8);
  }

  @Test
  void servesWhatThereIsAtTheMoment() throws IOException {
    AtomicLong ended = new AtomicLong();
    List<Metric> metrics =
        List.of(
            Metric.counter("entroprint.streams.ended", "streams ended", ended::get)
                .tagged("reason", "fin"),
            Metric.counter("entroprint.streams.ended", "streams ended", () -> 2)
                .tagged("reason", "rst"),
            Metric.gauge("entroprint.outputs.waiting", "events that wait", () -> 3)
                .tagged("output", "a \"b\"\\c\n"));
    Map<String, Map<String, String>> facts = Map.of("entroprint.build", Map.of("version", "1.0"));
    try (MetricsServer server = MetricsServer.start(FREE, () -> metrics, () -> facts)) {
      ended.set(9_007_199_254_740_991L);
      assertEquals(
          """
          # HELP entroprint_build_info 1; the labels say which
          # TYPE entroprint_build_info gauge
          entroprint_build_info{version="1.0"} 1
          # HELP entroprint_outputs_waiting events that wait
          # TYPE entroprint_outputs_waiting gauge
          entroprint_outputs_waiting{output="a \\"b\\"\\\\c\\n"} 3.0
          # HELP entroprint_streams_ended_total streams ended
          # TYPE entroprint_streams_ended_total counter
          entroprint_streams_ended_total{reason="fin"} 9.007199254740991E15
          entroprint_streams_ended_total{reason="rst"} 2.0
          """,
          get(server));
      ended.set(1);
      assertTrue(get(server).contains("{reason=\"fin\"} 1.0\n"));
    }
  }

  @Test
  void saysWhichPortItCannotHave() throws IOException {
    try (MetricsServer first = MetricsServer.start(FREE, List::of, Map::of)) {
      InetSocketAddress taken = new InetSocketAddress(FREE.getAddress(), first.port());
      IOException e =
          assertThrows(IOException.class, () -> MetricsServer.start(taken, List::of, Map::of));
      assertEquals(
          "cannot serve metrics on "
              + taken.getHostString()
              + ":"
              + first.port()
              + ": Address already in use",
          e.getMessage());
    }
  }

  @Test
  void readsAPlace() throws UsageException {
    assertEquals(9876, MetricsServer.place("127.0.0.1:9876").orElseThrow().getPort());
    assertTrue(MetricsServer.place("[::1]:9876").orElseThrow().getAddress().isLoopbackAddress());
    assertTrue(MetricsServer.place(null).isEmpty());
    for (String wrong : List.of("", "9876", "localhost", "localhost:", "a:65536", "::1:9", "a:b")) {
      UsageException e = assertThrows(UsageException.class, () -> MetricsServer.place(wrong));
      assertEquals("--metrics must be HOST:PORT, not '" + wrong + "'", e.getMessage());
    }
  }
}
