package io.entroprint.cli.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvenSampleTest {
  @Test
  void keepsAllOfFewAndSpreadsTheRest() {
    List<String> things = IntStream.range(0, 100).mapToObj(i -> (i < 3 ? "a" : "b") + i).toList();
    List<String> kept = EvenSample.of(things, thing -> thing.substring(0, 1), 10);
    assertEquals(List.of("a0", "a1", "a2"), kept.subList(0, 3));
    assertEquals(7, kept.size() - 3);
    assertEquals(List.of("b16", "b30", "b44", "b58", "b72", "b86", "b99"), kept.subList(3, 10));
  }

  @Test
  void keepsNoMoreThanAskedFor() {
    for (int most = 0; most < 40; most++) {
      List<Integer> things = IntStream.range(0, 30).boxed().toList();
      List<Integer> kept = EvenSample.of(things, thing -> "l" + thing % 7, most);
      assertEquals(Math.min(most, 30), kept.size());
      assertTrue(things.containsAll(kept));
    }
  }
}
