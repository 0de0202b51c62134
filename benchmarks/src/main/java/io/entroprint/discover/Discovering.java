package io.entroprint.discover;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.label.CaptureOrigins;
import io.entroprint.label.FlowLabel;
import io.entroprint.label.LabelSource;
import io.entroprint.label.LabelledCaptures;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Attributes;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.search.MutualDistances;
import io.entroprint.stream.Transport;
import io.entroprint.train.Trainer;
import io.entroprint.train.TrainingOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Prints how well the groups of unknown streams agree with labels that nobody told the library.
 *
 * <p>{@code java -Xmx3g -cp benchmarks/target/benchmarks.jar io.entroprint.discover.Discovering
 * ../shared/captures test 5} draws 12 labels of {@code lab} and 10 of {@code public}, five times;
 * trains a library of both collections without these labels; and groups, of each collection, all
 * streams that this library calls unknown. With {@code choose} in place of {@code test} it draws
 * from the other half of all labels: on these the method and its numbers were chosen.
 *
 * <p>The truth is the label and the transport. {@code ftp-data}, which is whatever the file is, and
 * bare files are never drawn, but those of them that are unknown are grouped with the others.
 */
public final class Discovering {
  private static final Map<String, Integer> DRAWN = new LinkedHashMap<>();
  private static final int FEWEST_STREAMS = 8;
  private static final int FEWEST_BYTES = 32;

  /** Spreads the bits of a hash code: 2^32 over the golden ratio (Knuth). */
  private static final int SPREAD = 0x9E3779B1;

  static {
    DRAWN.put("lab", 12);
    DRAWN.put("public", 10);
  }

  private final Map<String, List<LabelledStream>> collections = new LinkedHashMap<>();
  private final boolean choose;
  private final Map<String, List<Agreement>> results = new LinkedHashMap<>();

  private Discovering(Path captures, boolean choose) throws Exception {
    this.choose = choose;
    for (String name : DRAWN.keySet()) {
      Path directory = captures.resolve(name);
      collections.put(
          name,
          LabelledCaptures.read(
                  LabelSource.csv(directory.resolve("labels.csv")),
                  directory,
                  CaptureOrigins.none(),
                  2)
              .streams());
    }
  }

  /**
   * Runs it.
   *
   * @param arguments the directory of the collections; {@code test} or {@code choose}; how many
   *     draws
   */
  public static void main(String[] arguments) throws Exception {
    Discovering discovering = new Discovering(Path.of(arguments[0]), arguments[1].equals("choose"));
    for (int draw = 1; draw <= Integer.parseInt(arguments[2]); draw++) {
      discovering.draw(draw);
    }
    System.out.println();
    System.out.println("means:");
    discovering.results.forEach((name, all) -> print(name, Agreement.mean(all)));
  }

  private static String label(LabelledStream stream) {
    return stream.truth().label().map(Label::name).orElse("");
  }

  private Set<String> labels(String collection, int seed) {
    Map<String, Integer> counts = new TreeMap<>();
    for (LabelledStream stream : collections.get(collection)) {
      if (!stream.evidence().midstream() && stream.summary().bytes() >= FEWEST_BYTES) {
        counts.merge(label(stream), 1, Integer::sum);
      }
    }
    List<String> able = new ArrayList<>();
    counts.forEach(
        (label, count) -> {
          boolean first = (label.hashCode() * SPREAD) >>> 31 == 0;
          if (count >= FEWEST_STREAMS
              && first == choose
              && !label.isEmpty()
              && !label.equals("ftp-data")) {
            able.add(label);
          }
        });
    Collections.shuffle(able, new Random(seed));
    return new TreeSet<>(able.subList(0, DRAWN.get(collection)));
  }

  private void draw(int seed) throws Exception {
    Set<String> out = new TreeSet<>();
    for (String collection : DRAWN.keySet()) {
      Set<String> drawn = labels(collection, seed);
      System.out.println("draw " + seed + ", " + collection + " without " + drawn);
      out.addAll(drawn);
    }
    List<LabelledStream> known = new ArrayList<>();
    for (List<LabelledStream> streams : collections.values()) {
      for (LabelledStream stream : streams) {
        if (!out.contains(label(stream))) {
          known.add(withoutSoftware(stream));
        }
      }
    }
    FingerprintLibrary library =
        Trainer.train(
                known, "drawn", "0.0.0", LocalDate.EPOCH, TrainingOptions.defaults().withThreads(2))
            .library();
    for (String collection : DRAWN.keySet()) {
      group(collection, library);
    }
  }

  /** The same without what is fitted for client and server, which takes most of the time. */
  private static LabelledStream withoutSoftware(LabelledStream stream) {
    FlowLabel truth = stream.truth();
    return new LabelledStream(
        new FlowLabel(
            truth.capture(),
            truth.key(),
            truth.startNanos(),
            truth.label(),
            new Attributes("", "", "", truth.attributes().nature()),
            truth.family(),
            truth.content(),
            truth.place()),
        stream.summary(),
        stream.evidence(),
        stream.growth(),
        List.of(),
        stream.provenance());
  }

  private void group(String collection, FingerprintLibrary library) {
    StreamClassifier classifier = new StreamClassifier(library);
    List<JudgedStream> unknown = new ArrayList<>();
    List<String> truth = new ArrayList<>();
    for (LabelledStream stream : collections.get(collection)) {
      Verdict verdict = classifier.classify(stream.evidence());
      if (verdict.decision() == Verdict.Decision.UNKNOWN) {
        unknown.add(new JudgedStream(stream.evidence(), verdict));
        truth.add(
            label(stream).isEmpty()
                ? ""
                : stream.evidence().transport().id() + " " + label(stream));
      }
    }
    StreamGrouping grouping = new StreamGrouping(library);
    System.out.println(
        collection
            + ": "
            + unknown.size()
            + " unknown, "
            + (int) truth.stream().filter(String::isEmpty).count()
            + " of them without a label");
    StreamGroups groups = grouping.find(unknown);
    int[] own = new int[unknown.size()];
    Arrays.setAll(own, i -> groups.groupOf(i).orElse(-1));
    score(collection, "discover", truth, own);
    for (double times : new double[] {1.5, 2}) {
      score(
          collection,
          "DBSCAN, one reach, " + times + " of the spread",
          truth,
          byTransport(
              unknown,
              (transport, distances, vectors) ->
                  OtherGroupings.oneReach(distances, times / 2 * grouping.reach(), 4)));
    }
    score(
        collection,
        "HDBSCAN, unsplit 1.5, widest 2 of the spread",
        truth,
        byTransport(
            unknown,
            (transport, distances, vectors) ->
                OtherGroupings.hdbscan(distances, 4, 4, .75 * grouping.reach(), grouping.reach())));
    Map<Transport, Set<String>> labels = new TreeMap<>();
    for (int i = 0; i < unknown.size(); i++) {
      labels
          .computeIfAbsent(unknown.get(i).evidence().transport(), t -> new TreeSet<>())
          .add(truth.get(i));
    }
    score(
        collection,
        "k-means on the vectors, told k",
        truth,
        byTransport(unknown, kMeans(OtherGroupings::measures, labels)));
    score(
        collection,
        "k-means on byte entropy, told k",
        truth,
        byTransport(unknown, kMeans(OtherGroupings::byteEntropy, labels)));
  }

  private static Method kMeans(
      Function<EntropyVector, double[]> coordinates, Map<Transport, Set<String>> labels) {
    return (transport, distances, streams) ->
        OtherGroupings.kMeans(
            streams.stream().map(s -> coordinates.apply(s.evidence().vector())).toList(),
            labels.get(transport).size());
  }

  private interface Method {
    int[] group(Transport transport, MutualDistances distances, List<JudgedStream> streams);
  }

  private static int[] byTransport(List<JudgedStream> streams, Method method) {
    int[] groups = new int[streams.size()];
    int first = 0;
    for (Transport transport : Transport.values()) {
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < streams.size(); i++) {
        if (streams.get(i).evidence().transport() == transport) {
          places.add(i);
        }
      }
      if (places.isEmpty()) {
        continue;
      }
      List<JudgedStream> ofTransport = places.stream().map(streams::get).toList();
      int[] found =
          method.group(
              transport,
              new MutualDistances(ofTransport.stream().map(s -> s.evidence().vector()).toList()),
              ofTransport);
      for (int i = 0; i < found.length; i++) {
        groups[places.get(i)] = found[i] < 0 ? -1 : first + found[i];
      }
      first += streams.size();
    }
    return groups;
  }

  private void score(String collection, String method, List<String> truth, int[] groups) {
    Agreement agreement = Agreement.of(truth, groups);
    results.computeIfAbsent(collection + ", " + method, m -> new ArrayList<>()).add(agreement);
    print("  " + method, agreement);
  }

  private static void print(String name, Agreement a) {
    System.out.printf(
        Locale.ROOT,
        "%-58s ARI %.3f (with those in none %.3f)  purity %.3f  in none %.3f  groups %.1f of %.1f labels%n",
        name,
        a.adjustedRand(),
        a.withAlone(),
        a.purity(),
        a.inNone(),
        a.groups(),
        a.labels());
  }
}
