package io.entroprint.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowCounters;
import io.entroprint.capture.FlowTable;
import io.entroprint.capture.TcpConnection;
import io.entroprint.entropy.Direction;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.match.Verdict;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A host hands over packets, or its own segments, or its own bytes: the verdict is the same. */
class ThreeWaysInTest {

  @Test
  void packetsSegmentsAndBytesGiveTheSameVerdicts() throws IOException {
    List<Said> streams = Said.ofExampleCaptures();
    FingerprintLibrary library = Said.library(streams);
    Sensor host = Sensor.builder(library).precision(0.9).build();
    int compared = 0;
    for (String capture : Said.CAPTURES) {
      Map<Integer, Verdict> byOrdinal = new HashMap<>();
      Sensor sensor =
          Sensor.builder(library)
              .precision(0.9)
              .output(
                  event ->
                      event
                          .summary()
                          .filter(s -> !s.gap())
                          .ifPresent(
                              s -> byOrdinal.put((int) s.start().ordinal(), event.verdict())))
              .build();
      FlowCounters counters = read(capture, sensor);
      assertEquals(
          counters.tcpStreams() + counters.udpStreams(), sensor.counters().opened(), capture);
      assertEquals(counters.ended(), sensor.counters().ended());
      assertEquals(counters.streamsWithGap(), sensor.counters().gapped());

      List<Said> own = streams.stream().filter(s -> s.capture.equals(capture)).toList();
      for (Map.Entry<Integer, Verdict> expected : byOrdinal.entrySet()) {
        Said said = own.get(expected.getKey());
        SensorStream bytes =
            host.open(said.transport == Transport.TCP ? Made.KEY : Made.UDP_KEY, 0);
        said.feed(bytes, 0, said.length());
        assertEquals(expected.getValue(), bytes.close(EndReason.FIN, 0), capture);
        if (said.transport == Transport.TCP) {
          assertEquals(expected.getValue(), ofSegments(host, said), capture);
        }
        compared++;
      }
    }
    assertTrue(compared > 60, compared + " streams");
  }

  private static FlowCounters read(String capture, Sensor sensor) throws IOException {
    Path file = Path.of("../examples/captures", capture + ".pcap");
    FlowTable table = FlowTable.builder(sensor).build();
    try (table;
        CaptureReader reader = CaptureReader.open(file)) {
      table.acceptAll(reader);
    }
    return table.counters();
  }

  /** Cuts each turn into segments, sends some of them in the wrong order and some twice. */
  private static Verdict ofSegments(Sensor sensor, Said said) {
    SensorStream stream = sensor.open(Made.KEY, 0);
    TcpConnection connection =
        new TcpConnection(stream.start(), stream, TcpConnection.MAX_BUFFERED_BYTES);
    int[] next = {-5, 1_000};
    byte[] none = new byte[0];
    connection.segment(Direction.TO_SERVER, -6, 0, TcpConnection.SYN, none, 0, 0, 0);
    connection.segment(Direction.TO_CLIENT, 999, 0, TcpConnection.SYN, none, 0, 0, 0);
    said.pieces(
        0,
        said.length(),
        (from, at, length) -> {
          int sequence = next[from.ordinal()];
          int half = length / 2;
          byte[] bytes = said.bytes();
          connection.segment(from, sequence + half, 0, 0, bytes, at + half, length - half, 0);
          connection.segment(from, sequence, 0, 0, bytes, at, half, 0);
          connection.segment(from, sequence, 0, 0, bytes, at, length, 0);
          next[from.ordinal()] += length;
        });
    connection.end(EndReason.FIN);
    return stream.verdict();
  }

  @Test
  void theMetricsOfATableAreThoseOfItsCounters() throws IOException {
    Sensor sensor = Sensor.builder(Made.LIBRARY).build();
    FlowCounters counters = read("udp", sensor);
    Map<String, Long> read = new HashMap<>();
    for (Metric metric : Metric.of(() -> counters)) {
      read.put(metric.name() + metric.tags(), metric.value().getAsLong());
    }
    assertEquals(Metric.of(() -> counters).size(), read.size());
    assertEquals(counters.packets(), read.get("entroprint.capture.packets{}"));
    assertEquals(counters.udpStreams(), read.get("entroprint.capture.streams.udp{}"));
    assertEquals(0, read.get("entroprint.capture.streams.open{}"));
    assertEquals(
        counters.ended().get(EndReason.CLOSED),
        read.get("entroprint.capture.streams.ended{reason=closed}"));
    assertEquals(0, read.get("entroprint.capture.packets.dropped{reason=malformed}"));
  }
}
