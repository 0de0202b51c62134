package io.entroprint.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entroprint.confidence.Checkpoints;
import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A stream seen again as it was at a checkpoint is the stream cut off there. */
class CheckpointReachTest {
  private record Turn(Direction direction, String text) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void atACheckpointAStreamIsAsIfCutThere() {
    Random random = new Random(2009);
    for (int round = 0; round < 60; round++) {
      List<Turn> turns = turns(random);
      MeteredStream stream =
          new MeteredStream(
              StreamStart.of(
                  new FlowKey(
                      Transport.TCP,
                      IpAddress.parse("192.0.2.1"),
                      1,
                      IpAddress.parse("192.0.2.2"),
                      2),
                  0,
                  0),
              FeatureDefinition.EV1);
      CheckpointReach.Recorder recorder = new CheckpointReach.Recorder(stream);
      feedInChunks(turns, recorder.observer(), random);
      int total = turns.stream().mapToInt(t -> t.bytes().length).sum();
      CheckpointReach growth = recorder.growth();
      assertEquals(Checkpoints.GRID.reachedBy(total), growth.checkpoints());
      StreamEvidence whole = StreamEvidence.of(Transport.TCP, stream.meter());
      for (int i = 0; i < growth.checkpoints(); i++) {
        StreamEvidence then = growth.at(i, whole);
        assertEquals(cut(turns, Checkpoints.GRID.get(i)).vector(), then.vector());
        assertFalse(then.finished());
      }
    }
  }

  @Test
  void isWhatItWasMadeOf() {
    int[] reached = {3, 2, 0, 9, 8, 4};
    CheckpointReach growth = CheckpointReach.of(reached);
    assertEquals(2, growth.checkpoints());
    assertArrayEquals(reached, growth.reached());
    assertArrayEquals(new int[0], CheckpointReach.UNKNOWN.reached());
  }

  @Test
  void refusesHalfACheckpoint() {
    assertThrows(IllegalArgumentException.class, () -> CheckpointReach.of(1, 2, 3, 4));
  }

  private static List<Turn> turns(Random random) {
    List<Turn> turns = new ArrayList<>();
    int alphabet = 1 + random.nextInt(256);
    for (int i = random.nextInt(30); i >= 0; i--) {
      StringBuilder text = new StringBuilder();
      for (int left = (int) Math.exp(random.nextDouble() * 7); left > 0; left--) {
        text.append((char) random.nextInt(alphabet));
      }
      turns.add(
          new Turn(
              random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT, text.toString()));
    }
    return turns;
  }

  private static void feedInChunks(List<Turn> turns, StreamObserver observer, Random random) {
    for (Turn turn : turns) {
      int at = 0;
      while (at < turn.bytes().length) {
        int length = 1 + random.nextInt(turn.bytes().length - at);
        observer.bytes(turn.direction(), turn.bytes(), at, length, 0);
        at += length;
      }
    }
  }

  private static StreamMeter cut(List<Turn> turns, int bytes) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    int left = bytes;
    for (Turn turn : turns) {
      int take = Math.min(left, turn.bytes().length);
      meter.add(turn.direction(), turn.bytes(), 0, take);
      left -= take;
    }
    return meter;
  }
}
