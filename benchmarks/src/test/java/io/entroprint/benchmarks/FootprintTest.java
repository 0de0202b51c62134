package io.entroprint.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;
import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamMeter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jol.info.GraphLayout;

class FootprintTest {
  private static final int MEDIAN = 364;

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
    assertTrue(meter(Content.RANDOM, 30_000, 40_000).estimatedFootprintBytes() < 4_096);
  }

  private static StreamMeter meter(Content content, int toServer, int toClient) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    meter.add(Direction.TO_SERVER, content.bytes(toServer), 0, toServer);
    meter.add(Direction.TO_CLIENT, content.bytes(toClient), 0, toClient);
    return meter;
  }
}
