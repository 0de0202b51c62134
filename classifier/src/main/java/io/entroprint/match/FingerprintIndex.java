package io.entroprint.match;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import io.entroprint.fingerprint.Fingerprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Fingerprints ready to be searched. The search is exact: it gives what comparing with every
 * fingerprint gives, and of equally near ones the first. Immutable and thread-safe.
 */
public final class FingerprintIndex {
  private final Weighting weighting;
  private final List<Fingerprint> fingerprints;
  private final ScaledVector[] vectors;

  private FingerprintIndex(Weighting weighting, List<Fingerprint> fingerprints) {
    this.weighting = weighting;
    this.fingerprints = List.copyOf(fingerprints);
    this.vectors = new ScaledVector[this.fingerprints.size()];
    for (int i = 0; i < vectors.length; i++) {
      EntropyDistance.requireSame(
          weighting.definition, this.fingerprints.get(i).vector().definition());
      vectors[i] = new ScaledVector(weighting, this.fingerprints.get(i).vector());
    }
  }

  /**
   * An index of fingerprints in the given order.
   *
   * @param part which part of the vectors is compared
   * @throws IllegalArgumentException if one has another feature definition
   */
  public static FingerprintIndex of(
      FeatureDefinition definition, Part part, List<Fingerprint> fingerprints) {
    return new FingerprintIndex(Weighting.of(part, definition), fingerprints);
  }

  /** How many fingerprints there are. */
  public int size() {
    return vectors.length;
  }

  /**
   * The nearest fingerprint of each group, nearest group first.
   *
   * @param group what fingerprints have in common, such as their label
   * @param among which fingerprints may answer
   * @return empty if none may, or the stream has no coordinate
   */
  public <G> List<Neighbour> nearestPer(
      Function<Fingerprint, G> group, StreamEvidence stream, Predicate<Fingerprint> among) {
    ScaledVector query = query(stream);
    Map<G, Neighbour> nearest = new LinkedHashMap<>();
    for (int i = 0; i < vectors.length; i++) {
      Fingerprint fingerprint = fingerprints.get(i);
      if (among.test(fingerprint)) {
        G key = group.apply(fingerprint);
        Neighbour best = nearest.get(key);
        double bound = best == null ? Double.POSITIVE_INFINITY : best.distance();
        double distance = distance(query, i, stream, bound);
        if (distance < bound) {
          nearest.put(key, new Neighbour(fingerprint, distance));
        }
      }
    }
    List<Neighbour> sorted = new ArrayList<>(nearest.values());
    sorted.sort(
        Comparator.comparingDouble(Neighbour::distance).thenComparing(n -> n.fingerprint().id()));
    return sorted;
  }

  /**
   * The nearest fingerprint and the nearest of another label: an array of two, null where there is
   * none.
   *
   * @param among which fingerprints may answer
   */
  Neighbour[] nearestTwo(StreamEvidence stream, Predicate<Fingerprint> among) {
    ScaledVector query = query(stream);
    int best = -1;
    int other = -1;
    double bestDistance = Double.POSITIVE_INFINITY;
    double otherDistance = Double.POSITIVE_INFINITY;
    for (int i = 0; i < vectors.length; i++) {
      if (!among.test(fingerprints.get(i))) {
        continue;
      }
      boolean sameLabel =
          best >= 0 && fingerprints.get(i).label().equals(fingerprints.get(best).label());
      double bound = sameLabel ? bestDistance : otherDistance;
      double distance = distance(query, i, stream, bound);
      if (distance < bestDistance) {
        if (!sameLabel) {
          other = best;
          otherDistance = bestDistance;
        }
        best = i;
        bestDistance = distance;
      } else if (!sameLabel && distance < otherDistance) {
        other = i;
        otherDistance = distance;
      }
    }
    return new Neighbour[] {neighbour(best, bestDistance), neighbour(other, otherDistance)};
  }

  private ScaledVector query(StreamEvidence stream) {
    EntropyDistance.requireSame(stream.vector().definition(), weighting.definition);
    return new ScaledVector(weighting, stream.vector());
  }

  private double distance(ScaledVector query, int index, StreamEvidence stream, double bound) {
    if (!stream.oneDirection()) {
      return EntropyDistance.within(query, vectors[index], stream.finished(), bound);
    }
    // Only the captured direction is compared; that the other has no coordinate says nothing.
    View captured = query.toServer > 0 ? View.TO_SERVER : View.TO_CLIENT;
    return EntropyDistance.within(
        query.only(captured), vectors[index].only(captured), stream.finished(), bound);
  }

  private Neighbour neighbour(int index, double distance) {
    return index < 0 ? null : new Neighbour(fingerprints.get(index), distance);
  }
}
