package io.entroprint.train;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import io.entroprint.fingerprint.Attributes;
import io.entroprint.fingerprint.Fingerprint;
import io.entroprint.match.Attribute;
import io.entroprint.match.FingerprintIndex;
import io.entroprint.match.Neighbour;
import io.entroprint.match.Part;
import io.entroprint.match.StreamEvidence;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Fingerprints that tell client, server, settings and nature, beside those that tell the label.
 * What is close enough for a label is too coarse for a version of its software, so these are chosen
 * for each attribute on its own, by the distance over just the part of the vector that carries it:
 * one is added where those chosen so far would say something else, or have nothing of the same
 * value close by (Hart's condensed nearest neighbour, with a radius). They hold that part alone and
 * no joined view.
 */
final class AttributeExemplars {
  /** Farther than this over a part, none stands for another of the same value. */
  private static final double RADIUS = 0.06;

  /** The nature shows in a few numbers that differ more. */
  private static final double RADIUS_OF_NATURE = 0.35;

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
    Map<List<Object>, List<Fingerprint>> byLabel =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    AttributeExemplars::labelOf, LinkedHashMap::new, Collectors.toList()));
    List<Fingerprint> beside = new ArrayList<>();
    byLabel.forEach(
        (label, ofLabel) -> {
          Map<Attribute, Part> parts = published.getOrDefault(label, Map.of());
          Map<String, Set<Attribute>> purposes = new HashMap<>();
          parts.forEach(
              (attribute, part) ->
                  chosen(attribute, part, ofLabel, keptIds)
                      .forEach(
                          id ->
                              purposes
                                  .computeIfAbsent(id, k -> EnumSet.noneOf(Attribute.class))
                                  .add(attribute)));
          for (Fingerprint f : ofLabel) {
            if (purposes.containsKey(f.id())) {
              only(f, purposes.get(f.id()), parts).ifPresent(beside::add);
            }
          }
        });
    return beside;
  }

  private static List<Object> labelOf(Fingerprint f) {
    return List.of(f.transport(), f.label().name());
  }

  /** The ids of those that an attribute needs beside the kept ones. */
  private static Set<String> chosen(
      Attribute attribute, Part part, List<Fingerprint> ofLabel, Set<String> keptIds) {
    List<Fingerprint> carriers =
        ofLabel.stream().filter(f -> !attribute.of(f.attributes()).isEmpty()).toList();
    FingerprintIndex index = FingerprintIndex.of(FeatureDefinition.EV1, part, carriers);
    Set<String> known = new HashSet<>(keptIds);
    Set<String> added = new HashSet<>();
    int before = -1;
    // What is added changes what the others would be told: on until all are served.
    while (added.size() > before) {
      before = added.size();
      for (Fingerprint f : carriers) {
        if (!known.contains(f.id()) && !served(attribute, f, index, known)) {
          known.add(f.id());
          added.add(f.id());
        }
      }
    }
    return added;
  }

  private static boolean served(
      Attribute attribute, Fingerprint f, FingerprintIndex index, Set<String> known) {
    List<Neighbour> nearest =
        index.nearestPer(
            other -> attribute.of(other.attributes()),
            StreamEvidence.of(f),
            other -> known.contains(other.id()));
    return !nearest.isEmpty()
        && nearest.get(0).distance() <= radius(attribute)
        && attribute
            .of(nearest.get(0).fingerprint().attributes())
            .equals(attribute.of(f.attributes()));
  }

  private static double radius(Attribute attribute) {
    return attribute == Attribute.NATURE ? RADIUS_OF_NATURE : RADIUS;
  }

  /** A fingerprint with just what serves the attributes. */
  private static Optional<Fingerprint> only(
      Fingerprint f, Set<Attribute> attributes, Map<Attribute, Part> parts) {
    Map<View, Integer> reach = new EnumMap<>(View.class);
    Collection<Part> needed = attributes.stream().map(parts::get).toList();
    for (View view : View.values()) {
      reach.put(
          view,
          needed.stream()
              .mapToInt(part -> part.offsets(FeatureDefinition.EV1, view))
              .max()
              .orElse(0));
    }
    EntropyVector vector = f.vector().upTo(0, reach.get(View.TO_SERVER), reach.get(View.TO_CLIENT));
    Attributes a = f.attributes();
    boolean settings =
        attributes.contains(Attribute.SETTINGS) || attributes.contains(Attribute.SETTINGS_CLASS);
    return vector.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fingerprint(
                f.id(),
                f.label(),
                f.transport(),
                new Attributes(
                    attributes.contains(Attribute.CLIENT) ? a.client() : "",
                    attributes.contains(Attribute.SERVER) ? a.server() : "",
                    settings ? a.settings() : "",
                    attributes.contains(Attribute.NATURE) ? a.nature() : Optional.empty()),
                vector,
                f.streams(),
                f.firstSeen(),
                f.lastSeen(),
                f.provenance()));
  }
}
