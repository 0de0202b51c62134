package io.entroprint.discover;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;
import io.entroprint.search.MutualDistances;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.JDKRandomGenerator;

/** What {@link StreamGrouping} is compared with. All answer with a group by stream, -1 for none. */
final class OtherGroupings {
  private static final int NOISE = -1;
  private static final int ITERATIONS = 100;

  private OtherGroupings() {}

  /** DBSCAN with one reach for all. */
  static int[] oneReach(MutualDistances distances, double reach, int neighbours) {
    double[] reaches = new double[distances.size()];
    Arrays.fill(reaches, reach);
    return DensityGrouping.of(
        distances, reaches, neighbours, IntStream.range(0, distances.size()).toArray());
  }

  /** k-means++ on numbers in which what is missing is 0, told how many groups there are. */
  static int[] kMeans(List<double[]> numbers, int groups) {
    List<DoublePoint> points = numbers.stream().map(DoublePoint::new).toList();
    List<CentroidCluster<DoublePoint>> found =
        new KMeansPlusPlusClusterer<DoublePoint>(
                groups, ITERATIONS, new EuclideanDistance(), new JDKRandomGenerator(1))
            .cluster(points);
    IdentityHashMap<DoublePoint, Integer> groupOf = new IdentityHashMap<>();
    for (int g = 0; g < found.size(); g++) {
      for (DoublePoint point : found.get(g).getPoints()) {
        groupOf.put(point, g);
      }
    }
    return points.stream().mapToInt(groupOf::get).toArray();
  }

  /** All measures of a vector. */
  static double[] measures(EntropyVector vector) {
    return IntStream.range(0, vector.definition().dimension())
        .mapToDouble(i -> zeroIfMissing(vector.get(i)))
        .toArray();
  }

  /** The byte entropy of both directions together: what net-entropy plots. */
  static double[] byteEntropy(EntropyVector vector) {
    return IntStream.range(0, vector.definition().offsets().size())
        .mapToDouble(i -> zeroIfMissing(vector.get(View.BOTH, i, Measure.H)))
        .toArray();
  }

  private static double zeroIfMissing(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  /**
   * HDBSCAN (R. Campello, D. Moulavi and J. Sander, Density-Based Clustering Based on Hierarchical
   * Density Estimates, PAKDD 2013) with the clusters of most excess of mass, of which none is split
   * below a distance (C. Malzer and M. Baum, A Hybrid Approach to Hierarchical Density-based
   * Cluster Selection, MFI 2020) and none spans more than another.
   */
  static int[] hdbscan(
      MutualDistances distances, int neighbours, int fewest, double unsplit, double widest) {
    int n = distances.size();
    int[] groups = new int[n];
    Arrays.fill(groups, NOISE);
    if (n < fewest) {
      return groups;
    }
    Tree tree = Tree.of(distances, neighbours, fewest, unsplit);
    ArrayDeque<Integer> roots = new ArrayDeque<>(List.of(2 * n - 2));
    int next = 0;
    while (!roots.isEmpty()) {
      int root = roots.poll();
      if (root >= n && tree.height[root] > widest) {
        roots.add(tree.left[root]);
        roots.add(tree.right[root]);
      } else if (tree.size[root] >= fewest) {
        List<Integer> selected = new ArrayList<>();
        tree.select(root, widest, selected);
        for (int cluster : selected) {
          tree.mark(cluster, next++, groups);
        }
      }
    }
    return groups;
  }

  /** The tree of single linkage by mutual reachability. Its nodes below n are the points. */
  private static final class Tree {
    /** Keeps 1 / distance finite where points are equal. */
    private static final double SOFTENING = 0.002;

    private final int n;
    private final int fewest;
    private final double unsplit;
    private final int[] left;
    private final int[] right;
    private final int[] size;
    private final double[] height;

    private Tree(int n, int fewest, double unsplit) {
      this.n = n;
      this.fewest = fewest;
      this.unsplit = unsplit;
      left = new int[2 * n];
      right = new int[2 * n];
      size = new int[2 * n];
      height = new double[2 * n];
      Arrays.fill(size, 0, n, 1);
    }

    static Tree of(MutualDistances distances, int neighbours, int fewest, double unsplit) {
      int n = distances.size();
      Tree tree = new Tree(n, fewest, unsplit);
      double[][] edges = spanningTree(distances, neighbours);
      Arrays.sort(edges, Comparator.comparingDouble(edge -> edge[2]));
      int[] parent = IntStream.range(0, 2 * n).toArray();
      int node = n;
      for (double[] edge : edges) {
        int a = root(parent, (int) edge[0]);
        int b = root(parent, (int) edge[1]);
        tree.left[node] = a;
        tree.right[node] = b;
        tree.height[node] = edge[2];
        tree.size[node] = tree.size[a] + tree.size[b];
        parent[a] = node;
        parent[b] = node;
        node++;
      }
      return tree;
    }

    private static int root(int[] parent, int node) {
      int at = node;
      while (parent[at] != at) {
        at = parent[at];
      }
      return at;
    }

    /** By Prim's algorithm. */
    private static double[][] spanningTree(MutualDistances distances, int neighbours) {
      int n = distances.size();
      double[] core = new double[n];
      for (int i = 0; i < n; i++) {
        int a = i;
        double[] row = IntStream.range(0, n).mapToDouble(b -> distances.between(a, b)).toArray();
        Arrays.sort(row);
        core[i] = row[Math.min(n, neighbours) - 1];
      }
      double[] least = new double[n];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      int[] from = new int[n];
      boolean[] reached = new boolean[n];
      reached[0] = true;
      int at = 0;
      double[][] edges = new double[n - 1][];
      for (int e = 0; e < n - 1; e++) {
        int next = -1;
        for (int b = 0; b < n; b++) {
          if (!reached[b]) {
            double d = Math.max(distances.between(at, b), Math.max(core[at], core[b]));
            if (d < least[b]) {
              least[b] = d;
              from[b] = at;
            }
            next = next < 0 || least[b] < least[next] ? b : next;
          }
        }
        edges[e] = new double[] {from[next], next, least[next]};
        reached[next] = true;
        at = next;
      }
      return edges;
    }

    /** Puts the best clusters below a node into a list, and answers with their excess of mass. */
    double select(int cluster, double birth, List<Integer> selected) {
      double stability = 0;
      int at = cluster;
      while (at >= n) {
        double lived = 1 / (height[at] + SOFTENING) - 1 / (birth + SOFTENING);
        boolean a = size[left[at]] >= fewest;
        boolean b = size[right[at]] >= fewest;
        if (a && b && height[at] > unsplit) {
          List<Integer> below = new ArrayList<>();
          double ofThem =
              select(left[at], height[at], below) + select(right[at], height[at], below);
          stability += size[at] * lived;
          selected.addAll(ofThem > stability ? below : List.of(cluster));
          return Math.max(ofThem, stability);
        }
        if (a == b) {
          selected.add(cluster);
          return stability + size[at] * lived;
        }
        int small = a ? right[at] : left[at];
        stability += size[small] * lived;
        at = a ? left[at] : right[at];
      }
      selected.add(cluster);
      return stability + 1 / SOFTENING - 1 / (birth + SOFTENING);
    }

    void mark(int cluster, int number, int[] groups) {
      ArrayDeque<Integer> nodes = new ArrayDeque<>(List.of(cluster));
      while (!nodes.isEmpty()) {
        int node = nodes.poll();
        if (node < n) {
          groups[node] = number;
        } else {
          nodes.add(left[node]);
          nodes.add(right[node]);
        }
      }
    }
  }
}
