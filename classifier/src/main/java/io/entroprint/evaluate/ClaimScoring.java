package io.entroprint.evaluate;

import io.entroprint.confidence.Attribute;
import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.evaluate.EvaluationReport.ClaimScores;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Attributes;
import io.entroprint.library.Fingerprint;
import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.stream.Transport;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Counts what is claimed beside right labels: client, server and settings; settings by their class.
 * A value is known if what the library was made of has it for the label.
 */
final class ClaimScoring {
  private final Set<List<Object>> known = new HashSet<>();

  /** Nothing is known. */
  ClaimScoring() {}

  /** What the streams that a library was made of carry is known. */
  ClaimScoring know(List<LabelledStream> streams) {
    for (LabelledStream s : streams) {
      s.truth()
          .label()
          .ifPresent(
              label -> know(s.truth().key().transport(), label.name(), s.truth().attributes()));
    }
    return this;
  }

  /** What a library's fingerprints carry is known. */
  ClaimScoring knowFingerprints(List<Fingerprint> fingerprints) {
    fingerprints.forEach(f -> know(f.transport(), f.label().name(), f.attributes()));
    return this;
  }

  private void know(Transport transport, String label, Attributes attributes) {
    for (Attribute attribute :
        List.of(Attribute.CLIENT, Attribute.SERVER, Attribute.SETTINGS_CLASS)) {
      known.add(List.of(transport, label, attribute, attribute.of(attributes)));
    }
  }

  /** By attribute id. */
  SortedMap<String, ClaimScores> of(List<Answer> answers) {
    SortedMap<String, ClaimScores> all = new TreeMap<>();
    all.put("client", of(answers, Attribute.CLIENT, Verdict::client));
    all.put("server", of(answers, Attribute.SERVER, Verdict::server));
    all.put("settings", of(answers, Attribute.SETTINGS_CLASS, Verdict::settings));
    return all;
  }

  private ClaimScores of(
      List<Answer> answers, Attribute attribute, Function<Verdict, Optional<Claim>> claim) {
    int[] counts = new int[Outcome.values().length];
    for (Answer answer : answers) {
      if (answer.verdict().labelOrDecision().equals(answer.truth())) {
        String said =
            claim
                .apply(answer.verdict())
                .map(c -> attribute == Attribute.SETTINGS_CLASS ? classOf(c.value()) : c.value())
                .orElse("");
        counts[outcome(attribute, answer, said).ordinal()]++;
      }
    }
    return new ClaimScores(
        counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], counts[7],
        counts[8]);
  }

  /** What a claim comes down to, in the order of the components of the scores. */
  private enum Outcome {
    RIGHT,
    PRODUCT,
    WRONG,
    SILENT,
    UNKNOWN_PRODUCT,
    UNKNOWN_WRONG,
    UNKNOWN_SILENT,
    UNVALUED_CLAIMED,
    UNVALUED_SILENT
  }

  private Outcome outcome(Attribute attribute, Answer answer, String said) {
    LabelledStream stream = answer.stream();
    String truth = attribute.of(stream.truth().attributes());
    if (truth.isEmpty()) {
      return said.isEmpty() ? Outcome.UNVALUED_SILENT : Outcome.UNVALUED_CLAIMED;
    }
    boolean isKnown =
        known.contains(List.of(stream.truth().key().transport(), answer.truth(), attribute, truth));
    if (said.isEmpty()) {
      return isKnown ? Outcome.SILENT : Outcome.UNKNOWN_SILENT;
    }
    if (said.equals(truth)) {
      return isKnown ? Outcome.RIGHT : Outcome.UNKNOWN_PRODUCT;
    }
    boolean isProduct = product(said).equals(said.toLowerCase(Locale.ROOT));
    if ((isProduct || (isKnown && attribute == Attribute.SETTINGS_CLASS))
        && product(said).equals(product(truth))) {
      return isKnown ? Outcome.PRODUCT : Outcome.UNKNOWN_PRODUCT;
    }
    return isKnown ? Outcome.WRONG : Outcome.UNKNOWN_WRONG;
  }

  private static String product(String value) {
    return Attribute.CLIENT_PRODUCT
        .of(new Attributes(value, "", "", Optional.empty()))
        .toLowerCase(Locale.ROOT);
  }

  private static String classOf(String settings) {
    return Attribute.SETTINGS_CLASS.of(new Attributes("", "", settings, Optional.empty()));
  }
}
