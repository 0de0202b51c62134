package io.entroprint.train;

import io.entroprint.fingerprint.FingerprintLibrary;
import io.entroprint.match.StreamClassifier;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How good a library is on streams that it was not made of. */
public final class Evaluation {
  private Evaluation() {}

  /**
   * Leaves out each capture family in turn: a library is trained on all other families, calibration
   * included, and asked about the one that was left out.
   *
   * @return an answer for each selected stream of the transport whose label has two families or
   *     more, in the order of the selection
   */
  public static List<Answer> leaveFamiliesOut(
      List<LabelledStream> all, Transport transport, TrainingOptions options)
      throws InterruptedException {
    Selection selection = Selection.of(all, options);
    List<LabelledStream> streams = Selection.of(transport, selection.streams());
    return new FamilyFolds(streams, options).answers();
  }

  /**
   * Asks a library about streams.
   *
   * @throws IllegalArgumentException if the library was made of one of the captures, naming it
   */
  public static List<Answer> against(
      FingerprintLibrary library,
      List<LabelledStream> all,
      Transport transport,
      TrainingOptions options) {
    Set<String> known = new HashSet<>();
    library.fingerprints().forEach(f -> known.add(f.provenance().captureSha256()));
    List<LabelledStream> streams = Selection.of(transport, Selection.of(all, options).streams());
    for (LabelledStream stream : streams) {
      if (known.contains(stream.provenance().captureSha256())) {
        throw new IllegalArgumentException(
            "the library "
                + library.id()
                + " was trained on "
                + stream.provenance().capture()
                + "; a score on it would mean nothing");
      }
    }
    StreamClassifier classifier = new StreamClassifier(library);
    List<Answer> answers = new ArrayList<>();
    for (LabelledStream stream : streams) {
      answers.add(
          new Answer(
              stream,
              classifier.classifyAnyway(stream.evidence()),
              classifier.classify(stream.evidence())));
    }
    return answers;
  }

  /** How many families each label has among streams. */
  static Map<String, Integer> familiesPerLabel(List<LabelledStream> streams) {
    Map<String, Set<String>> families = new TreeMap<>();
    for (LabelledStream stream : streams) {
      families
          .computeIfAbsent(stream.truth().label().orElseThrow().name(), l -> new LinkedHashSet<>())
          .add(stream.truth().family());
    }
    Map<String, Integer> counts = new TreeMap<>();
    families.forEach((label, of) -> counts.put(label, of.size()));
    return counts;
  }
}
