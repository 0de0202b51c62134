package io.entroprint.discover;

import io.entroprint.confidence.Confidence;
import io.entroprint.confidence.LibraryCalibration;
import io.entroprint.discover.StreamGroup.KnownLabel;
import io.entroprint.entropy.View;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.MutualDistances;
import io.entroprint.search.Neighbour;
import io.entroprint.search.VectorPart;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts streams into groups that look alike; the package says how.
 *
 * <pre>{@code
 * StreamClassifier classifier = new StreamClassifier(library);
 * List<JudgedStream> unknown = new ArrayList<>();
 * // For each stream that has ended:
 * StreamEvidence stream = StreamEvidence.of(Transport.TCP, meter).ended();
 * Verdict verdict = classifier.classify(stream);
 * if (verdict.decision() == Verdict.Decision.UNKNOWN) {
 *   unknown.add(new JudgedStream(stream, verdict));
 * }
 * // And in the end:
 * StreamGroups groups = new StreamGrouping(library).find(unknown);
 * }</pre>
 *
 * <p>Streams whose start was not seen have nothing that could be compared, and those of a few bytes
 * look like any other: a caller leaves out what is {@link
 * io.entroprint.match.Verdict.Decision#UNDECIDED}.
 *
 * <p>Immutable and thread-safe.
 */
public final class StreamGrouping {
  /** Among how many streams groups are found; 20,000 take about ten seconds and 50 MB. */
  public static final int DEFAULT_MOST = 20_000;

  /** How many streams within reach of one, itself included, make a group. */
  public static final int DEFAULT_NEIGHBOURS = 4;

  /**
   * Neighbours are within so many times the spread of labels that the calibration found, of the
   * transport where it is least: over UDP labels are wide because their messages differ, not
   * because their streams are loose, and questions and answers of any protocol lie close.
   */
  private static final double OF_SPREAD = 2;

  /** Neighbours are within so much of the distance to a label that they are not. */
  private static final double OF_NEAREST_OTHER = 0.8;

  /** Stands for the spread in a library that was never calibrated; the bundled one has 0.12. */
  private static final double USUAL_SPREAD = 0.12;

  private static final int NEAREST_LABELS = 3;

  /** So many streams of a group are compared with so many to find the typical one. */
  private static final int MOST_COMPARED = 200;

  private final double reach;
  private final Map<Transport, Double> thresholds = new EnumMap<>(Transport.class);
  private final Map<Transport, FingerprintIndex> known = new EnumMap<>(Transport.class);
  private final int neighbours;
  private final int most;

  /** The grouping of streams that a library was asked about. */
  public StreamGrouping(FingerprintLibrary library) {
    this(library, DEFAULT_NEIGHBOURS, DEFAULT_MOST);
  }

  /**
   * The same with other limits.
   *
   * @param neighbours how many streams within reach of one, itself included, make a group, at least
   *     2
   * @param most among how many streams of a transport groups are found, at least 1: beyond that
   *     among so many of them, evenly over the list, and the others join the group that they are
   *     near to
   * @throws IllegalArgumentException if a number is out of range
   */
  public StreamGrouping(FingerprintLibrary library, int neighbours, int most) {
    if (neighbours < 2 || most < 1) {
      throw new IllegalArgumentException(neighbours + " neighbours among at most " + most);
    }
    this.neighbours = neighbours;
    this.most = most;
    LibraryCalibration calibration = LibraryCalibration.from(library.calibration());
    double leastSpread = Double.POSITIVE_INFINITY;
    for (Transport transport : Transport.values()) {
      double ofLabels = calibration.labels(transport).usualSpread();
      // A transport without spreads has 0: a logarithm, so that would be a distance of 1.
      if (ofLabels != 0) {
        leastSpread = Math.min(leastSpread, StrictMath.exp(ofLabels) - Confidence.OF_LABELS);
      }
      thresholds.put(transport, calibration.labels(transport).threshold());
      known.put(
          transport,
          FingerprintIndex.of(
              library.definition(),
              VectorPart.WHOLE,
              library.fingerprints().stream()
                  .filter(f -> f.transport() == transport && f.vector().reached(View.BOTH) > 0)
                  .toList()));
    }
    reach = OF_SPREAD * (leastSpread < Double.POSITIVE_INFINITY ? leastSpread : USUAL_SPREAD);
  }

  /** How far apart neighbours may be at the most, by the library's calibration: at least 0. */
  public double reach() {
    return reach;
  }

  /** The confidence, 0 to 1, below which the library gives no label. */
  public double threshold(Transport transport) {
    return thresholds.get(transport);
  }

  /**
   * The groups of streams.
   *
   * @param streams in any order; the answer names them by their places
   */
  public StreamGroups find(List<JudgedStream> streams) {
    List<StreamGroup> groups = new ArrayList<>();
    int sampled = 0;
    for (Transport transport : Transport.values()) {
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < streams.size(); i++) {
        if (streams.get(i).evidence().transport() == transport) {
          places.add(i);
        }
      }
      sampled += Math.min(most, places.size());
      find(transport, places, streams, groups);
    }
    groups.sort(
        Comparator.comparingInt((StreamGroup group) -> -group.size())
            .thenComparing(group -> group.members().get(0)));
    return new StreamGroups(groups, streams.size(), sampled);
  }

  private void find(
      Transport transport,
      List<Integer> places,
      List<JudgedStream> streams,
      List<StreamGroup> into) {
    MutualDistances distances =
        new MutualDistances(places.stream().map(i -> streams.get(i).evidence().vector()).toList());
    double[] reaches = new double[places.size()];
    for (int i = 0; i < reaches.length; i++) {
      double other = nearestOther(transport, streams.get(places.get(i)));
      reaches[i] = Math.min(reach, OF_NEAREST_OTHER * other);
    }
    int[] groups = DensityGrouping.of(distances, reaches, neighbours, evenly(reaches.length, most));
    Map<Integer, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < groups.length; i++) {
      if (groups[i] != DensityGrouping.NOISE) {
        members.computeIfAbsent(groups[i], g -> new ArrayList<>()).add(i);
      }
    }
    for (List<Integer> group : members.values()) {
      into.add(group(transport, group, distances, places, streams));
    }
  }

  /**
   * How far the nearest label is that the stream is not: of a stream without a label the nearest of
   * all, of one with a label the next one; positive infinity if there is none.
   */
  private double nearestOther(Transport transport, JudgedStream stream) {
    Optional<Label> own = stream.verdict().label();
    if (own.isEmpty()) {
      double distance = stream.verdict().distance();
      return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }
    // The nearest label need not be the answer.
    return known
        .get(transport)
        .nearestBut(own.get(), stream.evidence())
        .map(Neighbour::distance)
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** At most so many of the first numbers, evenly spread over them. */
  private static int[] evenly(int count, int most) {
    int[] chosen = new int[Math.min(count, most)];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = (int) ((long) i * count / chosen.length);
    }
    return chosen;
  }

  private StreamGroup group(
      Transport transport,
      List<Integer> group,
      MutualDistances distances,
      List<Integer> places,
      List<JudgedStream> streams) {
    int typical = typical(group, distances);
    double[] from =
        group.stream().mapToDouble(i -> distances.between(typical, i)).sorted().toArray();
    return new StreamGroup(
        transport,
        group.stream().map(places::get).toList(),
        places.get(typical),
        from[from.length / 2],
        from[from.length - 1],
        nearest(transport, streams.get(places.get(typical)).evidence()));
  }

  /** The one of least sum of distances, among and to an even sample of a large group. */
  private static int typical(List<Integer> group, MutualDistances distances) {
    int[] compared = evenly(group.size(), MOST_COMPARED);
    int typical = group.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (int i : compared) {
      double sum = 0;
      for (int j : compared) {
        sum += distances.between(group.get(i), group.get(j));
      }
      if (sum < least) {
        least = sum;
        typical = group.get(i);
      }
    }
    return typical;
  }

  private List<KnownLabel> nearest(Transport transport, StreamEvidence stream) {
    return known
        .get(transport)
        .nearestPer(Fingerprint::label, NEAREST_LABELS, stream, f -> true)
        .stream()
        .map(n -> new KnownLabel(n.fingerprint().label(), n.fingerprint().id(), n.distance()))
        .toList();
  }
}
