package io.entroprint.search;

import io.entroprint.library.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All fingerprints of an index, group by group, in each behind its leaders. The lower bounds of all
 * leaders are worked out at once, in blocks of so many that what is worked out stays in a
 * processor's first cache; then the group of the least bound is looked through first, and so on
 * until no group can change the ranking. Immutable; a search allocates nothing.
 */
final class FingerprintGroups {
  /** How many leaders a block has at the most. */
  private static final int BLOCK = 1024;

  /** So few fingerprints are as quickly compared in full. */
  private static final int FEW = 24;

  /** Lets ties and rounding through: they are decided by comparing in full. */
  private static final double TIES = 1e-12;

  private final Weighting weighting;

  /** By place in the index. */
  private final Fingerprint[] fingerprints;

  private final ScaledVector[] vectors;
  private final int[] groups;

  /** Group by group. */
  private final Leader[] leaders;

  /** By group the first of its leaders, and behind the last group how many there are. */
  private final int[] first;

  /** Empty for a few fingerprints. */
  private final BoundColumns[] blocks;

  /**
   * By leader, group by group, its row and behind it those of its members; null for a few, and for
   * a part of the vectors, which is as quickly compared in full.
   */
  private final RoundedRows rows;

  /**
   * Makes fingerprints ready for being searched.
   *
   * @param group what the fingerprints of a group have in common
   */
  FingerprintGroups(Weighting weighting, List<Fingerprint> all, Function<Fingerprint, ?> group) {
    this.weighting = weighting;
    fingerprints = all.toArray(Fingerprint[]::new);
    vectors = new ScaledVector[fingerprints.length];
    Arrays.setAll(vectors, i -> new ScaledVector(weighting, fingerprints[i].vector()));
    groups = new int[fingerprints.length];
    Map<Object, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < fingerprints.length; i++) {
      places.computeIfAbsent(group.apply(fingerprints[i]), g -> new ArrayList<>()).add(i);
    }
    first = new int[places.size() + 1];
    List<Leader> found = new ArrayList<>();
    int number = 0;
    for (List<Integer> ofGroup : places.values()) {
      for (int place : ofGroup) {
        groups[place] = number;
      }
      if (fingerprints.length > FEW) {
        Leader.addAll(ofGroup, vectors, found);
      }
      first[++number] = found.size();
    }
    leaders = found.toArray(Leader[]::new);
    rows =
        leaders.length == 0 || weighting.part != VectorPart.WHOLE
            ? null
            : new RoundedRows(weighting, inRows());
    blocks = new BoundColumns[(leaders.length + BLOCK - 1) / BLOCK];
    Arrays.setAll(
        blocks,
        b ->
            new BoundColumns(
                weighting,
                vectors,
                Arrays.copyOfRange(leaders, b * BLOCK, Math.min(leaders.length, (b + 1) * BLOCK))));
  }

  private ScaledVector[] inRows() {
    ScaledVector[] all = new ScaledVector[vectors.length];
    int row = 0;
    for (Leader leader : leaders) {
      all[row++] = vectors[leader.place];
      for (int member : leader.members) {
        all[row++] = vectors[member];
      }
    }
    return all;
  }

  /** The numbers of the fingerprint at a place, as they are compared. */
  ScaledVector vector(int place) {
    return vectors[place];
  }

  /** Room for searches. */
  IndexQuery query() {
    return new IndexQuery(
        weighting, Math.min(leaders.length, BLOCK), leaders.length, first.length - 1);
  }

  /**
   * Offers a ranking every fingerprint that can change it.
   *
   * @param among which fingerprints may answer
   */
  void search(IndexQuery query, Ranking ranking, Predicate<Fingerprint> among) {
    if (leaders.length == 0) {
      for (int i = 0; i < vectors.length; i++) {
        compare(i, query, ranking, among);
      }
      return;
    }
    query.prepareBounds();
    for (int b = 0; b < blocks.length; b++) {
      blocks[b].bound(query);
      System.arraycopy(query.ofBlock, 0, query.bounds, b * BLOCK, blocks[b].size());
    }
    LeastFirst order = query.order;
    orderGroups(query.bounds, query.least, order);
    if (ranking.maySettle() && isSettledByTwo(query, ranking, among)) {
      return;
    }
    while (!order.isEmpty()
        && order.bound() <= ranking.limit(-1)
        && !ranking.isSettled(order.bound())) {
      searchGroup(order.remove(), query, ranking, among);
    }
  }

  /**
   * Whether the nearest leader of each of the first two groups decides all: that two groups are
   * about as near often shows before either is looked through.
   */
  private boolean isSettledByTwo(IndexQuery query, Ranking ranking, Predicate<Fingerprint> among) {
    LeastFirst order = query.order;
    float least = order.bound();
    int nearest = order.remove();
    behind(query.least[nearest], query, ranking, among);
    if (!order.isEmpty()) {
      behind(query.least[order.number()], query, ranking, among);
    }
    if (ranking.isSettled(least)) {
      return true;
    }
    searchGroup(nearest, query, ranking, among);
    return false;
  }

  /** Puts the groups in order, and down which leader of each has the least bound. */
  private void orderGroups(float[] bounds, int[] least, LeastFirst order) {
    order.clear();
    for (int g = 0; g < least.length; g++) {
      int nearest = first[g];
      float bound = bounds[nearest];
      for (int i = nearest + 1; i < first[g + 1]; i++) {
        if (bounds[i] < bound) {
          bound = bounds[i];
          nearest = i;
        }
      }
      least[g] = nearest;
      order.add(g, bound);
    }
    order.order();
  }

  /** The leader of least bound first: with that at hand few of the others are near enough. */
  private void searchGroup(
      int group, IndexQuery query, Ranking ranking, Predicate<Fingerprint> among) {
    float[] bounds = query.bounds;
    int nearest = query.least[group];
    behind(nearest, query, ranking, among);
    double limit = ranking.limit(group);
    for (int i = first[group]; i < first[group + 1]; i++) {
      if (bounds[i] <= limit && i != nearest) {
        behind(i, query, ranking, among);
        limit = ranking.limit(group);
      }
    }
  }

  /** Offers a leader and those behind it. */
  private void behind(int number, IndexQuery query, Ranking ranking, Predicate<Fingerprint> among) {
    Leader leader = leaders[number];
    if (leader.members.length == 0) {
      compareIfNear(leader.row, leader.place, query, ranking, among);
      return;
    }
    int group = groups[leader.place];
    ScaledVector vector = vectors[leader.place];
    double weight = EntropyDistance.weight(query.vector, vector, query.finished);
    double limit = limit(ranking, group, leader.place);
    double farthest = limit + leader.radius() / weight;
    if (rows != null && !rows.mayBeWithin(query, leader.row, farthest)) {
      return;
    }
    double distance = EntropyDistance.within(query.vector, vector, query.finished, farthest);
    if (distance < limit && among.test(fingerprints[leader.place])) {
      ranking.offer(group, leader.place, distance);
      limit = limit(ranking, group, leader.place);
    }
    for (int i = 0; i < leader.members.length; i++) {
      // Those that follow are nearer to the leader, and so farther from the stream.
      if (distance - leader.apart[i] / weight > limit) {
        return;
      }
      compareIfNear(leader.row + 1 + i, leader.members[i], query, ranking, among);
      limit = limit(ranking, group, leader.members[i]);
    }
  }

  private void compareIfNear(
      int row, int place, IndexQuery query, Ranking ranking, Predicate<Fingerprint> among) {
    if (rows == null || rows.mayBeWithin(query, row, limit(ranking, groups[place], place))) {
      compare(place, query, ranking, among);
    }
  }

  private void compare(int place, IndexQuery query, Ranking ranking, Predicate<Fingerprint> among) {
    if (among.test(fingerprints[place])) {
      double limit = limit(ranking, groups[place], place);
      double distance = EntropyDistance.within(query.vector, vectors[place], query.finished, limit);
      if (distance < limit) {
        ranking.offer(groups[place], place, distance);
      }
    }
  }

  private static double limit(Ranking ranking, int group, int place) {
    return ranking.limit(group, place) * (1 + TIES) + TIES;
  }
}
