package io.entroprint.discover;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.search.EntropyDistance;
import io.entroprint.search.MutualDistances;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DensityGroupingTest {
  /** As the words say it: neighbours by all pairs, then from core point to core point. */
  private static int[] naive(double[][] distances, double[] reach, int neighbours) {
    int n = reach.length;
    boolean[][] near = new boolean[n][n];
    boolean[] core = new boolean[n];
    for (int a = 0; a < n; a++) {
      int count = 0;
      for (int b = 0; b < n; b++) {
        near[a][b] = a == b || distances[a][b] < Math.min(reach[a], reach[b]);
        count += near[a][b] ? 1 : 0;
      }
      core[a] = count >= neighbours;
    }
    int[] groups = new int[n];
    Arrays.fill(groups, DensityGrouping.NOISE);
    for (int first = 0; first < n; first++) {
      if (core[first] && groups[first] == DensityGrouping.NOISE) {
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(first));
        groups[first] = first;
        while (!open.isEmpty()) {
          int a = open.poll();
          for (int b = 0; b < n; b++) {
            if (core[b] && near[a][b] && groups[b] == DensityGrouping.NOISE) {
              groups[b] = first;
              open.add(b);
            }
          }
        }
      }
    }
    for (int a = 0; a < n; a++) {
      double least = Double.POSITIVE_INFINITY;
      for (int b = 0; b < n && !core[a]; b++) {
        if (core[b] && near[a][b] && distances[a][b] < least) {
          least = distances[a][b];
          groups[a] = groups[b];
        }
      }
    }
    return groups;
  }

  @Test
  void findsWhatTheWordsSay() {
    Random random = new Random(3);
    int grouped = 0;
    int alone = 0;
    for (int round = 0; round < 20; round++) {
      List<EntropyVector> vectors = MadeVectors.ofEach(8 + round, round);
      int n = vectors.size();
      double[][] distances = new double[n][n];
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          EntropyVector va = vectors.get(a);
          EntropyVector vb = vectors.get(b);
          distances[a][b] =
              (EntropyDistance.between(va, vb, true) + EntropyDistance.between(vb, va, true)) / 2;
        }
      }
      // Of some less than nothing: what is nearest to a label that it is not has no kin.
      double[] reach = random.doubles(n, -0.02, 0.02 + round * 0.01).toArray();
      int neighbours = 2 + round % 4;
      int[] expected = naive(distances, reach, neighbours);
      int[] found =
          DensityGrouping.of(
              new MutualDistances(vectors), reach, neighbours, IntStream.range(0, n).toArray());
      assertArrayEquals(expected, found, "round " + round);
      grouped += (int) Arrays.stream(found).filter(g -> g >= 0).count();
      alone += (int) Arrays.stream(found).filter(g -> g < 0).count();
    }
    assertTrue(grouped > 100 && alone > 100, grouped + " in groups, " + alone + " in none");
  }

  @Test
  void whatIsNotInTheSampleJoinsTheGroupThatItIsNearTo() {
    List<EntropyVector> vectors = MadeVectors.ofEach(10, 5);
    double[] reach = new double[vectors.size()];
    Arrays.fill(reach, 0.15);
    int[] sample = IntStream.range(0, 5 * MadeVectors.KINDS).toArray();
    int[] found = DensityGrouping.of(new MutualDistances(vectors), reach, 4, sample);
    for (int i = 0; i < found.length; i++) {
      assertEquals(i % MadeVectors.KINDS, found[i], "stream " + i);
    }
  }
}
