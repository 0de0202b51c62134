package io.entroprint.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.stream.StreamSummary.EndReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When the length of a stream says something. */
class WholeStreamTest {
  private static final FlowKey KEY =
      new FlowKey(
          Transport.TCP, IpAddress.parse("192.0.2.1"), 40_000, IpAddress.parse("192.0.2.2"), 80);

  private static StreamSummary summary(EndReason reason, boolean toServer, boolean toClient) {
    return StreamSummary.builder(StreamStart.of(KEY, 0, 0))
        .reason(reason)
        .gaps(toServer, toClient)
        .build();
  }

  /** One that had to give way to others was not followed to its end. */
  @ParameterizedTest
  @EnumSource
  void onlyAStreamThatHadToGiveWayIsNotWhole(EndReason reason) {
    StreamSummary summary = summary(reason, false, false);
    assertEquals(reason != EndReason.EVICTED, summary.isWhole());
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    meter.add(Direction.TO_SERVER, new byte[20], 0, 20);
    assertEquals(reason != EndReason.EVICTED, StreamEvidence.of(summary, meter).finished());
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true", "true, true"})
  void aHoleInEitherDirectionLeavesItUnfinished(boolean toServer, boolean toClient) {
    assertEquals(false, summary(EndReason.FIN, toServer, toClient).isWhole());
  }

  /** What fills the measured limit changes no more, however it ended. */
  @ParameterizedTest
  @EnumSource
  void aFullMeterIsFinishedHoweverItEnded(EndReason reason) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    meter.add(Direction.TO_SERVER, new byte[65_536], 0, 65_536);
    assertEquals(true, StreamEvidence.of(summary(reason, true, false), meter).finished());
  }
}
