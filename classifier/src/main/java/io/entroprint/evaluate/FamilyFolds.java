package io.entroprint.evaluate;

import io.entroprint.concurrent.OrderedPool;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fit.Calibration;
import io.entroprint.fit.Exemplars;
import io.entroprint.fit.HeldOut;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.match.StreamClassifier;
import io.entroprint.stream.Transport;
import io.entroprint.train.TrainingOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Asks about each stream a library of all other families. The calibration is fitted on other
 * families, too: they are dealt out to a few folds, and a fold is judged by what the rest gave. All
 * families stay among the fingerprints meanwhile, since distances and with them the threshold
 * depend on the breadth of a library.
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
    for (String family : new TreeSet<>(known.stream().map(s -> s.family()).toList())) {
      foldOf.put(family, foldOf.size() % FOLDS);
    }
  }

  /** A family that the library does not know belongs to the first fold. */
  private int fold(String family) {
    return foldOf.getOrDefault(family, 0);
  }

  @Override
  public <T> List<T> each(List<LabelledStream> streams, BiFunction<LabelledStream, Examiner, T> ask)
      throws InterruptedException {
    if (known.isEmpty()) {
      return List.of();
    }
    List<HeldOut> heldOut = HeldOut.leaveFamiliesOut(known, early, options.threads());
    List<List<T>> given = new ArrayList<>();
    for (int i = 0; i < FOLDS; i++) {
      int fold = i;
      List<LabelledStream> inFold = streams.stream().filter(s -> fold(s.family()) == fold).toList();
      given.add(inFold.isEmpty() ? List.of() : inFold(fold, heldOut, inFold, ask));
    }
    // Back into the order of the streams: each fold kept it.
    int[] next = new int[FOLDS];
    List<T> all = new ArrayList<>();
    for (LabelledStream stream : streams) {
      int fold = fold(stream.family());
      all.add(given.get(fold).get(next[fold]++));
    }
    return all;
  }

  private <T> List<T> inFold(
      int fold,
      List<HeldOut> heldOut,
      List<LabelledStream> streams,
      BiFunction<LabelledStream, Examiner, T> ask)
      throws InterruptedException {
    StreamClassifier classifier = new StreamClassifier(library(calibration(fold, heldOut)));
    return OrderedPool.map(
        streams,
        options.threads(),
        stream -> {
          String family = stream.family();
          return ask.apply(
              stream, new Examiner(classifier, f -> !f.provenance().family().equals(family)));
        });
  }

  /** What the streams of all other folds give, far from the same fingerprints as at the end. */
  private SortedMap<String, Double> calibration(int fold, List<HeldOut> heldOut) {
    List<HeldOut> others =
        heldOut.stream()
            .filter(one -> fold(one.family()) != fold)
            .map(one -> one.withoutKin(family -> fold(family) == fold))
            .toList();
    return Calibration.entries(others, calibrationName(), options.knownLost());
  }

  private String calibrationName() {
    Transport transport = known.get(0).truth().key().transport();
    return transport.id() + ".label";
  }

  private FingerprintLibrary library(SortedMap<String, Double> calibration) {
    return FingerprintLibrary.builder(FeatureDefinition.CURRENT, "held-out", "0.0.0")
        .created(LocalDate.EPOCH)
        .addAll(Exemplars.of(known))
        .calibration(calibration)
        .build();
  }
}
