package io.entroprint.confidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.OffsetGrid;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Checkpoints are met to the byte, whatever pieces the bytes come in, and none after a stop. */
class CheckpointedStreamTest {
  private static final OffsetGrid GRID = OffsetGrid.of(1, 5, 6, 40);
  private static final StreamStart START =
      StreamStart.of(new FlowKey(Transport.TCP, IpAddress.v4(1), 1, IpAddress.v4(2), 2), 0, 0);

  private final List<String> met = new ArrayList<>();

  private CheckpointedStream stream(int stopAt) {
    CheckpointedStream[] made = new CheckpointedStream[1];
    made[0] =
        new CheckpointedStream(
            new MeteredStream(START, FeatureDefinition.CURRENT),
            GRID,
            (stream, index, time) -> {
              assertSame(made[0].stream(), stream);
              met.add(index + " at " + stream.meter().measured() + " of " + time);
              if (index == stopAt) {
                made[0].stop();
              }
            });
    return made[0];
  }

  @Test
  void everyCheckpointIsMetAtItsByte() {
    byte[] bytes = new byte[60];
    new Random(5).nextBytes(bytes);
    StreamMeter whole = new StreamMeter(FeatureDefinition.CURRENT);
    whole.add(Direction.TO_CLIENT, bytes, 0, bytes.length);
    for (int piece : new int[] {1, 2, 3, 4, 5, 6, 7, 39, 40, 41, 60}) {
      met.clear();
      CheckpointedStream stream = stream(-1);
      // The pieces lie somewhere in an array.
      byte[] array = new byte[70];
      for (int at = 0; at < bytes.length; at += piece) {
        int length = Math.min(piece, bytes.length - at);
        System.arraycopy(bytes, at, array, 9, length);
        stream.bytes(Direction.TO_CLIENT, array, 9, length, at / piece);
        Arrays.fill(array, (byte) 0x55);
      }
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < GRID.size(); i++) {
        expected.add(i + " at " + GRID.get(i) + " of " + (GRID.get(i) - 1) / piece);
      }
      assertEquals(expected, met);
      assertEquals(whole.vector(), stream.stream().meter().vector());
      StreamSummary summary = StreamSummary.builder(START).build();
      stream.ended(summary);
      assertSame(summary, stream.stream().summary().orElseThrow());
    }
  }

  /** What comes after a stop is counted, and neither measured nor met. */
  @Test
  void nothingIsMeasuredAfterAStop() {
    byte[] bytes = new byte[60];
    CheckpointedStream stream = stream(1);
    stream.bytes(Direction.TO_SERVER, bytes, 0, 50, 1);
    stream.bytes(Direction.TO_SERVER, bytes, 0, 10, 2);
    assertEquals(List.of("0 at 1 of 1", "1 at 5 of 1"), met);
    StreamMeter five = new StreamMeter(FeatureDefinition.CURRENT);
    five.add(Direction.TO_SERVER, bytes, 0, 5);
    assertEquals(five.vector(), stream.stream().meter().vector());
  }
}
