package io.entroprint.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.commons.math3.ml.clustering.Cluster;
import org.apache.commons.math3.ml.clustering.DBSCANClusterer;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.junit.jupiter.api.Test;

class DensityClustersTest {
  @Test
  void runsOfCorePointsAndTheirBordersAreClustersTheRestIsNoise() {
    assertArrayEquals(
        new int[] {0, 0, 0, 0, -1, 1, 1, 1, -1},
        DensityClusters.of(new long[] {0, 2, 3, 5, 20, 40, 41, 42, 99}, 2, 3));
    assertArrayEquals(new int[0], DensityClusters.of(new long[0], 2, 3));
    assertArrayEquals(new int[] {0, 0, 0}, DensityClusters.of(new long[] {7, 7, 7}, 0, 3));
  }

  /** Two cores, 4 and 12, with 8 on the border of both. */
  @Test
  void aBorderPointBetweenTwoClustersGoesToTheFirst() {
    assertArrayEquals(
        new int[] {0, 0, 0, 0, 1, 1, 1},
        DensityClusters.of(new long[] {0, 1, 4, 8, 12, 15, 16}, 4, 4));
  }

  /** commons-math3 does not count the point itself among its neighbours. */
  @Test
  void agreesWithTheGeneralAlgorithmOnRandomPoints() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      long[] points = random.longs(random.nextInt(60), 0, 200).distinct().sorted().toArray();
      int radius = random.nextInt(1, 12);
      int minPoints = random.nextInt(2, 6);
      List<DoublePoint> general = new ArrayList<>();
      for (long point : points) {
        general.add(new DoublePoint(new double[] {point}));
      }
      List<Set<Long>> expected = new ArrayList<>();
      for (Cluster<DoublePoint> cluster :
          new DBSCANClusterer<DoublePoint>(radius, minPoints - 1).cluster(general)) {
        Set<Long> members = new HashSet<>();
        cluster.getPoints().forEach(point -> members.add((long) point.getPoint()[0]));
        expected.add(members);
      }
      int[] clusters = DensityClusters.of(points, radius, minPoints);
      List<Set<Long>> found = new ArrayList<>();
      for (int i = 0; i < points.length; i++) {
        if (clusters[i] >= found.size()) {
          found.add(new HashSet<>());
        }
        if (clusters[i] >= 0) {
          found.get(clusters[i]).add(points[i]);
        }
      }
      assertEquals(expected, found, Arrays.toString(points) + " " + radius + " " + minPoints);
    }
  }
}
