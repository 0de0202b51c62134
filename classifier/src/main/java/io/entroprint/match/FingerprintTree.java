package io.entroprint.match;

import io.entroprint.fingerprint.Fingerprint;
import io.entroprint.fingerprint.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Fingerprints in a tree of boxes around their {@link PrefixSums}. A search goes to the nearer box
 * first and leaves out what is certain to be too far; what is left it compares in full, so that it
 * finds what comparing with every fingerprint would. Immutable; a search allocates nothing.
 */
final class FingerprintTree {
  /** A box of so many fingerprints is not divided. */
  private static final int LEAF = 8;

  /** Lets ties and rounding through: they are decided by comparing in full. */
  private static final double TIES = 1e-12;

  private final List<Fingerprint> fingerprints;

  /** In the order of the tree, each node having a range: */
  private final int[] places;

  private final int[] labels;
  private final ScaledVector[] vectors;
  private final byte[] reach;
  private final float[] sums;

  /** By node, the first child being the next: */
  private final int[] secondChild;

  private final int[] from;
  private final int[] to;
  private final int[] labelOfAll;
  private final TreeBoxes boxes;

  FingerprintTree(Weighting weighting, PrefixSums prefixSums, List<Fingerprint> fingerprints) {
    this.fingerprints = fingerprints;
    int n = fingerprints.size();
    int length = prefixSums.length();
    ScaledVector[] given = new ScaledVector[n];
    float[] givenSums = new float[n * length];
    for (int i = 0; i < n; i++) {
      given[i] = new ScaledVector(weighting, fingerprints.get(i).vector());
      prefixSums.fill(given[i], givenSums, i * length);
    }
    int nodes = nodes(n);
    secondChild = new int[nodes];
    from = new int[nodes];
    to = new int[nodes];
    labelOfAll = new int[nodes];
    boxes = new TreeBoxes(nodes, length);
    TreeOrder order = new TreeOrder(weighting, prefixSums, given, givenSums);
    divide(order, 0, 0, n);

    places = order.places();
    labels = new int[n];
    vectors = new ScaledVector[n];
    reach = new byte[3 * n];
    sums = new float[n * length];
    Map<Label, Integer> numbers = new HashMap<>();
    for (int i = 0; i < n; i++) {
      int place = places[i];
      labels[i] = numbers.computeIfAbsent(fingerprints.get(place).label(), l -> numbers.size());
      vectors[i] = given[place];
      reach[3 * i] = (byte) vectors[i].both;
      reach[3 * i + 1] = (byte) vectors[i].toServer;
      reach[3 * i + 2] = (byte) vectors[i].toClient;
      System.arraycopy(givenSums, place * length, sums, i * length, length);
    }
    // A node comes before its children: backwards, those are there to be enclosed.
    for (int node = nodes - 1; node >= 0; node--) {
      int second = secondChild[node];
      if (second == 0) {
        labelOfAll[node] = labelOfAll(from[node], to[node]);
        boxes.enclose(node, from[node], to[node], reach, sums);
      } else {
        boolean same = labelOfAll[node + 1] == labelOfAll[second];
        labelOfAll[node] = same ? labelOfAll[second] : -1;
        boxes.encloseBoth(node, node + 1, second);
      }
    }
    boxes.finish();
  }

  private static int nodes(int fingerprints) {
    int half = fingerprints / 2;
    return fingerprints <= LEAF ? 1 : 1 + nodes(half) + nodes(fingerprints - half);
  }

  /** Makes a node and those below it; returns the number of the next. */
  private int divide(TreeOrder order, int node, int first, int end) {
    from[node] = first;
    to[node] = end;
    if (end - first <= LEAF) {
      return node + 1;
    }
    order.sort(first, end);
    int middle = first + (end - first) / 2;
    secondChild[node] = divide(order, node + 1, first, middle);
    return divide(order, secondChild[node], middle, end);
  }

  private int labelOfAll(int first, int end) {
    int label = first < end ? labels[first] : -1;
    for (int i = first; i < end; i++) {
      if (labels[i] != label) {
        return -1;
      }
    }
    return label;
  }

  /**
   * Offers a ranking every fingerprint that can change it.
   *
   * @param among which fingerprints may answer
   */
  void search(IndexQuery query, Ranking ranking, Predicate<Fingerprint> among) {
    int[] nodes = query.nodes;
    double[] bounds = query.bounds;
    nodes[0] = 0;
    bounds[0] = 0;
    int waiting = 1;
    while (waiting > 0) {
      int node = nodes[--waiting];
      if (bounds[waiting] > ranking.limit(labelOfAll[node])) {
        continue;
      }
      int second = secondChild[node];
      if (second == 0) {
        compare(query, ranking, among, from[node], to[node]);
        continue;
      }
      double first = query.outsideBox(boxes, node + 1);
      double other = query.outsideBox(boxes, second);
      boolean inOrder = first <= other;
      nodes[waiting] = inOrder ? second : node + 1;
      bounds[waiting++] = inOrder ? other : first;
      nodes[waiting] = inOrder ? node + 1 : second;
      bounds[waiting++] = inOrder ? first : other;
    }
  }

  private void compare(
      IndexQuery query, Ranking ranking, Predicate<Fingerprint> among, int first, int end) {
    for (int i = first; i < end; i++) {
      int label = labels[i];
      if (query.isFarther(sums, reach, i, ranking.limit(label))
          || !among.test(fingerprints.get(places[i]))) {
        continue;
      }
      double limit = ranking.limit(label, places[i]) * (1 + TIES) + TIES;
      double distance = EntropyDistance.within(query.vector, vectors[i], query.finished, limit);
      if (distance < limit) {
        ranking.offer(label, places[i], distance);
      }
    }
  }
}
