package io.entroprint.match;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import io.entroprint.fingerprint.Fingerprint;
import io.entroprint.fingerprint.FingerprintLibrary;
import io.entroprint.stream.Transport;
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
  private final FeatureDefinition definition;
  private final List<Fingerprint> fingerprints;
  private final ScaledVector[] vectors;

  private FingerprintIndex(FeatureDefinition definition, List<Fingerprint> fingerprints) {
    this.definition = definition;
    this.fingerprints = List.copyOf(fingerprints);
    this.vectors = new ScaledVector[this.fingerprints.size()];
    for (int i = 0; i < vectors.length; i++) {
      EntropyDistance.requireSame(definition, this.fingerprints.get(i).vector().definition());
      vectors[i] = new ScaledVector(this.fingerprints.get(i).vector());
    }
  }

  /**
   * An index of fingerprints in the given order.
   *
   * @throws IllegalArgumentException if one has another feature definition
   */
  public static FingerprintIndex of(FeatureDefinition definition, List<Fingerprint> fingerprints) {
    return new FingerprintIndex(definition, fingerprints);
  }

  /** An index of a library's fingerprints of one transport, in the order of their ids. */
  public static FingerprintIndex of(FingerprintLibrary library, Transport transport) {
    return new FingerprintIndex(
        library.definition(),
        library.fingerprints().stream().filter(f -> f.transport() == transport).toList());
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
    return nearestPer(group, stream, scope(stream), among);
  }

  private static Scope scope(StreamEvidence stream) {
    if (!stream.oneDirection()) {
      return Scope.ALL;
    }
    // Only the direction that was captured has any coordinate.
    return Scope.only(
        stream.vector().reached(View.TO_SERVER) > 0 ? View.TO_SERVER : View.TO_CLIENT);
  }

  /** The same over a scope. */
  <G> List<Neighbour> nearestPer(
      Function<Fingerprint, G> group,
      StreamEvidence stream,
      Scope scope,
      Predicate<Fingerprint> among) {
    EntropyDistance.requireSame(stream.vector().definition(), definition);
    ScaledVector query = new ScaledVector(stream.vector());
    Map<G, Neighbour> nearest = new LinkedHashMap<>();
    for (int i = 0; i < vectors.length; i++) {
      Fingerprint fingerprint = fingerprints.get(i);
      if (among.test(fingerprint)) {
        G key = group.apply(fingerprint);
        Neighbour best = nearest.get(key);
        double bound = best == null ? Double.POSITIVE_INFINITY : best.distance();
        double distance =
            EntropyDistance.within(scope, query, vectors[i], stream.finished(), bound);
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
    EntropyDistance.requireSame(stream.vector().definition(), definition);
    ScaledVector query = new ScaledVector(stream.vector());
    Scope scope = scope(stream);
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
      double distance = EntropyDistance.within(scope, query, vectors[i], stream.finished(), bound);
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

  private Neighbour neighbour(int index, double distance) {
    return index < 0 ? null : new Neighbour(fingerprints.get(index), distance);
  }
}
