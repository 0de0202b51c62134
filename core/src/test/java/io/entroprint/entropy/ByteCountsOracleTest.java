package io.entroprint.entropy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which bytes are counted gives what counting them one by one gives. */
class ByteCountsOracleTest {
  /** Around the limits of the ways: single bytes, sixteen at a time, and a second table. */
  private static final int[] LENGTHS = {
    0, 1, 7, 8, 15, 16, 17, 24, 31, 32, 33, 300, 4095, 4096, 5000
  };

  /** Repeats a piece of random bytes: of one byte it is a run, of eight the same word again. */
  private static byte[] periodic(int length, int period, Random random) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = i < period ? (byte) random.nextInt() : bytes[i - period];
    }
    return bytes;
  }

  private static void assertCounts(byte[] all, int n, ByteCounts counts) {
    int[] expected = new int[256];
    for (int i = 0; i < n; i++) {
      expected[all[i] & 0xff]++;
    }
    int[] actual = new int[256];
    Arrays.setAll(actual, counts::count);
    assertArrayEquals(expected, actual);
    assertEquals(n, counts.total());
    if (n > 0) {
      double[] measured = new double[7];
      counts.measure(measured, 1);
      double[] naive = NaiveMeter.measures(all, n);
      for (int i = 0; i < naive.length; i++) {
        assertEquals(naive[i], measured[1 + i], 1e-9);
      }
      assertEquals(0, measured[0]);
      assertEquals(0, measured[6]);
      assertEquals(naive[0], counts.entropy(), 1e-9);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 16, 100_000})
  void countsAsOneByOne(int period) {
    Random random = new Random(period);
    for (int round = 0; round < 20; round++) {
      ByteCounts counts = new ByteCounts();
      byte[] all = new byte[60_000];
      int n = 0;
      for (int piece = 0; piece < 6; piece++) {
        byte[] bytes = periodic(LENGTHS[random.nextInt(LENGTHS.length)], period, random);
        int from = Math.min(bytes.length, random.nextInt(4));
        counts.add(bytes, from, bytes.length - from);
        System.arraycopy(bytes, from, all, n, bytes.length - from);
        n += bytes.length - from;
        if (n < FixedPoint.STEPS) {
          counts.add(65);
          all[n++] = 65;
        }
        // Asked in between or only at the end: the sums are kept in two ways.
        if (round % 2 == 0) {
          assertCounts(all, n, counts);
        }
      }
      assertCounts(all, n, counts);
      counts.clear();
      assertCounts(all, 0, counts);
      assertEquals(0, counts.entropy());
    }
  }

  /** Half a word of one value and half of another is no run of sixteen. */
  @Test
  void aRunOfEightIsNotOneOfSixteen() {
    byte[] bytes = new byte[8192];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i / 8);
    }
    for (int length : new int[] {64, 1024, bytes.length}) {
      ByteCounts counts = new ByteCounts();
      counts.add(bytes, 0, length);
      assertCounts(bytes, length, counts);
    }
  }

  @Test
  void theLastByteThatFitsIsCountedAndNoneBeyond() {
    byte[] bytes = new byte[ByteCounts.LIMIT];
    new Random(3).nextBytes(bytes);
    ByteCounts counts = new ByteCounts();
    counts.add(bytes, 0, ByteCounts.LIMIT - 1);
    assertThrows(IllegalStateException.class, () -> counts.add(bytes, 0, 2));
    assertCounts(bytes, ByteCounts.LIMIT - 1, counts);
    counts.add(bytes, ByteCounts.LIMIT - 1, 1);
    assertCounts(bytes, ByteCounts.LIMIT, counts);
    assertThrows(IllegalStateException.class, () -> counts.add(bytes, 0, 1));
    assertCounts(bytes, ByteCounts.LIMIT, counts);
  }

  @Test
  void nothingCannotBeMeasured() {
    IllegalStateException none =
        assertThrows(IllegalStateException.class, () -> new ByteCounts().measure(new double[5], 0));
    assertTrue(none.getMessage().startsWith("0 bytes were counted"), none.getMessage());
  }
}
