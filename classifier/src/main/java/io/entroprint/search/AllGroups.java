package io.entroprint.search;

import io.entroprint.library.Fingerprint;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The nearest fingerprint of each group. Of equally near ones of a group the first counts. */
final class AllGroups<G> implements Ranking {
  private final Function<Fingerprint, G> group;
  private final List<Fingerprint> fingerprints;
  private final Map<G, Entry> nearest = new HashMap<>();

  private record Entry(int place, double distance) {}

  AllGroups(Function<Fingerprint, G> group, List<Fingerprint> fingerprints) {
    this.group = group;
    this.fingerprints = fingerprints;
  }

  /** Nearest group first, of equally near ones that whose fingerprint comes first. */
  List<Neighbour> neighbours() {
    return nearest.values().stream()
        .sorted(Comparator.comparingDouble(Entry::distance).thenComparingInt(Entry::place))
        .map(e -> new Neighbour(fingerprints.get(e.place), e.distance))
        .toList();
  }

  @Override
  public double limit(int ofGroup) {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double limit(int ofGroup, int place) {
    Entry same = nearest.get(group.apply(fingerprints.get(place)));
    return same == null ? Double.POSITIVE_INFINITY : same.distance;
  }

  @Override
  public void offer(int ofGroup, int place, double distance) {
    G key = group.apply(fingerprints.get(place));
    Entry same = nearest.get(key);
    if (same == null || Ranking.isBefore(distance, place, same.distance, same.place)) {
      nearest.put(key, new Entry(place, distance));
    }
  }
}
