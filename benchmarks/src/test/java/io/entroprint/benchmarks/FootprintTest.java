package io.entroprint.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.confidence.Checkpoints;
import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.entropy.View;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.SensorStream;
import io.entroprint.stream.Encapsulation;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jol.info.GraphLayout;

class FootprintTest {
  static {
    // To look into records and lambdas.
    System.setProperty("jol.magicFieldOffset", "true");
  }

  private static final int MEDIAN = 364;
  private static final FingerprintLibrary LIBRARY =
      FingerprintLibrary.builder(FeatureDefinition.EV1, "empty", "1.0.0")
          .created(LocalDate.EPOCH)
          .build();
  private static final FlowKey KEY =
      new FlowKey(Transport.TCP, IpAddress.v4(1), 50_412, IpAddress.v4(2), 22);

  @ParameterizedTest
  @CsvSource({
    "RANDOM, 364, 0",
    "RANDOM, 0, 364",
    "RANDOM, 200, 164",
    "RANDOM, 130, 234",
    "TEXT, 364, 0",
    "TEXT, 120, 244",
    "TEXT, 182, 182",
    "TEXT, 20, 344",
    "CONSTANT, 182, 182"
  })
  void aStreamOfMedianLengthTakesAKibibyte(Content content, int toServer, int toClient) {
    assertEquals(MEDIAN, toServer + toClient);
    StreamMeter meter = meter(content, toServer, toClient);
    assertTrue(meter.estimatedFootprintBytes() <= 1_024, meter.estimatedFootprintBytes() + " B");
  }

  @ParameterizedTest
  @CsvSource({
    "RANDOM, 0, 0",
    "TEXT, 3, 0",
    "RANDOM, 5, 3",
    "RANDOM, 120, 244",
    "TEXT, 182, 182",
    "RANDOM, 10000, 3",
    "RANDOM, 200, 60000",
    "CONSTANT, 300, 20"
  })
  void theEstimateIsWhatTheObjectsTake(Content content, int toServer, int toClient) {
    StreamMeter meter = meter(content, toServer, toClient);
    GraphLayout shared =
        GraphLayout.parseInstance(
            FeatureDefinition.EV1, View.values(), Measure.values(), Direction.values());
    long bytes = GraphLayout.parseInstance(meter).subtract(shared).totalSize();
    assertEquals(bytes, meter.estimatedFootprintBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "RANDOM, 0, 0, false",
    "TEXT, 3, 0, true",
    "TEXT, 182, 182, true",
    "RANDOM, 120, 244, false",
    "RANDOM, 200, 60000, true"
  })
  void theEstimateOfASensorsStreamIsWhatItsObjectsTake(
      Content content, int toServer, int toClient, boolean early) {
    Sensor.Builder builder = Sensor.builder(LIBRARY);
    Sensor sensor = (early ? builder.precision(0.99) : builder).build();
    SensorStream stream = sensor.open(KEY, 0);
    stream.bytes(Direction.TO_SERVER, content.bytes(toServer), 0, toServer, 0);
    stream.bytes(Direction.TO_CLIENT, content.bytes(toClient), 0, toClient, 0);
    GraphLayout shared =
        GraphLayout.parseInstance(
            sensor,
            FeatureDefinition.EV1,
            Checkpoints.LOOKS,
            View.values(),
            Measure.values(),
            Transport.values(),
            StreamStart.Beginning.values(),
            StreamStart.Orientation.values(),
            "",
            Encapsulation.NONE);
    long bytes = GraphLayout.parseInstance(stream).subtract(shared).totalSize();
    assertEquals(bytes, stream.estimatedFootprintBytes());
  }

  /** What the README promises: a million open streams in 1.5 GiB, no stream above 6 KiB. */
  @ParameterizedTest
  @CsvSource({"RANDOM, 200, 164", "TEXT, 182, 182", "RANDOM, 12, 352", "TEXT, 120, 244"})
  void aMillionStreamsOfMedianLengthFitTheBudget(Content content, int toServer, int toClient) {
    Sensor sensor = Sensor.builder(LIBRARY).precision(0.99).build();
    SensorStream stream = sensor.open(KEY, 0);
    assertTrue(stream.estimatedFootprintBytes() < 900, stream.estimatedFootprintBytes() + " B");
    stream.bytes(Direction.TO_SERVER, content.bytes(toServer), 0, toServer, 0);
    stream.bytes(Direction.TO_CLIENT, content.bytes(toClient), 0, toClient, 0);
    long million = 1_000_000L * stream.estimatedFootprintBytes();
    assertTrue(million <= 3L << 29, million + " B");
    stream.bytes(Direction.TO_CLIENT, content.bytes(64_000), 0, 64_000, 0);
    assertTrue(stream.estimatedFootprintBytes() <= 6_144, stream.estimatedFootprintBytes() + " B");
  }

  @Test
  void aShortBinaryQuestionCostsItsJoinedOffsetsToo() {
    assertTrue(meter(Content.RANDOM, 12, 352).estimatedFootprintBytes() <= 1_152);
  }

  @Test
  void aByteThatComesMoreThan255TimesNeedsWiderCounts() {
    int bytes = meter(Content.CONSTANT, 364, 0).estimatedFootprintBytes();
    assertTrue(bytes > 1_024 && bytes < 1_536, bytes + " B");
  }

  @Test
  void aLongStreamTakesFewKibibytes() {
    assertTrue(meter(Content.RANDOM, 30_000, 40_000).estimatedFootprintBytes() < 6_144);
  }

  private static StreamMeter meter(Content content, int toServer, int toClient) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    meter.add(Direction.TO_SERVER, content.bytes(toServer), 0, toServer);
    meter.add(Direction.TO_CLIENT, content.bytes(toClient), 0, toClient);
    return meter;
  }
}
