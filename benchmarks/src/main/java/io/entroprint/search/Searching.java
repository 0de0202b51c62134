package io.entroprint.search;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import smile.math.distance.ManhattanDistance;
import smile.neighbor.CoverTree;
import smile.neighbor.KDTree;
import smile.neighbor.LinearSearch;

/**
 * The search for the nearest fingerprint and the nearest of another label, and what others offer
 * instead. In the package of what it measures, which shows nothing of this to the outside.
 *
 * <p>The peers look for the two nearest vectors, whatever their labels, with a missing coordinate
 * as 0 and every coordinate on its scale and times its weight: less than is wanted, and all they
 * can. smile's k-d tree knows the Euclidean distance alone; the other two take the same sum of
 * absolute differences.
 */
public final class Searching {
  /**
   * How many streams are looked for in one turn: few, as among many fingerprints each takes long.
   */
  public static final int STREAMS = 64;

  private static final FeatureDefinition EV1 = FeatureDefinition.EV1;
  private static final Weighting WHOLE = Weighting.of(VectorPart.WHOLE, EV1);
  private static final Predicate<Fingerprint> ANY = f -> true;

  private final List<Fingerprint> fingerprints;
  private final List<StreamEvidence> queries = new ArrayList<>();

  private Searching(List<Fingerprint> fingerprints, List<Fingerprint> like) {
    this.fingerprints = fingerprints;
    Random random = new Random(1);
    for (int i = 0; i < STREAMS; i++) {
      Fingerprint f = like.get(random.nextInt(like.size()));
      queries.add(
          new StreamEvidence(
              Transport.TCP, jittered(f.vector(), random), EntropyCurve.NONE, true, false, false));
    }
  }

  /** Streams like those of a library, to be found among its TCP fingerprints. */
  public static Searching in(FingerprintLibrary library) {
    List<Fingerprint> tcp = tcp(library);
    return new Searching(tcp, tcp);
  }

  /** The same among so many fingerprints, all like one of the library. */
  public static Searching in(FingerprintLibrary library, int size) {
    List<Fingerprint> tcp = tcp(library);
    Random random = new Random(2);
    List<Fingerprint> many = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Fingerprint f = tcp.get(i % tcp.size());
      many.add(
          new Fingerprint(
              Fingerprint.id(f.label(), i),
              f.label(),
              f.transport(),
              f.attributes(),
              jittered(f.vector(), random),
              1,
              f.firstSeen(),
              f.lastSeen(),
              f.provenance()));
    }
    return new Searching(many, tcp);
  }

  private static List<Fingerprint> tcp(FingerprintLibrary library) {
    return library.fingerprints().stream()
        .filter(f -> f.transport() == Transport.TCP && f.vector().reached(View.BOTH) > 0)
        .toList();
  }

  /** Each measure of a view shifted as a whole by 0.05 bit, and each number by 0.01 bit. */
  private static EntropyVector jittered(EntropyVector vector, Random random) {
    double[] shifts = random.doubles(16).map(x -> 0.05 * random.nextGaussian()).toArray();
    int measures = Measure.values().length;
    int view = EV1.coordinate(View.TO_SERVER, 0);
    int directions = EV1.directionCoordinate(0);
    double[] values = new double[EV1.dimension()];
    for (int i = 0; i < values.length; i++) {
      boolean direction = i >= directions;
      double most = direction ? 1 : Measure.values()[i % measures].maximum();
      double shift = shifts[direction ? 15 : i / view * measures + i % measures];
      double value = vector.get(i);
      values[i] =
          value > 0
              ? Math.max(0, Math.min(most, value + shift + 0.01 * random.nextGaussian()))
              : value;
    }
    return EntropyVector.of(
        EV1,
        vector.reached(View.BOTH),
        vector.reached(View.TO_SERVER),
        vector.reached(View.TO_CLIENT),
        values);
  }

  /** How many fingerprints there are. */
  public int size() {
    return fingerprints.size();
  }

  /** The index that the classifier asks, scaling of the stream included. */
  public IntToDoubleFunction index() {
    FingerprintIndex index = FingerprintIndex.of(EV1, VectorPart.WHOLE, fingerprints);
    TwoNearest two = new TwoNearest();
    return turns(
        query -> {
          index.nearestTwo(query, ANY, two);
          return two.distance() + two.otherDistance();
        });
  }

  /** Comparing with every fingerprint, leaving each early that is too far. */
  public IntToDoubleFunction bruteForce() {
    ScaledVector[] vectors = new ScaledVector[size()];
    int[] labels = new int[size()];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      vectors[i] = new ScaledVector(WHOLE, fingerprints.get(i).vector());
      String name = fingerprints.get(i).label().name();
      labels[i] = names.indexOf(name);
      if (labels[i] < 0) {
        labels[i] = names.size();
        names.add(name);
      }
    }
    TwoNearest two = new TwoNearest();
    ScaledVector stream = new ScaledVector(WHOLE);
    return turns(
        query -> {
          two.clear();
          stream.fill(query.vector(), null);
          for (int i = 0; i < vectors.length; i++) {
            double limit = two.limit(labels[i]);
            double d = EntropyDistance.within(stream, vectors[i], query.finished(), limit);
            if (d < limit) {
              two.offer(labels[i], i, d);
            }
          }
          return two.distance() + two.otherDistance();
        });
  }

  /** smile's k-d tree. */
  public IntToDoubleFunction kdTree() {
    double[][] keys = keys();
    KDTree<double[]> tree = new KDTree<>(keys, keys);
    return peer(key -> tree.search(key, 2)[0].distance);
  }

  /** smile's cover tree. */
  public IntToDoubleFunction coverTree() {
    double[][] keys = keys();
    CoverTree<double[], double[]> tree = new CoverTree<>(keys, keys, new ManhattanDistance());
    return peer(key -> tree.search(key, 2)[0].distance);
  }

  /** smile's linear search. */
  public IntToDoubleFunction linearSearch() {
    double[][] keys = keys();
    LinearSearch<double[], double[]> search =
        new LinearSearch<>(keys, keys, new ManhattanDistance());
    return peer(key -> search.search(key, 2)[0].distance);
  }

  private double[][] keys() {
    return fingerprints.stream().map(f -> key(f.vector())).toArray(double[][]::new);
  }

  private static double[] key(EntropyVector vector) {
    return Arrays.copyOf(new ScaledVector(WHOLE, vector).weighted, EV1.dimension());
  }

  private interface Search {
    double run(StreamEvidence stream);
  }

  private interface PeerSearch {
    double run(double[] key);
  }

  private IntToDoubleFunction turns(Search search) {
    return times -> {
      double sum = 0;
      for (int t = 0; t < times; t++) {
        for (StreamEvidence query : queries) {
          sum += search.run(query);
        }
      }
      return sum;
    };
  }

  /** The peers get their streams ready made. */
  private IntToDoubleFunction peer(PeerSearch search) {
    double[][] keys = queries.stream().map(q -> key(q.vector())).toArray(double[][]::new);
    return times -> {
      double sum = 0;
      for (int t = 0; t < times; t++) {
        for (double[] key : keys) {
          sum += search.run(key);
        }
      }
      return sum;
    };
  }
}
