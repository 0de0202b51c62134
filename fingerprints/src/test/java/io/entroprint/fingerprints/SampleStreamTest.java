package io.entroprint.fingerprints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.SensorStream;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamSummary.EndReason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleStreamTest {
  private static final long NOW = 1_800_000_000_000_000_000L;
  private static final Sensor SENSOR = Sensor.builder(BundledLibrary.load()).build();

  private static SensorStream opened(SampleStream sample) {
    return SENSOR.open(
        new FlowKey(
            sample.transport(),
            IpAddress.parse("192.0.2.1"),
            50412,
            IpAddress.parse("192.0.2.2"),
            8080),
        NOW);
  }

  @Test
  void eachGetsItsLabel() {
    for (SampleStream sample : SampleStream.all()) {
      SensorStream stream = opened(sample);
      sample.feed(stream, NOW);
      assertEquals(sample.label(), stream.verdict().labelOrDecision());
      assertEquals(sample.label(), stream.close(EndReason.FIN, NOW).labelOrDecision());
    }
  }

  @Test
  void theTurnsAreWhatIsFed() {
    SampleStream sample = SampleStream.of("ssh-2");
    SensorStream byTurns = opened(sample);
    for (SampleStream.Turn turn : sample.turns()) {
      ByteBuffer bytes = turn.bytes();
      assertTrue(bytes.isReadOnly());
      byTurns.bytes(turn.direction(), bytes, NOW);
    }
    SensorStream fed = opened(sample);
    sample.feed(fed, NOW);
    assertEquals(fed.close(EndReason.FIN, NOW), byTurns.close(EndReason.FIN, NOW));
    SampleStream http = SampleStream.of("http");
    assertEquals(Direction.TO_SERVER, http.turns().get(0).direction());
  }

  @Test
  void thereAreOnesOfTheUsualLabels() {
    Set<String> usual =
        Set.of("dns", "ftp-control", "http", "quic", "rtmp", "ssh-1", "ssh-2", "tls");
    assertTrue(SampleStream.labels().containsAll(usual), SampleStream.labels().toString());
    List<String> labels = SampleStream.all().stream().map(SampleStream::label).toList();
    assertEquals(labels.stream().sorted().toList(), labels);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SampleStream.of("vrcp"));
    assertTrue(e.getMessage().startsWith("no sample of vrcp, only [dns, "), e.getMessage());
  }
}
