package io.entroprint.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import io.entroprint.envelope.Connections.Packet;
import io.entroprint.envelope.ProtoSpec.EntropyRange;
import io.entroprint.envelope.ProtoSpec.RangeUnit;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeLearnerTest {
  private static final StreamStart START = Connections.start(Transport.TCP, 22, false);

  private static Packet letters(int kinds, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i % kinds);
    }
    return new Packet(Direction.TO_SERVER, bytes);
  }

  private static EnvelopeLearner learner(List<List<Packet>> streams) throws IOException {
    EnvelopeLearner learner =
        new EnvelopeLearner(ProtoSpecTest.parse("Port: 22\nRange: 1 10 0 0\nRange: 11 99 0 0\n"));
    for (List<Packet> stream : streams) {
      Connections.feed(learner.open(START), START, stream);
    }
    return learner;
  }

  @Test
  void boundsAreTheLeastAndGreatestInEachRange() throws IOException {
    EnvelopeLearner learner =
        learner(List.of(List.of(letters(2, 8), letters(1, 8)), List.of(letters(4, 4))));
    assertEquals(2, learner.streams());
    // Of 16 bytes, 12 are 0 and 4 are 1: 0.81127812 bits.
    assertEquals(
        List.of(new EntropyRange(1, 10, 1, 2), new EntropyRange(11, 99, 0.81127812, 0.81127813)),
        learner.envelope(0).ranges());
    assertEquals(
        List.of(new EntropyRange(1, 10, 0, 4), new EntropyRange(11, 99, 0, 2.81127813)),
        learner.envelope(2).ranges());
  }

  @Test
  void leavesOutRangesThatNoStreamReachedAndStreamsThatAreNotMeant() throws IOException {
    EnvelopeLearner learner = learner(List.of(List.of(letters(2, 8))));
    StreamStart other = Connections.start(Transport.TCP, 23, false);
    Connections.feed(learner.open(other), other, List.of(letters(9, 9)));
    assertEquals(List.of(new EntropyRange(1, 10, 1, 1)), learner.envelope(0).ranges());
    assertThrows(IllegalStateException.class, () -> learner(List.of()).envelope(0));
    assertThrows(IllegalArgumentException.class, () -> learner.envelope(-1));
  }

  @Test
  void leaveOneOutCountsTheStreamsThatTheOthersDoNotCover() throws IOException {
    // Entropies 1, 1, 2, 3: only the greatest has none above it; the least is there twice.
    EnvelopeLearner learner =
        learner(
            List.of(
                List.of(letters(2, 8)),
                List.of(letters(2, 8)),
                List.of(letters(4, 8)),
                List.of(letters(8, 8))));
    assertEquals(0.25, learner.leaveOneOutAlarms(0));
    assertEquals(0.25, learner.leaveOneOutAlarms(0.9));
    assertEquals(0, learner.leaveOneOutAlarms(1));
    assertTrue(Double.isNaN(learner(List.of(List.of(letters(2, 8)))).leaveOneOutAlarms(0)));
  }

  /** Learning from all but one and watching that one, stream by stream, gives the same rate. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.1})
  void leaveOneOutAgreesWithDoingItTheLongWay(double margin) throws IOException {
    Random random = new Random(11);
    List<List<Packet>> streams = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<Packet> packets = new ArrayList<>();
      for (int j = random.nextInt(6); j >= 0; j--) {
        packets.add(letters(random.nextInt(1, 9), random.nextInt(1, 30)));
      }
      streams.add(packets);
    }
    int alarmed = 0;
    for (int i = 0; i < streams.size(); i++) {
      List<List<Packet>> others = new ArrayList<>(streams);
      List<Packet> one = others.remove(i);
      ProtoSpec envelope = learner(others).envelope(margin);
      EnvelopeMonitor monitor = new EnvelopeMonitor(List.of(envelope), alarm -> {});
      Connections.feed(monitor.open(START), START, one);
      alarmed += (int) monitor.alarmedStreams();
    }
    assertTrue(alarmed > 0 || margin > 0);
    assertEquals(
        alarmed / (double) streams.size(), learner(streams).leaveOneOutAlarms(margin), 1e-12);
  }

  @Test
  void defaultRangesCoverEveryPositionOnce() {
    for (RangeUnit unit : RangeUnit.values()) {
      long next = 1;
      for (EntropyRange range : EnvelopeLearner.ranges(unit)) {
        assertEquals(next, range.start());
        next = range.end() + 1;
      }
      assertEquals(unit == RangeUnit.BYTES ? 65_537 : 65, next);
    }
  }
}
