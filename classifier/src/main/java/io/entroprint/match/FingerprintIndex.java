package io.entroprint.match;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fingerprint.Fingerprint;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Fingerprints ready to be searched. The search is exact: it gives what comparing with every
 * fingerprint gives, and of equally near ones the first. Immutable and thread-safe. It is made
 * ready by the first search, and keeps for each of a few threads what a search needs, some 6 KB.
 */
public final class FingerprintIndex {
  /** Of how many threads the workspaces are kept; a power of two. */
  private static final int SPARE = 8;

  private final Weighting weighting;
  private final List<Fingerprint> fingerprints;
  private final PrefixSums prefixSums;
  private final AtomicReferenceArray<IndexQuery> spare = new AtomicReferenceArray<>(SPARE);
  private volatile FingerprintTree tree;

  private FingerprintIndex(Weighting weighting, List<Fingerprint> fingerprints) {
    this.weighting = weighting;
    this.fingerprints = List.copyOf(fingerprints);
    prefixSums = new PrefixSums(weighting);
    for (Fingerprint fingerprint : this.fingerprints) {
      EntropyDistance.requireSame(weighting.definition, fingerprint.vector().definition());
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
    return fingerprints.size();
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
    AllGroups<G> all = new AllGroups<>(group, fingerprints);
    search(stream, all, among);
    return all.neighbours();
  }

  /**
   * The nearest fingerprint of each of the nearest groups, nearest group first: quicker than to ask
   * for all.
   *
   * @param group what fingerprints have in common, such as their label
   * @param most of how many groups, a few
   * @param among which fingerprints may answer
   * @return empty if none may, or the stream has no coordinate
   */
  public <G> List<Neighbour> nearestPer(
      Function<Fingerprint, G> group,
      int most,
      StreamEvidence stream,
      Predicate<Fingerprint> among) {
    NearestGroups<G> nearest = new NearestGroups<>(group, fingerprints, most);
    search(stream, nearest, among);
    return nearest.neighbours();
  }

  /**
   * Finds the nearest fingerprint and the nearest of another label. Allocates nothing.
   *
   * @param among which fingerprints may answer
   */
  void nearestTwo(StreamEvidence stream, Predicate<Fingerprint> among, TwoLabels into) {
    into.clear();
    search(stream, into, among);
  }

  /** The fingerprint at a place of a ranking. */
  Fingerprint get(int place) {
    return fingerprints.get(place);
  }

  private void search(StreamEvidence stream, Ranking into, Predicate<Fingerprint> among) {
    int slot = (int) Thread.currentThread().getId() & (SPARE - 1);
    IndexQuery query = spare.getAndSet(slot, null);
    if (query == null) {
      query = new IndexQuery(weighting, prefixSums);
    }
    if (query.take(stream)) {
      tree().search(query, into, among);
    }
    spare.set(slot, query);
  }

  private FingerprintTree tree() {
    FingerprintTree made = tree;
    if (made == null) {
      synchronized (this) {
        made = tree;
        if (made == null) {
          made = new FingerprintTree(weighting, prefixSums, fingerprints);
          tree = made;
        }
      }
    }
    return made;
  }
}
