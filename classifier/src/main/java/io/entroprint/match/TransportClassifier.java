package io.entroprint.match;

import io.entroprint.confidence.Attribute;
import io.entroprint.confidence.Checkpoints;
import io.entroprint.confidence.Confidence;
import io.entroprint.entropy.View;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.TwoNearest;
import io.entroprint.search.VectorPart;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Everything that a library says about the streams of one transport. Immutable. */
final class TransportClassifier {
  private final FingerprintIndex labels;
  private final Confidence confidence;
  private final Confidence[] early = new Confidence[Checkpoints.GRID.size()];
  private final SortedMap<Double, Double> confidenceByPrecision = new TreeMap<>();
  private final Map<Attribute, AttributeClaims> claims = new EnumMap<>(Attribute.class);

  /** For the labels whose fingerprints differ in their nature. */
  private final Map<Label, FingerprintIndex> natures = new HashMap<>();

  TransportClassifier(FingerprintLibrary library, Transport transport) {
    List<Fingerprint> all =
        library.fingerprints().stream().filter(f -> f.transport() == transport).toList();
    labels =
        FingerprintIndex.of(
            library.definition(),
            VectorPart.WHOLE,
            all.stream().filter(f -> !tellsAttributesAlone(f)).toList());
    String name = transport.id() + ".label";
    confidence = Confidence.from(library.calibration(), name);
    for (int i = 0; i < early.length; i++) {
      early[i] = confidence.withFactorsOf(library.calibration(), Checkpoints.calibration(name, i));
    }
    String precision = name + ".precision-at.";
    library
        .calibration()
        .tailMap(precision)
        .forEach(
            (key, value) -> {
              if (key.startsWith(precision)) {
                double sure = Double.parseDouble(key.substring(precision.length()));
                confidenceByPrecision.merge(value, sure, Math::min);
              }
            });
    Map<Label, List<Fingerprint>> byLabel = new LinkedHashMap<>();
    for (Fingerprint f : all) {
      byLabel.computeIfAbsent(f.label(), label -> new ArrayList<>()).add(f);
    }
    for (Attribute attribute : Attribute.values()) {
      claims.put(attribute, new AttributeClaims(attribute, library, transport, byLabel));
    }
    byLabel.forEach(
        (label, ofLabel) -> {
          if (ofLabel.stream().map(f -> f.attributes().nature()).distinct().count() > 1) {
            natures.put(
                label,
                FingerprintIndex.of(
                    library.definition(),
                    VectorPart.DIRECTIONS_H,
                    ofLabel.stream().filter(f -> f.attributes().nature().isPresent()).toList(),
                    // All one group, for only the nearest is asked for.
                    f -> VectorPart.DIRECTIONS_H));
          }
        });
  }

  /** Whether a fingerprint has no joined view: it is there for its attributes and not compared. */
  private static boolean tellsAttributesAlone(Fingerprint fingerprint) {
    return fingerprint.vector().reached(View.BOTH) == 0;
  }

  FingerprintIndex labels() {
    return labels;
  }

  /** The calibration that fits how far a stream has come. */
  Confidence confidence(StreamEvidence stream) {
    int checkpoint = stream.finished() ? -1 : Checkpoints.lastReached(stream);
    return checkpoint < 0 ? confidence : early[checkpoint];
  }

  /** The least confidence that gave the precision when the library was built. */
  double confidenceFor(double precision) {
    SortedMap<Double, Double> enough = confidenceByPrecision.tailMap(precision);
    return enough.isEmpty()
        ? Math.max(precision, confidence.threshold())
        : Collections.min(enough.values());
  }

  Optional<Claim> claim(
      Attribute attribute, StreamEvidence stream, Label label, Predicate<Fingerprint> among) {
    return claims.get(attribute).claim(stream, label, among);
  }

  /** As they are written if that is reliable for the label, else their class. */
  Optional<Claim> settings(StreamEvidence stream, Label label, Predicate<Fingerprint> among) {
    return claim(Attribute.SETTINGS, stream, label, among)
        .or(() -> claim(Attribute.SETTINGS_CLASS, stream, label, among));
  }

  /**
   * The nature of a stream of known label: that of the label's fingerprint whose directions look
   * most like this stream's from 64 bytes on; of a shorter stream that of the nearest fingerprint.
   * Long streams may show that they are not what that one was.
   */
  Nature nature(StreamEvidence stream, Fingerprint nearest, Predicate<Fingerprint> among) {
    Fingerprint answer = nearest;
    FingerprintIndex index = natures.get(nearest.label());
    if (index != null) {
      TwoNearest alone = new TwoNearest();
      index.nearestTwo(stream, among, alone);
      answer = alone.nearest() < 0 ? nearest : index.get(alone.nearest());
    }
    return NatureOfBytes.corrected(
        answer.attributes().nature().orElse(Nature.UNDETERMINED), stream.curve());
  }
}
