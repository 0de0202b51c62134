package io.entroprint.fit;

import io.entroprint.confidence.Attribute;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Attributes;
import io.entroprint.library.Fingerprint;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.Neighbour;
import io.entroprint.search.VectorPart;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Fingerprints that tell client, server, settings and nature, beside those that tell the label.
 * What is close enough for a label is too coarse for a version of its software, so these are chosen
 * for each attribute on its own, by the distance over just the part of the vector that carries it,
 * in the manner of Hart's condensed nearest neighbour: each stream is asked about as in
 * calibration, without what shares more with it than the attribute, and once without itself alone.
 * Where all together are right and those chosen so far are not, or farther than the label's streams
 * usually are, the one that was right is added. They hold that part alone and no joined view.
 */
final class AttributeExemplars {
  /** The nature shows in a few numbers that differ more. */
  private static final double SLACK_OF_NATURE = 0.3;

  /** By transport and label: the published attributes, and how each is told. */
  private final Map<List<Object>, Map<Attribute, ClaimFit.Told>> published = new LinkedHashMap<>();

  private final Map<String, LabelledStream> streamOf;

  /**
   * None yet.
   *
   * @param streamOf by fingerprint id the stream that it was made of
   */
  AttributeExemplars(Map<String, LabelledStream> streamOf) {
    this.streamOf = streamOf;
  }

  /** Notes for which labels an attribute is published, and how it is told. */
  void publish(Attribute attribute, Transport transport, SortedMap<String, ClaimFit.Told> told) {
    told.forEach(
        (label, one) -> {
          if (one.part() != VectorPart.WHOLE) {
            published
                .computeIfAbsent(List.of(transport, label), k -> new TreeMap<>())
                .put(attribute, one);
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
          Map<Attribute, ClaimFit.Told> told = published.getOrDefault(label, Map.of());
          Map<Attribute, VectorPart> parts = new TreeMap<>();
          told.forEach((attribute, one) -> parts.put(attribute, one.part()));
          Map<String, Set<Attribute>> purposes = new HashMap<>();
          told.forEach(
              (attribute, one) ->
                  chosen(attribute, one, ofLabel, keptIds)
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
  private Set<String> chosen(
      Attribute attribute, ClaimFit.Told told, List<Fingerprint> ofLabel, Set<String> keptIds) {
    List<Fingerprint> carriers =
        ofLabel.stream().filter(f -> !attribute.of(f.attributes()).isEmpty()).toList();
    FingerprintIndex index = FingerprintIndex.of(FeatureDefinition.CURRENT, told.part(), carriers);
    List<Question> questions = new ArrayList<>();
    for (Fingerprint f : carriers) {
      ask(attribute, f, index, other -> !other.id().equals(f.id())).ifPresent(questions::add);
      for (ClaimRows.Hiding hiding : ClaimRows.Hiding.of(attribute)) {
        ask(attribute, f, index, other -> !hidden(attribute, hiding, other, f))
            .ifPresent(questions::add);
      }
      if (attribute != Attribute.NATURE) {
        // What is like another version all the same is told by itself, if it comes again.
        questions.add(new Question(f, other -> true, new Neighbour(f, 0)));
      }
    }
    Set<String> known = new HashSet<>(keptIds);
    Set<String> added = new HashSet<>();
    int before = -1;
    // What is added for one may mislead another: on until all are answered.
    while (added.size() > before) {
      before = added.size();
      for (Question question : questions) {
        String answer = question.nearest.fingerprint().id();
        if (!known.contains(answer)
            && !question.isAnswered(attribute, told.usual(), index, known)) {
          known.add(answer);
          added.add(answer);
        }
      }
    }
    return added;
  }

  private boolean hidden(
      Attribute attribute, ClaimRows.Hiding hiding, Fingerprint other, Fingerprint f) {
    return ClaimRows.hidden(
        attribute, hiding, other, streamOf.get(other.id()), streamOf.get(f.id()));
  }

  /** A question, if all fingerprints that may answer it together answer it right. */
  private static Optional<Question> ask(
      Attribute attribute, Fingerprint f, FingerprintIndex index, Predicate<Fingerprint> among) {
    return index
        .nearestPer(other -> attribute.of(other.attributes()), 1, f.evidence(), among)
        .stream()
        .filter(n -> sameValue(attribute, n.fingerprint(), f))
        .findFirst()
        .map(nearest -> new Question(f, among, nearest));
  }

  private static boolean sameValue(Attribute attribute, Fingerprint a, Fingerprint b) {
    return attribute.of(a.attributes()).equals(attribute.of(b.attributes()));
  }

  /**
   * What those chosen should be able to tell.
   *
   * @param of whose value is asked for
   * @param among which fingerprints may answer
   * @param nearest the nearest of them, which has that value
   */
  private record Question(Fingerprint of, Predicate<Fingerprint> among, Neighbour nearest) {
    boolean isAnswered(
        Attribute attribute, double usual, FingerprintIndex index, Set<String> known) {
      double most =
          attribute == Attribute.NATURE
              ? nearest.distance() + SLACK_OF_NATURE
              : Math.max(nearest.distance(), usual);
      return index
          .nearestPer(
              other -> attribute.of(other.attributes()),
              1,
              of.evidence(),
              other -> known.contains(other.id()) && among.test(other))
          .stream()
          .anyMatch(n -> n.distance() <= most && sameValue(attribute, n.fingerprint(), of));
    }
  }

  /** A fingerprint with just what serves the attributes. */
  private static Optional<Fingerprint> only(
      Fingerprint f, Set<Attribute> attributes, Map<Attribute, VectorPart> parts) {
    Map<View, Integer> reach = new EnumMap<>(View.class);
    Collection<VectorPart> needed = attributes.stream().map(parts::get).toList();
    for (View view : View.values()) {
      reach.put(
          view,
          needed.stream()
              .mapToInt(part -> part.offsets(FeatureDefinition.CURRENT, view))
              .max()
              .orElse(0));
    }
    EntropyVector vector = f.vector().upTo(0, reach.get(View.TO_SERVER), reach.get(View.TO_CLIENT));
    Attributes a = f.attributes();
    return vector.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fingerprint(
                f.id(),
                f.label(),
                f.transport(),
                attributes.contains(Attribute.NATURE)
                    ? a
                    : new Attributes(a.client(), a.server(), a.settings(), Optional.empty()),
                vector,
                f.streams(),
                f.firstSeen(),
                f.lastSeen(),
                f.provenance()));
  }
}
