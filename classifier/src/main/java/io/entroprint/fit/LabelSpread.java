package io.entroprint.fit;

import io.entroprint.confidence.Confidence;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.Label;
import io.entroprint.search.EntropyDistance;
import io.entroprint.search.Neighbour;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * How far apart the capture families of each label are: a high quantile of the distance from a
 * stream to the nearest of its own label in another family, drawn towards that of all labels where
 * there are few families to judge by.
 */
public final class LabelSpread {
  private static final double QUANTILE = 80;

  /** The usual spread counts as much as this many families. */
  private static final double PRIOR_FAMILIES = 2;

  private final Map<Label, List<HeldOut>> byLabel = new HashMap<>();
  private final Map<String, Double> withoutFamily = new HashMap<>();
  private final double usual;

  /** The spreads by how far streams are from those of other families. */
  public LabelSpread(List<HeldOut> all) {
    List<Double> every = new ArrayList<>();
    for (HeldOut one : all) {
      byLabel.computeIfAbsent(one.label(), l -> new ArrayList<>()).add(one);
      if (!one.kin().isEmpty()) {
        every.add(logDistance(one.kin().get(0)));
      }
    }
    usual = every.isEmpty() ? 0 : quantile(every);
  }

  /** The spread of a label that has no two families. */
  double usual() {
    return usual;
  }

  /** The spread of each label. */
  SortedMap<String, Double> all() {
    SortedMap<String, Double> spreads = new TreeMap<>();
    byLabel.keySet().forEach(label -> spreads.put(label.name(), of(label, "")));
    return spreads;
  }

  /** The spread of a label as it would be without one of the families. */
  double withoutFamily(Label label, String family) {
    return withoutFamily.computeIfAbsent(label + "\t" + family, key -> of(label, family));
  }

  private double of(Label label, String hidden) {
    Set<String> families = new HashSet<>();
    List<Double> distances = new ArrayList<>();
    for (HeldOut one : byLabel.getOrDefault(label, List.of())) {
      if (!one.family().equals(hidden)) {
        for (Neighbour kin : one.kin()) {
          if (!kin.fingerprint().provenance().family().equals(hidden)) {
            families.add(one.family());
            distances.add(logDistance(kin));
            break;
          }
        }
      }
    }
    if (distances.isEmpty()) {
      return usual;
    }
    return drawn(families.size(), distances, usual);
  }

  /**
   * The spread of a label that a library did not have, by its fingerprints of one transport; empty
   * if they are of one family.
   *
   * @param usual the spread of a label that has no two families
   */
  public static OptionalDouble between(List<Fingerprint> ofLabel, double usual) {
    Set<String> families = new HashSet<>();
    List<Double> distances = new ArrayList<>();
    for (Fingerprint one : ofLabel) {
      String family = one.provenance().family();
      families.add(family);
      ofLabel.stream()
          .filter(other -> !other.provenance().family().equals(family))
          .mapToDouble(other -> EntropyDistance.between(one.vector(), other.vector(), true))
          .min()
          .ifPresent(d -> distances.add(Confidence.logDistance(d, Confidence.OF_LABELS)));
    }
    return distances.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(drawn(families.size(), distances, usual));
  }

  private static double drawn(int families, List<Double> distances, double usual) {
    return (families * quantile(distances) + PRIOR_FAMILIES * usual) / (families + PRIOR_FAMILIES);
  }

  private static double logDistance(Neighbour neighbour) {
    return Confidence.logDistance(neighbour.distance(), Confidence.OF_LABELS);
  }

  static double quantile(List<Double> values) {
    return new Percentile()
        .withEstimationType(Percentile.EstimationType.R_7)
        .evaluate(values.stream().mapToDouble(Double::doubleValue).toArray(), QUANTILE);
  }
}
