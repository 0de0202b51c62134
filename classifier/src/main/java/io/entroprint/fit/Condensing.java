package io.entroprint.fit;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.library.Fingerprint;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.Neighbour;
import io.entroprint.search.VectorPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Leaves out fingerprints that add little to telling the label. Two steps, each within one
 * transport and label:
 *
 * <ol>
 *   <li>Within a family: the medoid is kept, then again and again the one that is farthest from all
 *       kept, until none is farther than a radius. The others are counted for their nearest.
 *   <li>Across families, where breadth is what accuracy lives on: one is dropped only if several
 *       other families have one close by.
 * </ol>
 */
public final class Condensing {
  /** How many other families must be within the radius of one to stand for it. */
  private static final int CROWD = 3;

  private Condensing() {}

  public static List<Fingerprint> condense(List<Fingerprint> all, double radius) {
    List<Fingerprint> kept = new ArrayList<>();
    groups(all, f -> List.of(kind(f), f.provenance().family()))
        .forEach(family -> kept.addAll(withinFamily(family, radius)));
    List<Fingerprint> thinned = new ArrayList<>();
    groups(kept, Condensing::kind).forEach(kind -> thinned.addAll(acrossFamilies(kind, radius)));
    return thinned;
  }

  /** What fingerprints must have in common for one to stand for another. */
  private static List<Object> kind(Fingerprint f) {
    return List.of(f.transport(), f.label(), f.attributes().nature());
  }

  private static Iterable<List<Fingerprint>> groups(
      List<Fingerprint> all, Function<Fingerprint, Object> key) {
    return all.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  private static List<Fingerprint> withinFamily(List<Fingerprint> family, double radius) {
    double[][] apart = distances(family);
    int n = family.size();
    int[] nearestKept = new int[n];
    List<Integer> kept = new ArrayList<>();
    kept.add(medoid(apart));
    Arrays.fill(nearestKept, kept.get(0));
    while (true) {
      int farthest = -1;
      for (int i = 0; i < n; i++) {
        double distance = apart[i][nearestKept[i]];
        if (distance > radius
            && (farthest < 0 || distance > apart[farthest][nearestKept[farthest]])) {
          farthest = i;
        }
      }
      if (farthest < 0) {
        break;
      }
      kept.add(farthest);
      for (int i = 0; i < n; i++) {
        if (apart[i][farthest] < apart[i][nearestKept[i]]) {
          nearestKept[i] = farthest;
        }
      }
    }
    Map<Integer, Fingerprint> merged = new LinkedHashMap<>();
    kept.stream().sorted().forEach(k -> merged.put(k, family.get(k)));
    for (int i = 0; i < n; i++) {
      if (!kept.contains(i)) {
        Fingerprint dropped = family.get(i);
        merged.computeIfPresent(nearestKept[i], (k, f) -> standingFor(f, dropped));
      }
    }
    return List.copyOf(merged.values());
  }

  private static int medoid(double[][] apart) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < apart.length; i++) {
      double sum = 0;
      for (double d : apart[i]) {
        sum += d;
      }
      if (sum < least) {
        least = sum;
        best = i;
      }
    }
    return best;
  }

  /** The larger of the two distances of each pair, since a distance is not symmetric. */
  private static double[][] distances(List<Fingerprint> family) {
    int n = family.size();
    double[][] apart = new double[n][n];
    if (n > 1) {
      Map<String, Integer> place = new HashMap<>();
      for (int i = 0; i < n; i++) {
        place.put(family.get(i).id(), i);
      }
      FingerprintIndex index = index(family);
      for (int i = 0; i < n; i++) {
        for (Neighbour other : all(index, family.get(i))) {
          int j = place.get(other.fingerprint().id());
          apart[i][j] = Math.max(apart[i][j], other.distance());
          apart[j][i] = apart[i][j];
        }
      }
    }
    return apart;
  }

  private static List<Fingerprint> acrossFamilies(List<Fingerprint> kind, double radius) {
    if (radius == 0 || kind.size() <= CROWD) {
      return kind;
    }
    FingerprintIndex index = index(kind);
    Map<Fingerprint, List<Neighbour>> close = new LinkedHashMap<>();
    for (Fingerprint f : kind) {
      close.put(
          f,
          all(index, f).stream()
              .filter(n -> n.distance() < radius && !sameFamily(n.fingerprint(), f))
              .toList());
    }
    List<Fingerprint> order = new ArrayList<>(kind);
    order.sort(Comparator.comparing(f -> -close.get(f).size()));
    Set<String> dropped = new HashSet<>();
    for (Fingerprint f : order) {
      long families =
          close.get(f).stream()
              .filter(n -> !dropped.contains(n.fingerprint().id()))
              .map(n -> n.fingerprint().provenance().family())
              .distinct()
              .count();
      if (families >= CROWD) {
        dropped.add(f.id());
      }
    }
    Map<String, Fingerprint> left = new LinkedHashMap<>();
    kind.stream().filter(f -> !dropped.contains(f.id())).forEach(f -> left.put(f.id(), f));
    for (Fingerprint f : kind) {
      if (dropped.contains(f.id())) {
        close.get(f).stream()
            .map(n -> n.fingerprint().id())
            .filter(left::containsKey)
            .findFirst()
            .ifPresent(id -> left.computeIfPresent(id, (k, kept) -> standingFor(kept, f)));
      }
    }
    return List.copyOf(left.values());
  }

  private static boolean sameFamily(Fingerprint a, Fingerprint b) {
    return a.provenance().family().equals(b.provenance().family());
  }

  private static FingerprintIndex index(List<Fingerprint> fingerprints) {
    FeatureDefinition definition = fingerprints.get(0).vector().definition();
    return FingerprintIndex.of(definition, VectorPart.WHOLE, fingerprints);
  }

  /** Every fingerprint of the index with its distance from one, nearest first. */
  private static List<Neighbour> all(FingerprintIndex index, Fingerprint from) {
    return index.nearestPer(Fingerprint::id, from.evidence(), f -> true);
  }

  private static Fingerprint standingFor(Fingerprint kept, Fingerprint dropped) {
    return new Fingerprint(
        kept.id(),
        kept.label(),
        kept.transport(),
        kept.attributes(),
        kept.vector(),
        kept.streams() + dropped.streams(),
        dropped.firstSeen().isBefore(kept.firstSeen()) ? dropped.firstSeen() : kept.firstSeen(),
        dropped.lastSeen().isAfter(kept.lastSeen()) ? dropped.lastSeen() : kept.lastSeen(),
        kept.provenance());
  }
}
