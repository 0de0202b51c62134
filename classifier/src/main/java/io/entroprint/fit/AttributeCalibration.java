package io.entroprint.fit;

import io.entroprint.concurrent.OrderedPool;
import io.entroprint.confidence.Attribute;
import io.entroprint.confidence.Confidence;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fit.LogisticFit.Row;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Attributes;
import io.entroprint.library.Fingerprint;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.Neighbour;
import io.entroprint.search.VectorPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds out for which labels an attribute can be told, from which part of the vector, and how sure
 * that is. A stream is asked about with everything hidden that shares more with it than the
 * attribute: for the client software, what had the same server and the same settings; for the
 * server software, the same client and settings; for the settings, the whole capture family.
 */
public final class AttributeCalibration {
  /** Software is claimed where it is more likely right than wrong, each time with how likely. */
  private static final double FEWEST_RIGHT = 0.50;

  /** Settings have many values that mean little: they are claimed where they can be told. */
  private static final double FEWEST_SETTINGS_RIGHT = 0.80;

  private static final int FEWEST_ROWS = 10;

  /** Of parts about equally good the first is taken. */
  private static final double SLACK = 0.005;

  private static final double STRANGER_WEIGHT = 0.3;

  /** What is more likely wrong than right is not claimed. */
  static final double THRESHOLD = 0.5;

  private final Attribute attribute;
  private final int threads;

  public AttributeCalibration(Attribute attribute, int threads) {
    this.attribute = attribute;
    this.threads = threads;
  }

  /**
   * How well an attribute can be told for one label.
   *
   * @param part the part of the vector that tells it best
   * @param rows how many streams were asked about
   * @param accuracy the share that was said right
   * @param known a row for each stream whose value others have, too
   * @param strangers a row for each stream as if no other had its value
   * @param spread a high quantile of the distances of the known
   * @param reliable whether that is enough for a library to tell it
   */
  public record Told(
      VectorPart part,
      int rows,
      double accuracy,
      List<Row> known,
      List<Row> strangers,
      double spread,
      boolean reliable) {}

  /** By label, for all labels that carry at least two values. */
  public SortedMap<String, Told> tell(List<LabelledStream> streams) throws InterruptedException {
    Map<String, List<LabelledStream>> byLabel =
        streams.stream()
            .filter(s -> !value(s).isEmpty())
            .collect(
                Collectors.groupingBy(
                    s -> s.truth().label().orElseThrow().name(),
                    TreeMap::new,
                    Collectors.toList()));
    SortedMap<String, Told> told = new TreeMap<>();
    for (Map.Entry<String, List<LabelledStream>> entry : byLabel.entrySet()) {
      List<LabelledStream> ofLabel = entry.getValue();
      if (ofLabel.stream().map(this::value).distinct().count() > 1) {
        told.put(entry.getKey(), best(ofLabel));
      }
    }
    return told;
  }

  /** As entries of a library's header, of the labels for which it is reliable. */
  public SortedMap<String, Double> entries(String name, SortedMap<String, Told> told) {
    SortedMap<String, Double> entries = new TreeMap<>();
    confidence(told, reliable(told))
        .ifPresent(
            confidence -> {
              entries.putAll(confidence.entries(name));
              reliable(told)
                  .forEach(
                      (label, one) ->
                          entries.put(name + ".part." + label, (double) one.part().number()));
            });
    return entries;
  }

  public static SortedMap<String, Told> reliable(SortedMap<String, Told> told) {
    SortedMap<String, Told> reliable = new TreeMap<>(told);
    reliable.values().removeIf(one -> !one.reliable());
    return reliable;
  }

  /**
   * The confidence of some labels. The two factors are common to all labels; how often a label is
   * right on the whole is its own, and goes into its spread.
   *
   * @param told of which labels
   * @param from of which labels the factors are fitted
   * @return nothing if there is too little to learn from
   */
  public static Optional<Confidence> confidence(
      SortedMap<String, Told> told, SortedMap<String, Told> from) {
    List<Row> known = new ArrayList<>();
    List<Row> strangers = new ArrayList<>();
    for (Told one : from.values()) {
      // A label with many streams must not drown the others.
      double weight = 1 / Math.sqrt(one.known().size() + one.strangers().size());
      one.known().forEach(row -> known.add(row.times(weight)));
      one.strangers().forEach(row -> strangers.add(row.times(weight)));
    }
    double[] factors = LogisticFit.factors(known, strangers);
    if (factors.length == 0) {
      return Optional.empty();
    }
    SortedMap<String, Double> spreads = new TreeMap<>();
    told.forEach(
        (label, one) -> {
          List<Row> rows = new ArrayList<>(one.known());
          rows.addAll(one.strangers());
          spreads.put(label, one.spread() + LogisticFit.shift(rows, factors));
        });
    return Optional.of(
        new Confidence(
            factors[0], factors[1], factors[2], THRESHOLD, 0, spreads, Confidence.OF_ATTRIBUTES));
  }

  private Told best(List<LabelledStream> ofLabel) throws InterruptedException {
    List<Told> all = new ArrayList<>();
    for (VectorPart part : attribute.parts()) {
      all.add(tell(ofLabel, part));
    }
    double most = all.stream().mapToDouble(Told::accuracy).max().orElseThrow();
    return all.stream().filter(t -> t.accuracy() >= most - SLACK).findFirst().orElseThrow();
  }

  private Told tell(List<LabelledStream> ofLabel, VectorPart part) throws InterruptedException {
    FingerprintIndex index =
        FingerprintIndex.of(FeatureDefinition.CURRENT, part, Exemplars.of(ofLabel));
    List<List<Neighbour>> nearest =
        OrderedPool.map(
            ofLabel,
            threads,
            stream ->
                index.nearestPer(
                    f -> attribute.of(f.attributes()),
                    stream.evidence(),
                    f -> !hidden(attribute, f, stream.truth().attributes(), stream.family())));
    List<Double> distances = new ArrayList<>();
    int rows = 0;
    int right = 0;
    for (int i = 0; i < nearest.size(); i++) {
      String truth = value(ofLabel.get(i));
      if (nearest.get(i).stream().anyMatch(n -> value(n).equals(truth))) {
        rows++;
        right += value(nearest.get(i).get(0)).equals(truth) ? 1 : 0;
        distances.add(
            Confidence.logDistance(nearest.get(i).get(0).distance(), Confidence.OF_ATTRIBUTES));
      }
    }
    double spread = distances.isEmpty() ? 0 : LabelSpread.quantile(distances);
    List<Row> known = new ArrayList<>();
    List<Row> strangers = new ArrayList<>();
    for (int i = 0; i < nearest.size(); i++) {
      String truth = value(ofLabel.get(i));
      List<Neighbour> all = nearest.get(i);
      List<Neighbour> others = all.stream().filter(n -> !value(n).equals(truth)).toList();
      if (others.size() < all.size()) {
        known.add(row(all, spread, value(all.get(0)).equals(truth), 1));
      }
      if (!others.isEmpty()) {
        strangers.add(row(others, spread, false, STRANGER_WEIGHT));
      }
    }
    double accuracy = rows == 0 ? 0 : (double) right / rows;
    return new Told(
        part,
        rows,
        accuracy,
        known,
        strangers,
        spread,
        rows >= FEWEST_ROWS && accuracy >= fewestRight());
  }

  private double fewestRight() {
    return switch (attribute) {
      case SETTINGS, SETTINGS_CLASS -> FEWEST_SETTINGS_RIGHT;
      case CLIENT, SERVER, NATURE -> FEWEST_RIGHT;
    };
  }

  private static Row row(List<Neighbour> nearest, double spread, boolean hit, double weight) {
    return Row.of(nearest, spread, Confidence.OF_ATTRIBUTES, hit, weight);
  }

  /** Whether a fingerprint must not be known when a stream is asked about. */
  static boolean hidden(Attribute attribute, Fingerprint f, Attributes stream, String family) {
    boolean sameFamily = f.provenance().family().equals(family);
    Attributes a = f.attributes();
    return switch (attribute) {
      case CLIENT -> sameOtherEnd(a.server(), stream.server(), sameFamily, a, stream);
      case SERVER -> sameOtherEnd(a.client(), stream.client(), sameFamily, a, stream);
      case SETTINGS, SETTINGS_CLASS, NATURE -> sameFamily;
    };
  }

  /** An end that is not known may be the same, if the family is. */
  private static boolean sameOtherEnd(
      String end, String otherEnd, boolean sameFamily, Attributes a, Attributes b) {
    if (end.isEmpty() || otherEnd.isEmpty()) {
      return sameFamily;
    }
    return end.equals(otherEnd) && a.settings().equals(b.settings());
  }

  private String value(LabelledStream stream) {
    return attribute.of(stream.truth().attributes());
  }

  private String value(Neighbour neighbour) {
    return attribute.of(neighbour.fingerprint().attributes());
  }
}
