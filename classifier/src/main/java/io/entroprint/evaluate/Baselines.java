package io.entroprint.evaluate;

import io.entroprint.concurrent.OrderedPool;
import io.entroprint.entropy.Direction;
import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.View;
import io.entroprint.label.LabelledStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Simpler ways to tell streams apart, each asked about a stream with its capture family left out,
 * as the library is. None of this is in any library: it is what a library is compared with.
 */
final class Baselines {
  private static final String NOTHING = "unknown";

  /** Byte entropies count from here on: net-entropy's curves begin there. */
  private static final int FIRST_ENTROPY = 16;

  private final List<LabelledStream> known;
  private final IdentityHashMap<LabelledStream, PayloadPrefix> openings;
  private final int threads;

  /**
   * Baselines that know some streams.
   *
   * @param known of one transport
   * @param openings of all streams, also of those that will be asked about
   */
  Baselines(
      List<LabelledStream> known,
      IdentityHashMap<LabelledStream, PayloadPrefix> openings,
      int threads) {
    this.known = known;
    this.openings = openings;
    this.threads = threads;
  }

  /** What each baseline says of each stream, by the baseline's name. */
  Map<String, List<String>> answers(List<LabelledStream> streams) throws InterruptedException {
    Map<String, List<String>> answers = new LinkedHashMap<>();
    answers.put("server port", serverPort(streams));
    answers.put("first 4 + 4 bytes", nearest(streams, (a, b) -> hamming(a, b, 4)));
    answers.put("first 16 + 16 bytes", nearest(streams, (a, b) -> hamming(a, b, 16)));
    answers.put("byte entropy", nearest(streams, Baselines::entropies));
    return answers;
  }

  /** The label that most streams with the same server port have; of equals the first by name. */
  private List<String> serverPort(List<LabelledStream> streams) throws InterruptedException {
    Map<Integer, List<LabelledStream>> byPort = new TreeMap<>();
    for (LabelledStream stream : known) {
      byPort.computeIfAbsent(port(stream), p -> new ArrayList<>()).add(stream);
    }
    return OrderedPool.map(
        streams, threads, s -> commonest(byPort.getOrDefault(port(s), List.of()), s));
  }

  private static String commonest(List<LabelledStream> candidates, LabelledStream asked) {
    Map<String, Integer> counts = new TreeMap<>();
    for (LabelledStream one : candidates) {
      if (isOfOtherFamily(one, asked)) {
        counts.merge(label(one), 1, Integer::sum);
      }
    }
    String most = NOTHING;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > counts.getOrDefault(most, 0)) {
        most = entry.getKey();
      }
    }
    return most;
  }

  /** How far two streams are apart. */
  private interface Metric {
    double between(LabelledStream a, LabelledStream b);
  }

  /** The label of the nearest stream; of equally near ones the first. */
  private List<String> nearest(List<LabelledStream> streams, Metric metric)
      throws InterruptedException {
    return OrderedPool.map(streams, threads, s -> nearest(s, metric));
  }

  private String nearest(LabelledStream asked, Metric metric) {
    double least = Double.POSITIVE_INFINITY;
    String label = NOTHING;
    for (LabelledStream one : known) {
      if (isOfOtherFamily(one, asked)) {
        double distance = metric.between(asked, one);
        if (distance < least) {
          least = distance;
          label = label(one);
        }
      }
    }
    return label;
  }

  /** How many of the first bytes differ; one that only one of the two streams has differs. */
  private double hamming(LabelledStream a, LabelledStream b, int bytes) {
    PayloadPrefix x = openings.get(a);
    PayloadPrefix y = openings.get(b);
    int differ = 0;
    for (Direction direction : Direction.values()) {
      int ofX = Math.min(bytes, x.kept(direction));
      int ofY = Math.min(bytes, y.kept(direction));
      differ += Math.abs(ofX - ofY);
      for (int i = Math.min(ofX, ofY) - 1; i >= 0; i--) {
        differ += x.at(direction, i) == y.at(direction, i) ? 0 : 1;
      }
    }
    return differ;
  }

  /**
   * The differences of the joined byte entropies at 16 bytes, 32 and so on to 64 KiB, in bits; a
   * shorter stream's last entropy stands for those that it does not reach.
   */
  private static double entropies(LabelledStream a, LabelledStream b) {
    EntropyCurve x = a.evidence().curve();
    EntropyCurve y = b.evidence().curve();
    int ofX = x.reached(View.BOTH);
    int ofY = y.reached(View.BOTH);
    double sum = 0;
    for (int i = x.grid().reachedBy(FIRST_ENTROPY) - 1; i < Math.max(ofX, ofY); i++) {
      sum += Math.abs(value(x, i, ofX) - value(y, i, ofY));
    }
    return sum;
  }

  private static double value(EntropyCurve curve, int index, int reached) {
    return reached == 0 ? 0 : curve.get(View.BOTH, Math.min(index, reached - 1));
  }

  private static boolean isOfOtherFamily(LabelledStream one, LabelledStream other) {
    return !one.family().equals(other.family());
  }

  private static int port(LabelledStream stream) {
    return stream.summary().start().key().serverPort();
  }

  private static String label(LabelledStream stream) {
    return stream.truth().label().orElseThrow().name();
  }
}
