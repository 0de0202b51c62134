package io.entroprint.example.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.capture.FlowCounters;
import io.entroprint.capture.FlowTable;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.fingerprints.SampleStream;
import io.entroprint.sensor.Metric;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.SensorStream;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.Transport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class SensorMetersTest {
  private static final FlowKey KEY =
      new FlowKey(
          Transport.TCP, IpAddress.parse("192.0.2.1"), 50412, IpAddress.parse("192.0.2.2"), 22);

  @Test
  void whatTheSensorCountsIsWhatTheRegistryReports() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Sensor sensor = Sensor.builder(BundledLibrary.load()).build();
    new SensorMeters(sensor.metrics()).bindTo(registry);
    // Nothing but the registry holds the binder and the numbers that it was given.
    System.gc();
    SensorStream stream = sensor.open(KEY, 0);
    assertEquals(1, registry.get("entroprint.streams.open").gauge().value());
    SampleStream.of("ssh-2").feed(stream, 0);
    stream.close(EndReason.FIN, 0);
    assertEquals(0, registry.get("entroprint.streams.open").gauge().value());
    assertEquals(1, count(registry, "entroprint.verdicts", "decision", "known"));
    assertEquals(0, count(registry, "entroprint.verdicts", "decision", "unknown"));
    assertEquals(1, count(registry, "entroprint.streams.ended", "reason", "fin"));
    assertEquals(sensor.metrics().size(), registry.getMeters().size());
  }

  @Test
  void severalTablesAreToldApartByATag() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Sensor sensor = Sensor.builder(BundledLibrary.load()).build();
    try (FlowTable table = FlowTable.builder(sensor).build()) {
      FlowCounters published = table.counters();
      for (String worker : new String[] {"0", "1"}) {
        new SensorMeters(
                Metric.of(() -> published).stream().map(m -> m.tagged("worker", worker)).toList())
            .bindTo(registry);
      }
    }
    assertEquals(0, count(registry, "entroprint.capture.packets", "worker", "1"));
    assertEquals(2, registry.get("entroprint.capture.packets").functionCounters().size());
  }

  private static double count(
      SimpleMeterRegistry registry, String name, String tag, String wanted) {
    return registry.get(name).tag(tag, wanted).functionCounter().count();
  }
}
