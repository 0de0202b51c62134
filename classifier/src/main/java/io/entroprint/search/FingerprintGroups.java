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
 * All fingerprints of an index, each behind its leader, and how they are searched: all leaders are
 * bounded by a few sums at once, those that may be near enough by more sums, and who may still be
 * is compared, least bound first. Immutable; a search allocates nothing.
 */
final class FingerprintGroups {
  /** In how many bands the sums are that bound a leader more closely. */
  private static final int BANDS = 8;

  /** So few fingerprints are as quickly compared in full. */
  private static final int FEW = 24;

  /** How far above the least bound the first round goes. */
  private static final float FIRST = 0.02f;

  /** More than what a bound in double may be wrong by. */
  private static final double ROUNDING = 1e-6;

  /** Lets ties and rounding through: they are decided by comparing in full. */
  private static final double TIES = 1e-12;

  private final Weighting weighting;

  /** By place in the index. */
  private final Fingerprint[] fingerprints;

  private final ScaledVector[] vectors;
  private final int[] groups;

  /** Group by group; none for a few fingerprints. */
  private final Leader[] leaders;

  /** By leader its group, its row and its radius: read by the thousand, and so side by side. */
  private final int[] groupOf;

  private final int[] firstRow;
  private final double[] radius;

  /** Null for a few fingerprints. */
  private final BoundColumns columns;

  /** Each leader, and behind it those of its group that it stands for; null for a few. */
  private final SumRows bands;

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
    List<Leader> found = new ArrayList<>();
    int number = 0;
    for (List<Integer> ofGroup : places.values()) {
      for (int place : ofGroup) {
        groups[place] = number;
      }
      if (fingerprints.length > FEW) {
        Leader.addAll(ofGroup, vectors, found);
      }
      number++;
    }
    leaders = found.toArray(Leader[]::new);
    groupOf = found.stream().mapToInt(leader -> groups[leader.place]).toArray();
    firstRow = found.stream().mapToInt(leader -> leader.row).toArray();
    radius = found.stream().mapToDouble(Leader::radius).toArray();
    if (leaders.length == 0) {
      columns = null;
      bands = null;
    } else {
      ScaledVector[] ofLeaders = new ScaledVector[leaders.length];
      Arrays.setAll(ofLeaders, i -> vectors[leaders[i].place]);
      columns = new BoundColumns(weighting, leaders, ofLeaders);
      bands = new SumRows(weighting, BANDS, inRows());
    }
  }

  private ScaledVector[] inRows() {
    ScaledVector[] all = new ScaledVector[vectors.length];
    for (Leader leader : leaders) {
      all[leader.row] = vectors[leader.place];
      for (int i = 0; i < leader.members.length; i++) {
        all[leader.row + 1 + i] = vectors[leader.members[i]];
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
    return leaders.length == 0
        ? new IndexQuery(weighting)
        : new IndexQuery(weighting, leaders.length, new int[bands.length()]);
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
    CoarseSums.fill(query.vector, query.sums);
    bands.fill(query.vector, query.bands, 0);
    columns.bound(query);
    // In rounds, because what is found among the nearest lowers the limit for all others.
    float above = Float.NEGATIVE_INFINITY;
    float most = query.leaders.least() + FIRST;
    int left = leaders.length;
    while (true) {
      int count = query.leaders.take(above, most);
      left -= count;
      boundMoreClosely(count, query, ranking);
      lookThrough(most, query, ranking, among);
      double limit = ranking.limit(-1);
      if (left == 0 || most >= limit || ranking.isSettled(most)) {
        return;
      }
      above = most;
      most = Math.nextUp((float) Math.min(2 * most + FIRST, limit));
    }
  }

  /** Puts those leaders of a round in order that may still be near enough. */
  private void boundMoreClosely(int count, IndexQuery query, Ranking ranking) {
    query.order.clear();
    for (int i = 0; i < count; i++) {
      int number = query.leaders.taken[i];
      double limit = ranking.limit(groupOf[number]);
      if (query.leaders.bounds[number] <= limit) {
        float bound = closer(number, query);
        if (bound <= limit) {
          query.order.add(number, bound);
        }
      }
    }
    query.order.order();
  }

  /**
   * Looks at the leaders of a round, those of the least bounds first.
   *
   * @param most no leader of a later round is nearer than this
   */
  private void lookThrough(
      float most, IndexQuery query, Ranking ranking, Predicate<Fingerprint> among) {
    LeastFirst order = query.order;
    while (!order.isEmpty() && !ranking.isSettled(Math.min(order.bound(), most))) {
      float bound = order.bound();
      int number = order.remove();
      if (bound <= ranking.limit(groupOf[number])) {
        behind(number, query, ranking, among);
      }
    }
  }

  /** A closer bound of the distances of all behind a leader. */
  private float closer(int number, IndexQuery query) {
    return (float) bound(number, firstRow[number], radius[number], query);
  }

  /**
   * Bounds the distance of what differs by no more than a radius from a row's fingerprint.
   *
   * @param number of the leader
   */
  private double bound(int number, int row, double within, IndexQuery query) {
    double differences = bands.differences(query.bands, row) - within;
    return query.distance(number, differences) - ROUNDING;
  }

  /** Offers a leader and those behind it. */
  private void behind(int number, IndexQuery query, Ranking ranking, Predicate<Fingerprint> among) {
    Leader leader = leaders[number];
    if (leader.members.length == 0) {
      compare(leader.place, query, ranking, among);
      return;
    }
    int group = groupOf[number];
    ScaledVector vector = vectors[leader.place];
    double weight = query.total(number);
    double limit = limit(ranking, group, leader.place);
    double farthest = withTies(ranking.limit(group)) + radius[number] / weight;
    double distance = EntropyDistance.within(query.vector, vector, query.finished, farthest);
    if (distance < limit && among.test(fingerprints[leader.place])) {
      ranking.offer(group, leader.place, distance);
    }
    for (int i = 0; i < leader.members.length; i++) {
      int member = leader.members[i];
      limit = limit(ranking, group, member);
      if (distance - leader.apart[i] / weight <= limit
          && bound(number, leader.row + 1 + i, 0, query) <= limit) {
        compare(member, query, ranking, among);
      }
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
    return withTies(ranking.limit(group, place));
  }

  private static double withTies(double limit) {
    return limit * (1 + TIES) + TIES;
  }
}
