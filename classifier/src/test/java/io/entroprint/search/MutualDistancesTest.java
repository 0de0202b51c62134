package io.entroprint.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MutualDistancesTest {
  private static List<EntropyVector> streams() {
    Random random = new Random(1);
    List<EntropyVector> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
      for (int turn = 0; turn < i % 5; turn++) {
        byte[] bytes = new byte[1 + random.nextInt(2000)];
        random.nextBytes(bytes);
        Direction direction = random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
        meter.add(direction, bytes, 0, bytes.length);
      }
      all.add(meter.vector());
    }
    return all;
  }

  @Test
  void isTheMeanOfBothWays() {
    List<EntropyVector> streams = streams();
    MutualDistances distances = new MutualDistances(streams);
    for (int a = 0; a < streams.size(); a++) {
      for (int b = 0; b < streams.size(); b++) {
        double there = EntropyDistance.between(streams.get(a), streams.get(b), true);
        double back = EntropyDistance.between(streams.get(b), streams.get(a), true);
        assertEquals((there + back) / 2, distances.between(a, b), 1e-12);
        assertEquals(distances.between(a, b), distances.between(b, a));
      }
    }
  }

  @Test
  void aBoundChangesNoneThatIsBelowIt() {
    MutualDistances distances = new MutualDistances(streams());
    for (int a = 0; a < distances.size(); a++) {
      for (int b = 0; b < distances.size(); b++) {
        double distance = distances.between(a, b);
        double below = distances.below(a, b, 0.5);
        assertEquals(distance < 0.5 ? distance : Double.POSITIVE_INFINITY, below);
      }
    }
  }
}
