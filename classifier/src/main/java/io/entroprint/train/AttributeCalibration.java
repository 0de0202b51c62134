package io.entroprint.train;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fingerprint.Attributes;
import io.entroprint.fingerprint.Fingerprint;
import io.entroprint.match.Attribute;
import io.entroprint.match.Confidence;
import io.entroprint.match.FingerprintIndex;
import io.entroprint.match.Neighbour;
import io.entroprint.match.Part;
import io.entroprint.train.LogisticFit.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds out for which labels an attribute can be told, from which part of the vector, and how sure
 * that is. A stream is asked about with everything hidden that shares more with it than the
 * attribute: for the client software, what had the same server and the same settings; for the
 * server software, the same client and settings; for the settings, the whole capture family.
 */
final class AttributeCalibration {
  private static final double FEWEST_RIGHT = 0.80;
  private static final int FEWEST_ROWS = 15;

  /** Of parts about equally good the first is taken. */
  private static final double SLACK = 0.005;

  private static final double STRANGER_WEIGHT = 0.3;

  /** Below this confidence nothing is claimed. */
  private static final double THRESHOLD = 0.3;

  private final Attribute attribute;
  private final int threads;

  AttributeCalibration(Attribute attribute, int threads) {
    this.attribute = attribute;
    this.threads = threads;
  }

  /**
   * How well an attribute can be told for one label.
   *
   * @param part the part of the vector that tells it best
   * @param rows how many streams were asked about
   * @param accuracy the share that was said right
   */
  record Told(
      Part part, int rows, double accuracy, List<Row> known, List<Row> strangers, double spread) {
    boolean reliable() {
      return rows >= FEWEST_ROWS && accuracy >= FEWEST_RIGHT;
    }
  }

  /** By label, for all labels that carry at least two values. */
  SortedMap<String, Told> tell(List<LabelledStream> streams) throws InterruptedException {
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
  SortedMap<String, Double> entries(String name, SortedMap<String, Told> told) {
    List<Row> known = new ArrayList<>();
    List<Row> strangers = new ArrayList<>();
    SortedMap<String, Double> spreads = new TreeMap<>();
    SortedMap<String, Double> entries = new TreeMap<>();
    told.forEach(
        (label, one) -> {
          if (one.reliable()) {
            known.addAll(one.known());
            strangers.addAll(one.strangers());
            spreads.put(label, one.spread());
            entries.put(name + ".part." + label, (double) one.part().number());
          }
        });
    double[] factors = LogisticFit.factors(known, strangers);
    if (factors.length == 0) {
      return new TreeMap<>();
    }
    entries.putAll(
        new Confidence(
                factors[0], factors[1], factors[2], THRESHOLD, 0, spreads, Confidence.OF_ATTRIBUTES)
            .entries(name));
    return entries;
  }

  private Told best(List<LabelledStream> ofLabel) throws InterruptedException {
    List<Told> all = new ArrayList<>();
    for (Part part : attribute.parts()) {
      all.add(tell(ofLabel, part));
    }
    double most = all.stream().mapToDouble(Told::accuracy).max().orElseThrow();
    return all.stream().filter(t -> t.accuracy() >= most - SLACK).findFirst().orElseThrow();
  }

  private Told tell(List<LabelledStream> ofLabel, Part part) throws InterruptedException {
    FingerprintIndex index =
        FingerprintIndex.of(FeatureDefinition.EV1, part, Exemplars.of(ofLabel));
    List<List<Neighbour>> nearest =
        OrderedPool.map(
            ofLabel,
            threads,
            stream ->
                index.nearestPer(
                    f -> attribute.of(f.attributes()), stream.evidence(), f -> !hidden(f, stream)));
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
    // A label with many streams must not drown the others.
    double weight = 1 / Math.sqrt(ofLabel.size());
    List<Row> known = new ArrayList<>();
    List<Row> strangers = new ArrayList<>();
    for (int i = 0; i < nearest.size(); i++) {
      String truth = value(ofLabel.get(i));
      List<Neighbour> all = nearest.get(i);
      List<Neighbour> others = all.stream().filter(n -> !value(n).equals(truth)).toList();
      if (others.size() < all.size()) {
        known.add(row(all, spread, value(all.get(0)).equals(truth), weight));
      }
      if (!others.isEmpty()) {
        strangers.add(row(others, spread, false, STRANGER_WEIGHT * weight));
      }
    }
    return new Told(part, rows, rows == 0 ? 0 : (double) right / rows, known, strangers, spread);
  }

  private static Row row(List<Neighbour> nearest, double spread, boolean hit, double weight) {
    return Row.of(nearest, spread, Confidence.OF_ATTRIBUTES, hit, weight);
  }

  private boolean hidden(Fingerprint f, LabelledStream stream) {
    Attributes a = f.attributes();
    Attributes b = stream.truth().attributes();
    return switch (attribute) {
      case CLIENT -> a.server().equals(b.server()) && a.settings().equals(b.settings());
      case SERVER -> a.client().equals(b.client()) && a.settings().equals(b.settings());
      case SETTINGS, SETTINGS_CLASS, NATURE ->
          f.provenance().family().equals(stream.truth().family());
    };
  }

  private String value(LabelledStream stream) {
    return attribute.of(stream.truth().attributes());
  }

  private String value(Neighbour neighbour) {
    return attribute.of(neighbour.fingerprint().attributes());
  }
}
