package io.entroprint.fit;

import io.entroprint.confidence.Attribute;
import io.entroprint.confidence.ClaimCalibration;
import io.entroprint.confidence.ClaimCalibration.OfLabel;
import io.entroprint.fit.ClaimRows.ClaimRow;
import io.entroprint.label.LabelledStream;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * For which labels an attribute is claimed at all, and how much surer a label's claims must be:
 * what is said must mostly be right among as much unknown software as is to be expected.
 *
 * <p>A confidence is right on average over labels. Whether a program that nobody has seen looks
 * like a known one differs from label to label, and the streams of one program look alike: it is
 * the number of programs that says how well this is known, however many streams they have.
 *
 * <p>How much unknown software is to be expected is estimated as Good and Turing did (I. J. Good,
 * The population frequencies of species and the estimation of population parameters, Biometrika 40,
 * 1953): the probability that the next family is of a program not seen so far is the share of
 * families that are the only one of their program.
 */
final class ClaimPublication {
  /** Of labels with fewer programs nothing is said: none has been the stranger to another. */
  private static final int FEWEST_PRODUCTS = 2;

  /** The share of what is said of programs that must be right. */
  private static final double LEAST_RIGHT = 0.85;

  /** How many programs the mean of all labels counts as, beside a label's own. */
  private static final double PRIOR_PRODUCTS = 4;

  /** By how much a label's sums are lowered at a time, until enough is right, and at most. */
  private static final double STEP = 0.1;

  private static final int STEPS = 60;

  private final Attribute attribute;
  private final Transport transport;

  ClaimPublication(Attribute attribute, Transport transport) {
    this.attribute = attribute;
    this.transport = transport;
  }

  /**
   * Whether the unknown are reckoned with. They are not for a server over TCP: it says much of
   * itself, and few programs are most servers.
   */
  private boolean reckonsWithUnknown() {
    return switch (attribute) {
      case CLIENT, CLIENT_PRODUCT -> true;
      case SERVER, SERVER_PRODUCT -> transport == Transport.UDP;
      case SETTINGS, SETTINGS_CLASS, NATURE -> false;
    };
  }

  /** Whether software is asked for of a label that too few programs speak. */
  boolean hasFewProducts(List<LabelledStream> ofLabel) {
    Attribute product = attribute.coarser().orElse(attribute);
    return reckonsWithUnknown() && families(product, ofLabel).size() < FEWEST_PRODUCTS;
  }

  /** By value the families that have it. */
  private static Map<String, Set<String>> families(
      Attribute attribute, List<LabelledStream> ofLabel) {
    return ofLabel.stream()
        .filter(s -> !attribute.of(s.truth().attributes()).isEmpty())
        .collect(
            Collectors.groupingBy(
                s -> attribute.of(s.truth().attributes()),
                TreeMap::new,
                Collectors.mapping(LabelledStream::family, Collectors.toSet())));
  }

  /**
   * How many families of an unknown value are to be expected, to one of a known value; infinitely
   * many if no value has two families.
   */
  private double unknownToKnown(List<LabelledStream> ofLabel) {
    Collection<Set<String>> families = families(attribute, ofLabel).values();
    double all = families.stream().mapToInt(Set::size).sum();
    double once = families.stream().filter(f -> f.size() == 1).count();
    return once / (all - once);
  }

  /**
   * The labels of which something is claimed, some of them with a lower shift.
   *
   * @param calibration of all labels that can be told
   * @param rows what was asked, for each of them
   * @param streams of which, by label
   */
  SortedMap<String, OfLabel> published(
      ClaimCalibration calibration,
      SortedMap<String, ClaimRows> rows,
      Map<String, List<LabelledStream>> streams) {
    SortedMap<String, OfLabel> published = new TreeMap<>();
    if (reckonsWithUnknown()) {
      SortedMap<String, Sums> sums = new TreeMap<>();
      rows.forEach((label, ofLabel) -> sums.put(label, Sums.of(calibration, label, ofLabel)));
      double usual =
          sums.values().stream()
              .flatMap(s -> s.strangers.stream())
              .mapToDouble(s -> Sums.share(s, 0))
              .average()
              .orElse(0);
      calibration
          .labels()
          .forEach(
              (label, own) -> {
                double lowered = sums.get(label).lowered(usual, unknownToKnown(streams.get(label)));
                if (lowered < STEP * STEPS) {
                  published.put(
                      label,
                      new OfLabel(own.part(), own.shift() - lowered, own.softening(), own.usual()));
                }
              });
    } else {
      calibration
          .labels()
          .forEach(
              (label, own) -> {
                if (precision(calibration, rows.get(label), own) >= leastPrecision()) {
                  published.put(label, own);
                }
              });
    }
    return published;
  }

  /**
   * A label is published if so many of its claims are right where what the library has and what it
   * lacks are equally common. The product of a server over TCP may always be said: its confidence
   * is enough to go by.
   */
  private double leastPrecision() {
    return switch (attribute) {
      case SERVER -> 0.75;
      case SETTINGS, SETTINGS_CLASS -> 0.92;
      case CLIENT, CLIENT_PRODUCT, SERVER_PRODUCT, NATURE -> 0;
    };
  }

  /**
   * The share of a label's claims that are right if known and unknown values are equally common.
   */
  private static double precision(ClaimCalibration calibration, ClaimRows rows, OfLabel own) {
    double right = 0;
    double wrong = 0;
    for (ClaimRow row : rows.known()) {
      if (calibration.of(own, row.distance(), row.next()) >= calibration.threshold()) {
        right += row.hit() ? 1 : 0;
        wrong += row.hit() ? 0 : 1;
      }
    }
    List<ClaimRow> others = rows.strangers().isEmpty() ? rows.unvalued() : rows.strangers();
    long claimed =
        others.stream()
            .filter(r -> calibration.of(own, r.distance(), r.next()) >= calibration.threshold())
            .count();
    double share = others.isEmpty() ? 0 : (double) claimed / others.size();
    double said = right + wrong + share * rows.known().size();
    return said == 0 ? 0 : right / said;
  }

  /**
   * How far above the threshold the sums of a label's answers are.
   *
   * @param hits of the known that are right
   * @param misses of the known that are wrong
   * @param strangers of each program, hidden
   */
  private record Sums(List<Double> hits, List<Double> misses, List<List<Double>> strangers) {
    static Sums of(ClaimCalibration calibration, String label, ClaimRows rows) {
      OfLabel own = calibration.labels().get(label);
      Map<Boolean, List<Double>> known =
          rows.known().stream()
              .collect(
                  Collectors.partitioningBy(
                      ClaimRow::hit,
                      Collectors.mapping(r -> sum(calibration, own, r), Collectors.toList())));
      Map<String, List<Double>> byProduct =
          rows.strangers().stream()
              .collect(
                  Collectors.groupingBy(
                      ClaimRow::product,
                      TreeMap::new,
                      Collectors.mapping(r -> sum(calibration, own, r), Collectors.toList())));
      return new Sums(known.get(true), known.get(false), new ArrayList<>(byProduct.values()));
    }

    private static double sum(ClaimCalibration calibration, OfLabel own, ClaimRow row) {
      return logit(calibration.of(own, row.distance(), row.next()))
          - logit(calibration.threshold());
    }

    private static double logit(double p) {
      return StrictMath.log(p / (1 - p));
    }

    /** The share that is claimed when all sums are lowered. */
    static double share(List<Double> sums, double lowered) {
      return sums.stream().mapToInt(s -> s >= lowered ? 1 : 0).average().orElse(0);
    }

    /**
     * By how much the sums must be lowered at the least, so that enough of what is said is right;
     * the most possible if nothing would be said then.
     *
     * @param usual how often a program that is hidden gets a claim, over all labels
     * @param unknownToKnown how many families of unknown programs are to be expected, to one known
     */
    double lowered(double usual, double unknownToKnown) {
      double known = hits.size() + misses.size();
      for (int step = 0; step < STEPS; step++) {
        double lowered = STEP * step;
        double right = hits.size() / known * share(hits, lowered);
        double wrong = misses.size() / known * share(misses, lowered);
        double own = strangers.stream().mapToDouble(s -> share(s, lowered)).sum();
        double unknown =
            (own + PRIOR_PRODUCTS * usual * StrictMath.exp(-lowered))
                / (strangers.size() + PRIOR_PRODUCTS);
        if (right > 0 && right / (right + wrong + unknownToKnown * unknown) >= LEAST_RIGHT) {
          return lowered;
        }
      }
      return STEP * STEPS;
    }
  }
}
