package io.entroprint.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.EntropyVector;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamMapTest {
  /** Of the bits of all places: what any machine and any Java must give. */
  private static final long DIGEST = 2725762637484629481L;

  private static double square(StreamMap map, int a, int b) {
    double dx = map.x(a) - map.x(b);
    double dy = map.y(a) - map.y(b);
    return dx * dx + dy * dy;
  }

  @Test
  void whatIsAlikeStandsTogether() {
    StreamMap map = StreamMap.of(MadeVectors.ofEach(30, 2));
    for (int i = 0; i < map.size(); i++) {
      int nearest = -1;
      for (int j = 0; j < map.size(); j++) {
        if (j != i && (nearest < 0 || square(map, i, j) < square(map, i, nearest))) {
          nearest = j;
        }
      }
      assertEquals(i % MadeVectors.KINDS, nearest % MadeVectors.KINDS, "stream " + i);
    }
  }

  @Test
  void fillsTheSquare() {
    StreamMap map = StreamMap.of(MadeVectors.ofEach(30, 2));
    double left = 1;
    double right = 0;
    double low = 1;
    double high = 0;
    for (int i = 0; i < map.size(); i++) {
      left = Math.min(left, map.x(i));
      right = Math.max(right, map.x(i));
      low = Math.min(low, map.y(i));
      high = Math.max(high, map.y(i));
    }
    assertEquals(1, Math.max(right - left, high - low), 1e-9);
    assertTrue(left >= 0 && low >= 0 && right <= 1 && high <= 1);
  }

  @Test
  void isTheSameOnEveryMachine() {
    StreamMap map = StreamMap.of(MadeVectors.ofEach(10, 2));
    long digest = 0;
    for (int i = 0; i < map.size(); i++) {
      digest = 31 * digest + Double.doubleToLongBits(map.x(i));
      digest = 31 * digest + Double.doubleToLongBits(map.y(i));
    }
    assertEquals(DIGEST, digest);
  }

  @Test
  void fewAndEqualStreamsHaveTheirPlaces() {
    assertEquals(0, StreamMap.of(List.of()).size());
    EntropyVector one = MadeVectors.of(0, new Random(1));
    assertEquals(0.5, StreamMap.of(List.of(one)).x(0));
    StreamMap equal = StreamMap.of(Collections.nCopies(20, one));
    for (int i = 0; i < 20; i++) {
      assertTrue(equal.x(i) >= 0 && equal.x(i) <= 1 && equal.y(i) >= 0 && equal.y(i) <= 1);
    }
  }
}
