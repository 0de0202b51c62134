package io.entroprint.search;

import io.entroprint.library.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The nearest fingerprint of each of the few nearest groups. Of equally near ones the first counts.
 */
final class NearestGroups<G> implements Ranking {
  private final Function<Fingerprint, G> group;
  private final List<Fingerprint> fingerprints;
  private final int most;

  private record Entry<G>(G group, int place, double distance) {
    boolean isBefore(int otherPlace, double otherDistance) {
      return Ranking.isBefore(distance, place, otherDistance, otherPlace);
    }
  }

  /** Nearest first. */
  private final List<Entry<G>> nearest = new ArrayList<>();

  /** The distance of the last of them; positive infinity while there are fewer. */
  private double limit = Double.POSITIVE_INFINITY;

  NearestGroups(Function<Fingerprint, G> group, List<Fingerprint> fingerprints, int most) {
    this.group = group;
    this.fingerprints = fingerprints;
    this.most = most;
  }

  List<Neighbour> neighbours() {
    List<Neighbour> neighbours = new ArrayList<>(nearest.size());
    nearest.forEach(
        entry -> neighbours.add(new Neighbour(fingerprints.get(entry.place), entry.distance)));
    return neighbours;
  }

  @Override
  public double limit(int ofGroup) {
    return limit;
  }

  @Override
  public double limit(int ofGroup, int place) {
    Entry<G> same = entry(group.apply(fingerprints.get(place)));
    return same == null ? limit : same.distance;
  }

  private Entry<G> entry(G key) {
    for (Entry<G> entry : nearest) {
      if (entry.group.equals(key)) {
        return entry;
      }
    }
    return null;
  }

  @Override
  public void offer(int ofGroup, int place, double distance) {
    G key = group.apply(fingerprints.get(place));
    Entry<G> same = entry(key);
    if (same != null) {
      if (same.isBefore(place, distance)) {
        return;
      }
      nearest.remove(same);
    }
    int at = nearest.size();
    while (at > 0 && !nearest.get(at - 1).isBefore(place, distance)) {
      at--;
    }
    nearest.add(at, new Entry<>(key, place, distance));
    if (nearest.size() > most) {
      nearest.remove(most);
    }
    limit = nearest.size() < most ? limit : nearest.get(most - 1).distance;
  }
}
