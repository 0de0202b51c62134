package io.entroprint.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeastFirstTest {
  @Test
  void givesNumbersInTheOrderOfTheirBoundsAndOfTheirOwn() {
    Random random = new Random(1);
    LeastFirst order = new LeastFirst(100);
    for (int size = 0; size <= 100; size++) {
      float[] bounds = new float[size];
      order.clear();
      for (int i = 0; i < size; i++) {
        // Some are equal, some below 0, which counts as 0, and some without an end.
        bounds[i] = random.nextInt(9) == 0 ? Float.POSITIVE_INFINITY : random.nextInt(20) / 4f - 1;
        order.add(i, bounds[i]);
      }
      order.order();
      List<Integer> taken = new ArrayList<>();
      while (!order.isEmpty()) {
        float least = order.bound();
        taken.add(order.remove());
        assertEquals(Math.max(0, bounds[taken.get(taken.size() - 1)]), least);
      }
      List<Integer> sorted =
          IntStream.range(0, size)
              .boxed()
              .sorted(Comparator.<Integer>comparingDouble(i -> Math.max(0, bounds[i])))
              .toList();
      assertEquals(sorted, taken);
    }
  }
}
