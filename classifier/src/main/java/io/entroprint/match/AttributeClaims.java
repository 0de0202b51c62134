package io.entroprint.match;

import io.entroprint.confidence.Attribute;
import io.entroprint.confidence.Confidence;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.TwoNearest;
import io.entroprint.search.VectorPart;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides one attribute of streams whose label is known: the nearest of that label's fingerprints
 * that carry it, over the part of the vector that the library's build chose for the label. Labels
 * for which the build found no reliable part are not in the library's calibration and get no claim.
 */
final class AttributeClaims {
  private final Attribute attribute;
  private final Confidence confidence;
  private final Map<Label, FingerprintIndex> indices = new HashMap<>();

  /**
   * The claims of one attribute.
   *
   * @param byLabel the fingerprints of the transport
   */
  AttributeClaims(
      Attribute attribute,
      FingerprintLibrary library,
      Transport transport,
      Map<Label, List<Fingerprint>> byLabel) {
    this.attribute = attribute;
    String name = transport.id() + "." + attribute.id();
    confidence = Confidence.from(library.calibration(), name);
    byLabel.forEach(
        (label, ofLabel) -> {
          Double number = library.calibration().get(name + ".part." + label);
          if (number != null) {
            VectorPart part = VectorPart.numbered(number);
            List<Fingerprint> carriers =
                ofLabel.stream()
                    .filter(f -> !attribute.of(f.attributes()).isEmpty())
                    .filter(f -> part.isIn(f.vector()))
                    .toList();
            indices.put(
                label,
                FingerprintIndex.of(
                    library.definition(), part, carriers, f -> attribute.of(f.attributes())));
          }
        });
  }

  Optional<Claim> claim(StreamEvidence stream, Label label, Predicate<Fingerprint> among) {
    FingerprintIndex index = indices.get(label);
    if (index == null) {
      return Optional.empty();
    }
    TwoNearest two = new TwoNearest();
    index.nearestTwo(stream, among, two);
    if (two.nearest() < 0) {
      return Optional.empty();
    }
    double sure = confidence.of(label, two.distance(), two.otherDistance());
    return sure < confidence.threshold()
        ? Optional.empty()
        : Optional.of(new Claim(attribute.of(index.get(two.nearest()).attributes()), sure));
  }
}
