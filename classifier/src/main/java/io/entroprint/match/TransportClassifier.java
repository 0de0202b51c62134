package io.entroprint.match;

import io.entroprint.concurrent.Workspaces;
import io.entroprint.confidence.Attribute;
import io.entroprint.confidence.CandidateRule;
import io.entroprint.confidence.LabelCalibration;
import io.entroprint.confidence.LibraryCalibration;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.Neighbour;
import io.entroprint.search.TwoNearest;
import io.entroprint.search.VectorPart;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Everything that a library says about the streams of one transport. Immutable but for room that it
 * keeps for questions of a few threads.
 */
final class TransportClassifier {
  private final FingerprintIndex labels;
  private final LabelCalibration calibration;

  /** By place in the index whether the library has one family of the label. */
  private final boolean[] oneFamily;

  /** By place in the index the spread of the label. */
  private final double[] spreads;

  private final Workspaces<LabelAnswer> workspaces = new Workspaces<>(LabelAnswer::new);
  private final Map<Attribute, AttributeClaims> claims = new EnumMap<>(Attribute.class);

  /** By label; empty for those whose fingerprints do not differ in their nature. */
  private final Map<Label, WhenAsked<Optional<FingerprintIndex>>> natures = new HashMap<>();

  TransportClassifier(FingerprintLibrary library, LibraryCalibration all, Transport transport) {
    List<Fingerprint> ofTransport =
        library.fingerprints().stream().filter(f -> f.transport() == transport).toList();
    labels =
        FingerprintIndex.of(
            library.definition(),
            VectorPart.WHOLE,
            ofTransport.stream().filter(f -> !tellsAttributesAlone(f)).toList());
    calibration = all.labels(transport);
    oneFamily = oneFamily();
    spreads = new double[labels.size()];
    Arrays.setAll(spreads, i -> calibration.spread(labels.get(i).label()));
    Map<Label, List<Fingerprint>> byLabel = new LinkedHashMap<>();
    for (Fingerprint f : ofTransport) {
      byLabel.computeIfAbsent(f.label(), label -> new ArrayList<>()).add(f);
    }
    for (Attribute attribute : Attribute.values()) {
      claims.put(
          attribute,
          new AttributeClaims(attribute, library, all.claims(transport, attribute), byLabel));
    }
    byLabel.forEach(
        (label, ofLabel) ->
            natures.put(label, new WhenAsked<>(() -> natures(library.definition(), ofLabel))));
  }

  private static Optional<FingerprintIndex> natures(
      FeatureDefinition definition, List<Fingerprint> ofLabel) {
    if (ofLabel.stream().map(f -> f.attributes().nature()).distinct().count() <= 1) {
      return Optional.empty();
    }
    return Optional.of(
        FingerprintIndex.of(
            definition,
            VectorPart.DIRECTIONS_H,
            ofLabel.stream().filter(f -> f.attributes().nature().isPresent()).toList(),
            // All one group, for only the nearest is asked for.
            f -> VectorPart.DIRECTIONS_H));
  }

  /** Whether a fingerprint has no joined view: it is there for its attributes and not compared. */
  private static boolean tellsAttributesAlone(Fingerprint fingerprint) {
    return fingerprint.vector().reached(View.BOTH) == 0;
  }

  private boolean[] oneFamily() {
    Map<Label, Set<String>> families = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      Fingerprint f = labels.get(i);
      families.computeIfAbsent(f.label(), l -> new HashSet<>()).add(f.provenance().family());
    }
    boolean[] one = new boolean[labels.size()];
    for (int i = 0; i < one.length; i++) {
      Set<String> all = families.get(labels.get(i).label());
      // A fingerprint of which nobody knows the family may stand for any number.
      one[i] = all.size() == 1 && !all.contains("");
    }
    return one;
  }

  /** Any fingerprint may answer. */
  static boolean any(Fingerprint fingerprint) {
    return true;
  }

  /** The confidence from which on a label is given. */
  double threshold() {
    return calibration.threshold();
  }

  /** The least confidence that gave the precision when the library was built. */
  double confidenceFor(double precision) {
    return calibration.confidenceFor(precision);
  }

  /** The nearest label; null if there is nothing to compare or it is less sure than that. */
  NearestLabel nearest(StreamEvidence stream, double least, Predicate<Fingerprint> among) {
    Optional<CandidateRule> rule = calibration.rule(stream);
    if (rule.isEmpty()) {
      NearestLabel nearest = byDistanceAlone(stream, among);
      return nearest == null || nearest.confidence() < least ? null : nearest;
    }
    LabelAnswer answer = workspaces.take();
    NearestLabel nearest =
        answer.ask(labels, rule.get(), spreads, oneFamily, stream, among)
                && answer.confidence() >= least
            ? new NearestLabel(
                answer.nearest(), answer.distance(), answer.otherDistance(), answer.confidence())
            : null;
    workspaces.giveBack(answer);
    return nearest;
  }

  /**
   * The fingerprints that the first and the second label are told by; empty if there is nothing.
   */
  Optional<Explanation> explain(StreamEvidence stream) {
    Optional<CandidateRule> rule = calibration.rule(stream);
    if (rule.isPresent()) {
      LabelAnswer answer = new LabelAnswer();
      if (!answer.ask(labels, rule.get(), spreads, oneFamily, stream, TransportClassifier::any)) {
        return Optional.empty();
      }
      // Too far to be a candidate, where there is none.
      Optional<Neighbour> second =
          answer.second() == null
              ? labels.nearestBut(answer.nearest().label(), stream)
              : Optional.of(new Neighbour(answer.second(), answer.otherDistance()));
      return Optional.of(
          explanation(
              stream,
              answer.nearest(),
              answer.distance(),
              second.map(Neighbour::fingerprint).orElse(null),
              second.map(Neighbour::distance).orElse(Double.POSITIVE_INFINITY)));
    }
    TwoNearest two = new TwoNearest();
    labels.nearestTwo(stream, TransportClassifier::any, two);
    return two.nearest() < 0
        ? Optional.empty()
        : Optional.of(
            explanation(
                stream,
                labels.get(two.nearest()),
                two.distance(),
                two.other() < 0 ? null : labels.get(two.other()),
                two.otherDistance()));
  }

  private static Explanation explanation(
      StreamEvidence stream, Fingerprint first, double d1, Fingerprint second, double d2) {
    return new Explanation(
        Explanation.Comparison.of(stream, first, d1),
        Optional.ofNullable(second).map(f -> Explanation.Comparison.of(stream, f, d2)));
  }

  /** What a library says that has no rule. */
  private NearestLabel byDistanceAlone(StreamEvidence stream, Predicate<Fingerprint> among) {
    TwoNearest two = new TwoNearest();
    labels.nearestTwo(stream, among, two);
    if (two.nearest() < 0) {
      return null;
    }
    Fingerprint nearest = labels.get(two.nearest());
    double sure =
        calibration.plain(stream).of(nearest.label(), two.distance(), two.otherDistance());
    return new NearestLabel(nearest, two.distance(), two.otherDistance(), sure);
  }

  /**
   * The nearest label.
   *
   * @param fingerprint its nearest fingerprint
   * @param distance the distance to it
   * @param otherDistance the distance of the next label, or one that it is beyond
   * @param confidence the probability that the label is right
   */
  record NearestLabel(
      Fingerprint fingerprint, double distance, double otherDistance, double confidence) {}

  /** The value as it is written if that is sure enough, else what is coarser. */
  Optional<Claim> claim(
      Attribute attribute, StreamEvidence stream, Label label, Predicate<Fingerprint> among) {
    return claims
        .get(attribute)
        .claim(stream, label, among)
        .or(() -> attribute.coarser().flatMap(c -> claim(c, stream, label, among)));
  }

  /**
   * The nature of a stream of known label: that of the label's fingerprint whose directions look
   * most like this stream's from 64 bytes on; of a shorter stream that of the nearest fingerprint.
   * Long streams may show that they are not what that one was.
   */
  Nature nature(StreamEvidence stream, Fingerprint nearest, Predicate<Fingerprint> among) {
    Fingerprint answer = nearest;
    Optional<FingerprintIndex> index = natures.get(nearest.label()).get();
    if (index.isPresent()) {
      int alike = index.get().nearest(stream, among);
      answer = alike < 0 ? nearest : index.get().get(alike);
    }
    // Who taught a label need not have said what its streams are.
    return answer
        .attributes()
        .nature()
        .map(ofLabel -> NatureOfBytes.corrected(ofLabel, stream.curve()))
        .orElseGet(() -> NatureOfBytes.of(stream.curve()));
  }
}
