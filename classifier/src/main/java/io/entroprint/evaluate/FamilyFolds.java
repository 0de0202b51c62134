package io.entroprint.evaluate;

import io.entroprint.concurrent.OrderedPool;
import io.entroprint.confidence.LabelCalibration;
import io.entroprint.confidence.LibraryCalibration;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fit.Condensing;
import io.entroprint.fit.Exemplars;
import io.entroprint.fit.HeldOut;
import io.entroprint.fit.LabelFit;
import io.entroprint.fit.LabelSpread;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.match.StreamClassifier;
import io.entroprint.stream.Transport;
import io.entroprint.train.TrainingOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Asks about each stream a library of all other families. The calibration is fitted on other
 * families, too: they are dealt out to a few folds, and a fold is judged by what the rest gave. All
 * families stay among the fingerprints meanwhile, since distances and with them the threshold
 * depend on the breadth of a library. It is condensed as a library that ships.
 */
final class FamilyFolds implements Examination {
  private static final int FOLDS = 5;

  private final Transport transport;
  private final List<LabelledStream> known;
  private final List<LabelledStream> bare;
  private final List<LabelledStream> ofOther;
  private final boolean early;
  private final TrainingOptions options;
  private final Map<String, Integer> foldOf = new HashMap<>();

  /**
   * Folds of what a library would be made of.
   *
   * @param known of one transport, each with a label
   * @param bare streams of the transport that are no protocol's
   * @param ofOther labelled streams of the other transport
   * @param early whether streams that go on will be asked about, too
   */
  FamilyFolds(
      Transport transport,
      List<LabelledStream> known,
      List<LabelledStream> bare,
      List<LabelledStream> ofOther,
      boolean early,
      TrainingOptions options) {
    this.transport = transport;
    this.known = known;
    this.bare = bare;
    this.ofOther = ofOther;
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
    List<Fingerprint> kept = Condensing.condense(Exemplars.of(known), options.radius());
    List<LabelCalibration> calibrations = calibrations(kept);
    List<List<T>> given = new ArrayList<>();
    for (int i = 0; i < FOLDS; i++) {
      int fold = i;
      List<LabelledStream> inFold = streams.stream().filter(s -> fold(s.family()) == fold).toList();
      given.add(
          inFold.isEmpty() ? List.of() : inFold(library(kept, calibrations.get(i)), inFold, ask));
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
      FingerprintLibrary library,
      List<LabelledStream> streams,
      BiFunction<LabelledStream, Examiner, T> ask)
      throws InterruptedException {
    StreamClassifier classifier = new StreamClassifier(library);
    return OrderedPool.map(
        streams,
        options.threads(),
        stream -> {
          String family = stream.family();
          return ask.apply(
              stream, new Examiner(classifier, f -> !f.provenance().family().equals(family)));
        });
  }

  /** By fold, what the streams of all other folds give. */
  private List<LabelCalibration> calibrations(List<Fingerprint> kept) throws InterruptedException {
    List<HeldOut> heldOut = HeldOut.leaveFamiliesOut(known, options.threads());
    List<Predicate<String>> families = new ArrayList<>();
    List<LabelSpread> spreads = new ArrayList<>();
    for (int i = 0; i < FOLDS; i++) {
      int fold = i;
      families.add(family -> fold(family) != fold);
      spreads.add(
          new LabelSpread(
              heldOut.stream()
                  .filter(one -> fold(one.family()) != fold)
                  .map(one -> one.withoutKin(family -> fold(family) == fold))
                  .toList()));
    }
    return new LabelFit(
            transport, kept, known, bare, ofOther, options.knownLost(transport), options.threads())
        .calibrations(families, spreads, early, 1);
  }

  private FingerprintLibrary library(List<Fingerprint> kept, LabelCalibration calibration) {
    return FingerprintLibrary.builder(FeatureDefinition.CURRENT, "held-out", "0.0.0")
        .created(LocalDate.EPOCH)
        .addAll(kept)
        .calibration(new LibraryCalibration(Map.of(transport, calibration), Map.of()).entries())
        .build();
  }
}
