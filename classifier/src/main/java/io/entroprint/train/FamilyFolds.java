package io.entroprint.train;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fingerprint.FingerprintLibrary;
import io.entroprint.match.Confidence;
import io.entroprint.match.StreamClassifier;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private final TrainingOptions options;
  private final Map<String, Integer> foldOf = new HashMap<>();

  /**
   * Folds of what a library would be made of.
   *
   * @param known of one transport, each with a label
   */
  FamilyFolds(List<LabelledStream> known, TrainingOptions options) {
    this.known = known;
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
    List<List<T>> given = new ArrayList<>();
    for (int i = 0; i < FOLDS; i++) {
      int fold = i;
      List<LabelledStream> inFold = streams.stream().filter(s -> fold(s) == fold).toList();
      given.add(inFold.isEmpty() ? List.of() : inFold(fold, inFold, ask));
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
      int fold, List<LabelledStream> streams, BiFunction<LabelledStream, Examiner, T> ask)
      throws InterruptedException {
    Confidence confidence =
        Calibration.fit(known.stream().filter(s -> fold(s) != fold).toList(), options);
    StreamClassifier classifier = new StreamClassifier(library(confidence));
    return OrderedPool.map(
        streams,
        options.threads(),
        stream -> {
          String family = stream.truth().family();
          return ask.apply(
              stream, new Examiner(classifier, f -> !f.provenance().family().equals(family)));
        });
  }

  private FingerprintLibrary library(Confidence confidence) {
    Transport transport = known.get(0).truth().key().transport();
    FingerprintLibrary.Builder builder =
        FingerprintLibrary.builder(FeatureDefinition.EV1, "held-out", "0.0.0")
            .created(LocalDate.EPOCH);
    Exemplars.of(known).forEach(builder::add);
    return builder
        .calibration(
            new TreeMap<>(confidence.entries(transport.name().toLowerCase(Locale.ROOT) + ".label")))
        .build();
  }
}
