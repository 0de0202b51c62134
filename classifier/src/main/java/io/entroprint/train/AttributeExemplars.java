package io.entroprint.train;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.fingerprint.Fingerprint;
import io.entroprint.match.Attribute;
import io.entroprint.match.FingerprintIndex;
import io.entroprint.match.Neighbour;
import io.entroprint.match.Part;
import io.entroprint.match.StreamEvidence;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Fingerprints that tell client, server and settings, beside those that tell the label. What is
 * close enough for a label is too coarse for a version of its software, so these are thinned on
 * their own: by the distance over just the parts of the vector that carry an attribute. They hold
 * the two directions alone, up to where an attribute is looked for, and no joined view.
 */
final class AttributeExemplars {
  /** Nearer than this over a part, one stands for another with the same attributes. */
  private static final double RADIUS = 0.03;

  /** The nature shows in a few numbers that differ more. */
  private static final double RADIUS_OF_NATURE = 0.20;

  /** No part that carries client, server or settings goes farther. */
  private static final int LAST_OFFSET = 1024;

  /** By transport and label: the published attributes, and the part that carries each. */
  private final Map<List<Object>, Map<Attribute, Part>> published = new LinkedHashMap<>();

  /** Notes for which labels an attribute is published, and over which parts. */
  void publish(
      Attribute attribute, Transport transport, SortedMap<String, AttributeCalibration.Told> told) {
    told.forEach(
        (label, one) -> {
          if (one.reliable() && one.part() != Part.WHOLE) {
            published
                .computeIfAbsent(List.of(transport, label), k -> new TreeMap<>())
                .put(attribute, one.part());
          }
        });
  }

  /**
   * What must stand beside the kept fingerprints for the published attributes.
   *
   * @param all one for each stream
   * @param kept those that tell the label
   */
  List<Fingerprint> beside(List<Fingerprint> kept, List<Fingerprint> all) {
    Set<String> keptIds = kept.stream().map(Fingerprint::id).collect(Collectors.toSet());
    Map<List<Object>, List<Fingerprint>> groups = new LinkedHashMap<>();
    for (Fingerprint f : all) {
      Map<Attribute, Part> parts = published.getOrDefault(labelOf(f), Map.of());
      List<String> values = parts.keySet().stream().map(a -> a.of(f.attributes())).toList();
      if (values.stream().anyMatch(value -> !value.isEmpty())) {
        groups.computeIfAbsent(List.of(labelOf(f), values), k -> new ArrayList<>()).add(f);
      }
    }
    List<Fingerprint> beside = new ArrayList<>();
    for (List<Fingerprint> group : groups.values()) {
      beside.addAll(
          cover(group, keptIds, new TreeSet<>(published.get(labelOf(group.get(0))).values())));
    }
    return beside;
  }

  private static List<Object> labelOf(Fingerprint f) {
    return List.of(f.transport(), f.label().name());
  }

  private static List<Fingerprint> cover(
      List<Fingerprint> group, Set<String> keptIds, Collection<Part> parts) {
    Map<Part, FingerprintIndex> indices = new TreeMap<>();
    for (Part part : parts) {
      indices.put(part, FingerprintIndex.of(group.get(0).vector().definition(), part, group));
    }
    Set<String> chosen = new HashSet<>(keptIds);
    List<Fingerprint> added = new ArrayList<>();
    for (Fingerprint candidate : group) {
      if (!chosen.contains(candidate.id())
          && !indices.entrySet().stream()
              .allMatch(e -> covered(candidate, e.getValue(), radius(e.getKey()), chosen))) {
        chosen.add(candidate.id());
        directions(candidate, parts).ifPresent(added::add);
      }
    }
    return added;
  }

  private static double radius(Part part) {
    return part == Part.DIRECTIONS_H ? RADIUS_OF_NATURE : RADIUS;
  }

  private static boolean covered(
      Fingerprint candidate, FingerprintIndex index, double radius, Set<String> chosen) {
    List<Neighbour> nearest =
        index.nearestPer(
            Fingerprint::label, 1, StreamEvidence.of(candidate), f -> chosen.contains(f.id()));
    return !nearest.isEmpty() && nearest.get(0).distance() <= radius;
  }

  private static Optional<Fingerprint> directions(Fingerprint f, Collection<Part> parts) {
    EntropyVector whole = f.vector().directions();
    EntropyVector vector = parts.contains(Part.DIRECTIONS_H) ? whole : whole.upTo(LAST_OFFSET);
    return vector.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fingerprint(
                f.id(),
                f.label(),
                f.transport(),
                f.attributes(),
                vector,
                f.streams(),
                f.firstSeen(),
                f.lastSeen(),
                f.provenance()));
  }
}
