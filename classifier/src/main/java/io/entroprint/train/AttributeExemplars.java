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
  private static final double RADIUS = 0.04;

  /** No part that carries an attribute goes farther. */
  private static final int LAST_OFFSET = 1024;

  /** By transport and label: the parts that carry a published attribute. */
  private final Map<List<Object>, Set<Part>> parts = new LinkedHashMap<>();

  /** Notes that an attribute is published for some labels, and over which parts. */
  void publish(Transport transport, SortedMap<String, AttributeCalibration.Told> told) {
    told.forEach(
        (label, one) -> {
          if (one.reliable() && one.part() != Part.WHOLE) {
            parts.computeIfAbsent(List.of(transport, label), k -> new TreeSet<>()).add(one.part());
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
      if (parts.containsKey(labelOf(f)) && carriesAny(f)) {
        groups.computeIfAbsent(attributesOf(f), k -> new ArrayList<>()).add(f);
      }
    }
    List<Fingerprint> beside = new ArrayList<>();
    for (List<Fingerprint> group : groups.values()) {
      beside.addAll(cover(group, keptIds, parts.get(labelOf(group.get(0)))));
    }
    return beside;
  }

  private static List<Object> labelOf(Fingerprint f) {
    return List.of(f.transport(), f.label().name());
  }

  private static boolean carriesAny(Fingerprint f) {
    for (Attribute attribute : Attribute.values()) {
      if (!attribute.of(f.attributes()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static List<Object> attributesOf(Fingerprint f) {
    return List.of(
        labelOf(f),
        Attribute.CLIENT.of(f.attributes()),
        Attribute.SERVER.of(f.attributes()),
        Attribute.SETTINGS_CLASS.of(f.attributes()));
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
          && !indices.values().stream().allMatch(index -> covered(candidate, index, chosen))) {
        chosen.add(candidate.id());
        directions(candidate).ifPresent(added::add);
      }
    }
    return added;
  }

  private static boolean covered(
      Fingerprint candidate, FingerprintIndex index, Set<String> chosen) {
    List<Neighbour> nearest =
        index.nearestPer(
            Fingerprint::label, StreamEvidence.of(candidate), f -> chosen.contains(f.id()));
    return !nearest.isEmpty() && nearest.get(0).distance() <= RADIUS;
  }

  private static Optional<Fingerprint> directions(Fingerprint f) {
    EntropyVector vector = f.vector().upTo(LAST_OFFSET).directions();
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
