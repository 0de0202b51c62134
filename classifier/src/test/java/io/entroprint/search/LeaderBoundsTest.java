package io.entroprint.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeaderBoundsTest {
  @Test
  void eachLeaderIsTakenOnceByLimitsThatGrow() {
    Random random = new Random(1);
    for (int size : new int[] {1, 2, 63, 64, 65, 1000}) {
      LeaderBounds leaders = new LeaderBounds(size);
      for (int turn = 0; turn < 3; turn++) {
        for (int i = 0; i < size; i++) {
          // Some are equal to each other, and some to a limit.
          leaders.bounds[i] = random.nextInt(40) / 8f;
        }
        float least = leaders.least();
        assertEquals(
            IntStream.range(0, size).mapToDouble(i -> leaders.bounds[i]).min().getAsDouble(),
            least);
        float above = Float.NEGATIVE_INFINITY;
        for (float most : new float[] {least, least + 1, 4.5f, Float.POSITIVE_INFINITY}) {
          int[] expected = within(leaders.bounds, above, most);
          int count = leaders.take(above, most);
          assertArrayEquals(expected, Arrays.copyOf(leaders.taken, count));
          above = most;
        }
      }
    }
  }

  private static int[] within(float[] bounds, float above, float most) {
    return IntStream.range(0, bounds.length)
        .filter(i -> above < bounds[i] && bounds[i] <= most)
        .toArray();
  }
}
