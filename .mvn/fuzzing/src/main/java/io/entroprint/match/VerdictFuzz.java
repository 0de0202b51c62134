package io.entroprint.match;

import io.entroprint.entropy.Direction;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.fuzz.Choices;
import io.entroprint.sensor.Sensor;
import io.entroprint.sensor.SensorStream;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;

/** Any bytes get a verdict, and the same one in any chunks. */
public final class VerdictFuzz {
  private static final Sensor SENSOR =
      Sensor.builder(BundledLibrary.load()).precision(0.99).midstream(true).build();

  private VerdictFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = new Choices(input);
    Transport transport = choices.u8() % 2 == 0 ? Transport.TCP : Transport.UDP;
    FlowKey key =
        new FlowKey(transport, IpAddress.parse("192.0.2.1"), 1, IpAddress.parse("192.0.2.2"), 2);
    SensorStream chunks = SENSOR.open(key, 0);
    SensorStream bytes = SENSOR.open(key, 0);
    for (long time = 1; choices.more(); time++) {
      int head = choices.u8();
      byte[] chunk = choices.bytes(1 + (head >> 1));
      Direction direction = head % 2 == 0 ? Direction.TO_SERVER : Direction.TO_CLIENT;
      if (chunk.length > 0) {
        chunks.bytes(direction, chunk, 0, chunk.length, time);
      }
      for (int i = 0; i < chunk.length; i++) {
        bytes.bytes(direction, chunk, i, 1, time);
      }
    }
    Verdict verdict = chunks.close(StreamSummary.EndReason.CLOSED, Long.MAX_VALUE);
    if (!verdict.equals(bytes.close(StreamSummary.EndReason.CLOSED, Long.MAX_VALUE))) {
      throw new AssertionError("another verdict in other chunks");
    }
    if (!(verdict.confidence() >= 0 && verdict.confidence() <= 1)) {
      throw new AssertionError("no probability: " + verdict);
    }
  }
}
