package io.entroprint.fit;

import io.entroprint.confidence.Attribute;
import io.entroprint.confidence.ClaimCalibration;
import io.entroprint.confidence.ClaimCalibration.OfLabel;
import io.entroprint.fit.ClaimRows.ClaimRow;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.search.VectorPart;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds out for which labels an attribute can be told, from which part of the vector, and how sure
 * that is.
 *
 * <p>First every stream may answer: that says whether a label is published, by which part, and how
 * far its streams usually are. When the fingerprints are chosen that ship, the confidence is fitted
 * against these.
 */
public final class ClaimFit {
  /** Software is claimed where it is more likely right than wrong, each time with how likely. */
  private static final double FEWEST_RIGHT = 0.50;

  /** Settings have many values that mean little: they are claimed where they can be told. */
  private static final double FEWEST_SETTINGS_RIGHT = 0.80;

  private static final int FEWEST_ROWS = 4;

  /** For what is no software; it differs in every way that streams can. */
  private static final int FEWEST_ROWS_OF_OTHERS = 10;

  /** Of parts about equally good the first is taken. */
  private static final double SLACK = 0.005;

  /** What a stream with its own value hidden counts, of a known one. */
  private static final double STRANGER_WEIGHT = 0.6;

  /** What all streams without a value count together, of all known ones. */
  private static final double UNVALUED_SHARE = 0.6;

  /** Of the usual distance, what is added before a logarithm is taken. */
  private static final double SOFTENING = 0.1;

  private static final double LEAST_SOFTENING = 1e-4;
  private static final double USUAL = 0.95;
  private static final double RIDGE = 0.01;
  private static final double PRIOR_ROWS = 2;
  private static final int FEWEST_OF_A_KIND = 5;

  private final Attribute attribute;
  private final ClaimPublication publication;
  private final int threads;
  private final Map<String, LabelledStream> streamOf;

  /**
   * A fit.
   *
   * @param transport of all streams that it will be about
   * @param streamOf by fingerprint id the stream that it was made of
   */
  public ClaimFit(
      Attribute attribute, Transport transport, Map<String, LabelledStream> streamOf, int threads) {
    this.attribute = attribute;
    publication = new ClaimPublication(attribute, transport);
    this.streamOf = streamOf;
    this.threads = threads;
  }

  /**
   * How an attribute of a label is told.
   *
   * @param part the part of the vector that tells it best
   * @param accuracy the share of the known that was said right
   * @param usual what nineteen of twenty streams are nearer than to another of their value
   */
  public record Told(VectorPart part, double accuracy, double usual) {}

  /** By label, for the labels of which it can be told. */
  public SortedMap<String, Told> tell(List<LabelledStream> streams, List<Fingerprint> exemplars)
      throws InterruptedException {
    Map<String, List<LabelledStream>> byLabel = byLabel(streams);
    Map<String, List<Fingerprint>> fingerprints = fingerprintsByLabel(exemplars);
    SortedMap<String, Told> told = new TreeMap<>();
    for (Map.Entry<String, List<LabelledStream>> entry : byLabel.entrySet()) {
      Told best = best(entry.getValue(), fingerprints.get(entry.getKey()));
      if (best != null) {
        told.put(entry.getKey(), best);
      }
    }
    return told;
  }

  private Told best(List<LabelledStream> ofLabel, List<Fingerprint> fingerprints)
      throws InterruptedException {
    if (ofLabel.stream().allMatch(s -> value(s).isEmpty()) || publication.hasFewProducts(ofLabel)) {
      return null;
    }
    List<Told> all = new ArrayList<>();
    for (VectorPart part : attribute.parts()) {
      ClaimRows rows = ClaimRows.of(attribute, part, ofLabel, fingerprints, streamOf, threads);
      if (rows.known().size() >= fewestRows()) {
        double[] distances = rows.known().stream().mapToDouble(ClaimRow::distance).toArray();
        all.add(new Told(part, rows.accuracy(), quantile(distances, USUAL)));
      }
    }
    double best = all.stream().mapToDouble(Told::accuracy).max().orElse(0);
    return all.stream()
        .filter(t -> t.accuracy() >= best - SLACK)
        .findFirst()
        .filter(t -> t.accuracy() >= fewestRight())
        .orElse(null);
  }

  private boolean isSoftware() {
    return switch (attribute) {
      case CLIENT, CLIENT_PRODUCT, SERVER, SERVER_PRODUCT -> true;
      case SETTINGS, SETTINGS_CLASS, NATURE -> false;
    };
  }

  private int fewestRows() {
    return isSoftware() ? FEWEST_ROWS : FEWEST_ROWS_OF_OTHERS;
  }

  private double fewestRight() {
    return switch (attribute) {
      case SETTINGS, SETTINGS_CLASS -> FEWEST_SETTINGS_RIGHT;
      case CLIENT, CLIENT_PRODUCT, SERVER, SERVER_PRODUCT, NATURE -> FEWEST_RIGHT;
    };
  }

  /**
   * How sure the claims are.
   *
   * @param told of which labels, and how
   * @param shipped the fingerprints that the library ships
   * @param threshold from which confidence on a value is claimed
   */
  public ClaimCalibration calibration(
      SortedMap<String, Told> told,
      List<LabelledStream> streams,
      List<Fingerprint> shipped,
      double threshold)
      throws InterruptedException {
    Map<String, List<LabelledStream>> byLabel = byLabel(streams);
    Map<String, List<Fingerprint>> fingerprints = fingerprintsByLabel(shipped);
    SortedMap<String, ClaimRows> rows = new TreeMap<>();
    SortedMap<String, OfLabel> labels = new TreeMap<>();
    for (Map.Entry<String, Told> entry : told.entrySet()) {
      String label = entry.getKey();
      Told how = entry.getValue();
      ClaimRows ofLabel =
          ClaimRows.of(
              attribute,
              how.part(),
              byLabel.get(label),
              fingerprints.getOrDefault(label, List.of()),
              streamOf,
              threads);
      if (ofLabel.known().size() >= fewestRows()) {
        rows.put(label, ofLabel);
        labels.put(label, own(how.part(), ofLabel));
      }
    }
    List<BoundedLogistic.Row> all = new ArrayList<>();
    rows.forEach((label, ofLabel) -> all.addAll(weighted(ofLabel, labels.get(label))));
    long hits = all.stream().filter(BoundedLogistic.Row::hit).count();
    if (hits < FEWEST_OF_A_KIND || all.size() - hits < FEWEST_OF_A_KIND) {
      return new ClaimCalibration(0, 0, 0, threshold, new TreeMap<>());
    }
    BoundedLogistic fit = BoundedLogistic.fit(all, new int[] {-1, -1}, RIDGE);
    rows.forEach(
        (label, ofLabel) -> labels.computeIfPresent(label, (l, o) -> shifted(ofLabel, o, fit)));
    double[] f = fit.factors();
    ClaimCalibration everyLabel = new ClaimCalibration(fit.bias(), f[0], f[1], threshold, labels);
    return new ClaimCalibration(
        fit.bias(), f[0], f[1], threshold, publication.published(everyLabel, rows, byLabel));
  }

  private static OfLabel own(VectorPart part, ClaimRows rows) {
    double[] distances = rows.known().stream().mapToDouble(ClaimRow::distance).toArray();
    double softening = Math.max(LEAST_SOFTENING, SOFTENING * quantile(distances, 0.5));
    return new OfLabel(part, 0, softening, quantile(distances, USUAL));
  }

  /** The rows of a label; one with many streams must not drown the others. */
  private static List<BoundedLogistic.Row> weighted(ClaimRows rows, OfLabel own) {
    double root = 1 / Math.sqrt((double) rows.all().count());
    double median = medianRatio(rows.strangers(), own);
    double ofUnvalued =
        rows.unvalued().isEmpty()
            ? 0
            : Math.min(
                STRANGER_WEIGHT, UNVALUED_SHARE * rows.known().size() / rows.unvalued().size());
    List<BoundedLogistic.Row> all = new ArrayList<>();
    rows.known().forEach(r -> all.add(row(r, own, median, root)));
    rows.strangers().forEach(r -> all.add(row(r, own, median, root * STRANGER_WEIGHT)));
    if (ofUnvalued > 0) {
      rows.unvalued().forEach(r -> all.add(row(r, own, median, root * ofUnvalued)));
    }
    return all;
  }

  /**
   * A row; where nothing else is left to be nearer to, as of a label with two values of which one
   * is hidden, the margin is what it is among other strangers.
   */
  private static BoundedLogistic.Row row(
      ClaimRow row, OfLabel own, double otherwise, double weight) {
    double[] numbers = own.numbers(row.distance(), row.next());
    if (Double.isInfinite(row.next()) && !row.hit()) {
      numbers[0] = otherwise;
    }
    return new BoundedLogistic.Row(numbers, row.hit(), weight);
  }

  private static double medianRatio(List<ClaimRow> strangers, OfLabel own) {
    double[] ratios =
        strangers.stream()
            .filter(r -> !Double.isInfinite(r.next()))
            .mapToDouble(r -> own.numbers(r.distance(), r.next())[0])
            .toArray();
    return ratios.length == 0 ? 0 : quantile(ratios, 0.5);
  }

  /**
   * The same with the shift that makes the label's claims right as often as they say: the most
   * likely one, held towards 0 as if by two more rows.
   */
  private static OfLabel shifted(ClaimRows rows, OfLabel own, BoundedLogistic fit) {
    List<BoundedLogistic.Row> all = weighted(rows, own);
    double unit = Math.sqrt((double) rows.all().count());
    double offset = 0;
    for (int step = 0; step < 50; step++) {
      double gradient = -offset * PRIOR_ROWS / 4;
      double curvature = PRIOR_ROWS / 4;
      for (BoundedLogistic.Row row : all) {
        double p = 1 / (1 + StrictMath.exp(-(fit.sum(row.numbers()) + offset)));
        gradient += unit * row.weight() * ((row.hit() ? 1 : 0) - p);
        curvature += unit * row.weight() * p * (1 - p);
      }
      offset += gradient / curvature;
      if (Math.abs(gradient / curvature) < 1e-9) {
        break;
      }
    }
    // Never surer than the others: a label of few values has few strangers to learn from.
    return new OfLabel(own.part(), Math.min(0, offset), own.softening(), own.usual());
  }

  private Map<String, List<LabelledStream>> byLabel(List<LabelledStream> streams) {
    return streams.stream()
        .collect(
            Collectors.groupingBy(
                s -> s.truth().label().orElseThrow().name(), TreeMap::new, Collectors.toList()));
  }

  private static Map<String, List<Fingerprint>> fingerprintsByLabel(List<Fingerprint> all) {
    return all.stream()
        .collect(Collectors.groupingBy(f -> f.label().name(), TreeMap::new, Collectors.toList()));
  }

  private String value(LabelledStream stream) {
    return attribute.of(stream.truth().attributes());
  }

  /** A quantile of some numbers, at least one. */
  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1))];
  }
}
