package io.entroprint.train;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fingerprint.FingerprintLibrary;
import io.entroprint.match.Checkpoints;
import io.entroprint.match.Confidence;
import io.entroprint.match.StreamClassifier;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Asks about each stream a library of all other families. The calibration is fitted on other
 * families, too: they are dealt out to a few folds, and a fold is judged by what the rest gave.
 */
final class FamilyFolds implements Examination {
  private static final int FOLDS = 5;

  private final List<LabelledStream> known;
  private final boolean early;
  private final TrainingOptions options;
  private final Map<String, Integer> foldOf = new HashMap<>();

  /**
   * Folds of what a library would be made of.
   *
   * @param known of one transport, each with a label
   * @param early whether streams that go on will be asked about, too
   */
  FamilyFolds(List<LabelledStream> known, boolean early, TrainingOptions options) {
    this.known = known;
    this.early = early;
    this.options = options;
    for (String family : new TreeSet<>(known.stream().map(s -> s.truth().family()).toList())) {
      foldOf.put(family, foldOf.size() % FOLDS);
    }
  }

  /** A stream of a family that the library does not know belongs to the first fold. */
  private int fold(LabelledStream stream) {
    return foldOf.getOrDefault(stream.truth().family(), 0);
  }

  @Override
  public <T> List<T> each(List<LabelledStream> streams, BiFunction<LabelledStream, Examiner, T> ask)
      throws InterruptedException {
    if (known.isEmpty()) {
      return List.of();
    }
    SortedMap<String, Double> ofCheckpoints = early ? ofCheckpoints() : new TreeMap<>();
    List<List<T>> given = new ArrayList<>();
    for (int i = 0; i < FOLDS; i++) {
      int fold = i;
      List<LabelledStream> inFold = streams.stream().filter(s -> fold(s) == fold).toList();
      given.add(inFold.isEmpty() ? List.of() : inFold(fold, ofCheckpoints, inFold, ask));
    }
    // Back into the order of the streams: each fold kept it.
    int[] next = new int[FOLDS];
    List<T> all = new ArrayList<>();
    for (LabelledStream stream : streams) {
      int fold = fold(stream);
      all.add(given.get(fold).get(next[fold]++));
    }
    return all;
  }

  private <T> List<T> inFold(
      int fold,
      SortedMap<String, Double> ofCheckpoints,
      List<LabelledStream> streams,
      BiFunction<LabelledStream, Examiner, T> ask)
      throws InterruptedException {
    SortedMap<String, Double> calibration = new TreeMap<>(ofCheckpoints);
    calibration.putAll(calibration(fold));
    StreamClassifier classifier = new StreamClassifier(library(calibration));
    return OrderedPool.map(
        streams,
        options.threads(),
        stream -> {
          String family = stream.truth().family();
          return ask.apply(
              stream, new Examiner(classifier, f -> !f.provenance().family().equals(family)));
        });
  }

  /** What the streams of all other folds give. */
  private Map<String, Double> calibration(int fold) throws InterruptedException {
    List<LabelledStream> others = known.stream().filter(s -> fold(s) != fold).toList();
    return Calibration.fit(HeldOut.leaveFamiliesOut(others, false, options.threads()), options)
        .entries(calibrationName());
  }

  /**
   * The three factors of each checkpoint, from all folds: leaving one out would change them little,
   * and to compare every stream at every checkpoint takes longer than all the rest.
   */
  private SortedMap<String, Double> ofCheckpoints() throws InterruptedException {
    List<HeldOut> heldOut = HeldOut.leaveFamiliesOut(known, true, options.threads());
    SortedMap<String, Double> entries = new TreeMap<>();
    List<Confidence> all = Calibration.early(heldOut, Calibration.fit(heldOut, options));
    for (int i = 0; i < all.size(); i++) {
      entries.putAll(all.get(i).factorEntries(Checkpoints.calibration(calibrationName(), i)));
    }
    return entries;
  }

  private String calibrationName() {
    Transport transport = known.get(0).truth().key().transport();
    return transport.name().toLowerCase(Locale.ROOT) + ".label";
  }

  private FingerprintLibrary library(SortedMap<String, Double> calibration) {
    return FingerprintLibrary.builder(FeatureDefinition.EV1, "held-out", "0.0.0")
        .created(LocalDate.EPOCH)
        .addAll(Exemplars.of(known))
        .calibration(calibration)
        .build();
  }
}
