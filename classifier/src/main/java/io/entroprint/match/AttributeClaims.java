package io.entroprint.match;

import io.entroprint.confidence.Attribute;
import io.entroprint.confidence.ClaimCalibration;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.TwoNearest;
import io.entroprint.search.VectorPart;
import io.entroprint.stream.StreamEvidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides one attribute of streams whose label is known: the nearest of that label's fingerprints
 * that carry it, over the part of the vector that the library's build chose for the label. Those of
 * the label that carry no value compete: a stream that is nearer to them is of software that nobody
 * named. Labels for which the build found no reliable part are not in the library's calibration and
 * get no claim.
 */
final class AttributeClaims {
  private final Attribute attribute;
  private final ClaimCalibration calibration;
  private final Map<Label, WhenAsked<Carriers>> carriers = new HashMap<>();

  /**
   * The fingerprints of a label.
   *
   * @param valued those that carry a value
   * @param unvalued the others; null if there are none
   */
  private record Carriers(
      ClaimCalibration.OfLabel own, FingerprintIndex valued, FingerprintIndex unvalued) {}

  /**
   * The claims of one attribute.
   *
   * @param byLabel the fingerprints of the transport
   */
  AttributeClaims(
      Attribute attribute,
      FingerprintLibrary library,
      ClaimCalibration calibration,
      Map<Label, List<Fingerprint>> byLabel) {
    this.attribute = attribute;
    this.calibration = calibration;
    byLabel.forEach(
        (label, ofLabel) -> {
          ClaimCalibration.OfLabel own = calibration.labels().get(label.name());
          if (own != null) {
            carriers.put(label, new WhenAsked<>(() -> carriers(library, own, ofLabel)));
          }
        });
  }

  private Carriers carriers(
      FingerprintLibrary library, ClaimCalibration.OfLabel own, List<Fingerprint> ofLabel) {
    List<Fingerprint> valued = new ArrayList<>();
    List<Fingerprint> unvalued = new ArrayList<>();
    for (Fingerprint f : ofLabel) {
      if (own.part().isIn(f.vector())) {
        (attribute.of(f.attributes()).isEmpty() ? unvalued : valued).add(f);
      }
    }
    VectorPart part = own.part();
    return new Carriers(
        own,
        FingerprintIndex.of(library.definition(), part, valued, f -> attribute.of(f.attributes())),
        unvalued.isEmpty()
            ? null
            : FingerprintIndex.of(library.definition(), part, unvalued, f -> part));
  }

  Optional<Claim> claim(StreamEvidence stream, Label label, Predicate<Fingerprint> among) {
    WhenAsked<Carriers> ofLabel = carriers.get(label);
    if (ofLabel == null) {
      return Optional.empty();
    }
    Carriers of = ofLabel.get();
    TwoNearest two = new TwoNearest();
    of.valued().nearestTwo(stream, among, two);
    if (two.nearest() < 0) {
      return Optional.empty();
    }
    double next = two.otherDistance();
    if (of.unvalued() != null) {
      TwoNearest without = new TwoNearest();
      of.unvalued().nearestTwo(stream, among, without);
      next = Math.min(next, without.distance());
    }
    double sure = calibration.of(of.own(), two.distance(), next);
    return sure < calibration.threshold()
        ? Optional.empty()
        : Optional.of(new Claim(attribute.of(of.valued().get(two.nearest()).attributes()), sure));
  }
}
