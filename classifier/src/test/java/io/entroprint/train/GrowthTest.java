package io.entroprint.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GrowthTest {

  @Test
  void isWhatItWasMadeOf() {
    int[] reached = {3, 2, 0, 9, 8, 4};
    Growth growth = Growth.of(reached);
    assertEquals(2, growth.checkpoints());
    assertArrayEquals(reached, growth.reached());
    assertArrayEquals(new int[0], Growth.UNKNOWN.reached());
  }

  @Test
  void refusesHalfACheckpoint() {
    assertThrows(IllegalArgumentException.class, () -> Growth.of(1, 2, 3, 4));
  }
}
