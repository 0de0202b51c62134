package io.entroprint.search;

import io.entroprint.concurrent.Workspaces;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.Label;
import io.entroprint.stream.StreamEvidence;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Fingerprints ready to be searched. The search is exact: it gives what comparing with every
 * fingerprint gives, and of equally near ones the first. Immutable and thread-safe. It is made
 * ready by the first search, and keeps room for the searches of a few threads, some 4 KB each and
 * 24 bytes a fingerprint.
 */
public final class FingerprintIndex {
  private final Weighting weighting;
  private final List<Fingerprint> fingerprints;
  private final Function<Fingerprint, ?> group;
  private final Workspaces<IndexQuery> workspaces = new Workspaces<>(() -> groups().query());
  private volatile FingerprintGroups groups;

  private FingerprintIndex(
      Weighting weighting, List<Fingerprint> fingerprints, Function<Fingerprint, ?> group) {
    this.weighting = weighting;
    this.group = group;
    this.fingerprints = List.copyOf(fingerprints);
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
      FeatureDefinition definition, VectorPart part, List<Fingerprint> fingerprints) {
    return of(definition, part, fingerprints, Fingerprint::label);
  }

  /**
   * The same, asked for the {@link #nearestTwo} of other groups than labels.
   *
   * @param group what the fingerprints of a group have in common
   */
  public static FingerprintIndex of(
      FeatureDefinition definition,
      VectorPart part,
      List<Fingerprint> fingerprints,
      Function<Fingerprint, ?> group) {
    return new FingerprintIndex(Weighting.of(part, definition), fingerprints, group);
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

  /** The nearest fingerprint of another label than one; empty if there is none. */
  public Optional<Neighbour> nearestBut(Label label, StreamEvidence stream) {
    return nearestPer(Fingerprint::label, 2, stream, f -> true).stream()
        .filter(neighbour -> !neighbour.fingerprint().label().equals(label))
        .findFirst();
  }

  /**
   * Finds the nearest fingerprint and the nearest of another group. Allocates nothing.
   *
   * @param among which fingerprints may answer
   */
  public void nearestTwo(StreamEvidence stream, Predicate<Fingerprint> among, TwoNearest into) {
    into.clear();
    search(stream, into, among);
  }

  /** The place of the nearest fingerprint; -1 if there is none. */
  public int nearest(StreamEvidence stream, Predicate<Fingerprint> among) {
    NearestFew one = new NearestFew(1, distance -> distance);
    search(stream, one, among);
    return one.size() == 0 ? -1 : one.place(0);
  }

  /**
   * Finds the nearest fingerprint that carries a value, and how far the nearest is that carries
   * another or none. Allocates nothing. The groups of the index are the values; what carries none
   * stands behind all others, as one group.
   *
   * @param among which fingerprints may answer
   */
  public void nearestValue(StreamEvidence stream, Predicate<Fingerprint> among, NearestValue into) {
    into.clear();
    search(stream, into, among);
  }

  /**
   * Finds the nearest fingerprint of each of the nearest groups, and where each differs from the
   * stream. Allocates nothing.
   *
   * @param among which fingerprints may answer
   * @throws IllegalStateException if not whole vectors are compared
   */
  public void candidates(StreamEvidence stream, Predicate<Fingerprint> among, Candidates into) {
    if (weighting.part != VectorPart.WHOLE) {
      throw new IllegalStateException("where vectors differ is known of whole ones alone");
    }
    into.nearest().clear();
    IndexQuery query = workspaces.take();
    if (query.take(stream)) {
      groups().search(query, into.nearest(), among);
      into.fill(query, this);
    }
    workspaces.giveBack(query);
  }

  /** The fingerprint at a place of a ranking. */
  public Fingerprint get(int place) {
    return fingerprints.get(place);
  }

  private void search(StreamEvidence stream, Ranking into, Predicate<Fingerprint> among) {
    IndexQuery query = workspaces.take();
    if (query.take(stream)) {
      groups().search(query, into, among);
    }
    workspaces.giveBack(query);
  }

  /** The numbers of the fingerprint at a place, as they are compared. */
  ScaledVector vector(int place) {
    return groups().vector(place);
  }

  private FingerprintGroups groups() {
    FingerprintGroups made = groups;
    if (made == null) {
      synchronized (this) {
        made = groups;
        if (made == null) {
          made = new FingerprintGroups(weighting, fingerprints, group);
          groups = made;
        }
      }
    }
    return made;
  }
}
