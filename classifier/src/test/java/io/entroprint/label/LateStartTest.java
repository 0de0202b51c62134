package io.entroprint.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.entropy.View;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.Transport;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a recorder measures is what a capture that begins late would have shown. */
class LateStartTest {
  private static final FlowKey KEY =
      new FlowKey(
          Transport.TCP, IpAddress.parse("192.0.2.1"), 40_000, IpAddress.parse("192.0.2.2"), 80);

  private static final int[] LENGTHS = {300, 900, 40, 1500, 7};

  private final byte[][] packets = new byte[LENGTHS.length][];

  LateStartTest() {
    Random random = new Random(1);
    for (int i = 0; i < LENGTHS.length; i++) {
      packets[i] = new byte[LENGTHS[i]];
      random.nextBytes(packets[i]);
    }
  }

  private static Direction direction(int packet) {
    return packet % 2 == 0 ? Direction.TO_SERVER : Direction.TO_CLIENT;
  }

  private EntropyVector from(int packet, int offset) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    for (int i = packet; i < packets.length; i++) {
      int begin = i == packet ? offset : 0;
      meter.add(direction(i), packets[i], begin, packets[i].length - begin);
    }
    return meter.vector();
  }

  @Test
  void measuresWithoutTheFirstPacketAndWithoutTheFirstKib() {
    MeteredStream whole =
        new MeteredStream(StreamStart.of(KEY, 0, 0), new StreamMeter(FeatureDefinition.CURRENT));
    LateStart.Recorder recorder = new LateStart.Recorder(whole);
    for (int i = 0; i < packets.length; i++) {
      recorder.bytes(direction(i), packets[i], 0, packets[i].length, i);
    }
    assertEquals(from(0, 0), whole.meter().vector());
    // 1024 bytes are the 300 of the client and 724 of the server's 900.
    assertEquals(List.of(from(1, 0), from(1, 724)), recorder.vectors());
  }

  @Test
  void aHoleEndsAllOfThem() {
    LateStart.Recorder recorder =
        new LateStart.Recorder(
            new MeteredStream(
                StreamStart.of(KEY, 0, 0), new StreamMeter(FeatureDefinition.CURRENT)));
    recorder.bytes(Direction.TO_SERVER, packets[3], 0, 1500, 0);
    recorder.holeOpened(Direction.TO_CLIENT, 1);
    recorder.bytes(Direction.TO_SERVER, packets[1], 0, 900, 2);
    for (EntropyVector vector : recorder.vectors()) {
      assertTrue(vector.reached(View.BOTH) < vector.reached(View.TO_SERVER));
    }
  }

  @Test
  void nothingIsLeftOfAShortStreamAndNothingOfDatagrams() {
    LabelledStream made = MadeStreams.stream(1, "http", "f", MadeStreams.Content.TEXT);
    EntropyVector empty = new StreamMeter(FeatureDefinition.CURRENT).vector();
    LabelledStream stream =
        new LabelledStream(
            made.truth(),
            made.summary(),
            made.evidence(),
            made.growth(),
            List.of(made.evidence().vector().upTo(3, 0, 3), empty),
            made.provenance());
    StreamEvidence handshake = stream.startingLate(LateStart.HANDSHAKE).orElseThrow();
    assertEquals(made.evidence().vector(), handshake.vector());
    assertTrue(handshake.midstream());
    assertEquals(
        stream.late().get(0), stream.startingLate(LateStart.FIRST_PACKET).orElseThrow().vector());
    assertEquals(Optional.empty(), stream.startingLate(LateStart.FIRST_KIB));
    assertEquals(Optional.empty(), made.startingLate(LateStart.HANDSHAKE));
  }
}
