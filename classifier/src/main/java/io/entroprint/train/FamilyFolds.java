package io.entroprint.train;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fingerprint.Fingerprint;
import io.entroprint.fingerprint.FingerprintLibrary;
import io.entroprint.match.Confidence;
import io.entroprint.match.StreamClassifier;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Asks about each stream a library of all other families. The calibration is fitted on other
 * families, too: they are dealt out to a few folds, and a fold is judged by what the rest gave.
 */
final class FamilyFolds {
  private static final int FOLDS = 5;

  private final List<LabelledStream> streams;
  private final TrainingOptions options;

  FamilyFolds(List<LabelledStream> streams, TrainingOptions options) {
    this.streams = streams;
    this.options = options;
  }

  List<Answer> answers() throws InterruptedException {
    if (streams.isEmpty()) {
      return List.of();
    }
    List<String> families =
        List.copyOf(new TreeSet<>(streams.stream().map(s -> s.truth().family()).toList()));
    Map<String, Integer> familiesPerLabel = Evaluation.familiesPerLabel(streams);
    Answer[] answers = new Answer[streams.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      Predicate<LabelledStream> inFold = s -> families.indexOf(s.truth().family()) % FOLDS == held;
      Confidence confidence =
          Calibration.fit(
              HeldOut.leaveFamiliesOut(
                  streams.stream().filter(inFold.negate()).toList(), options.threads()),
              options);
      StreamClassifier classifier = new StreamClassifier(library(confidence));
      for (int i = 0; i < streams.size(); i++) {
        LabelledStream stream = streams.get(i);
        String label = stream.truth().label().orElseThrow().name();
        if (inFold.test(stream) && familiesPerLabel.get(label) >= 2) {
          String family = stream.truth().family();
          Predicate<Fingerprint> others = f -> !f.provenance().family().equals(family);
          answers[i] =
              new Answer(
                  stream,
                  classifier.classifyAnyway(stream.evidence(), others),
                  classifier.classify(stream.evidence(), others));
        }
      }
    }
    List<Answer> given = new ArrayList<>();
    for (Answer answer : answers) {
      if (answer != null) {
        given.add(answer);
      }
    }
    return given;
  }

  private FingerprintLibrary library(Confidence confidence) {
    Transport transport = streams.get(0).truth().key().transport();
    FingerprintLibrary.Builder builder =
        FingerprintLibrary.builder(FeatureDefinition.EV1, "held-out", "0.0.0")
            .created(LocalDate.EPOCH);
    Exemplars.of(streams).forEach(builder::add);
    return builder
        .calibration(
            new TreeMap<>(confidence.entries(transport.name().toLowerCase(Locale.ROOT) + ".label")))
        .build();
  }
}
