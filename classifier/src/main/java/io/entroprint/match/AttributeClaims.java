package io.entroprint.match;

import io.entroprint.confidence.Attribute;
import io.entroprint.confidence.ClaimCalibration;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.NearestValue;
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
   * @param all those that carry a value, and then the others
   * @param valued how many carry one
   */
  private record Carriers(ClaimCalibration.OfLabel own, FingerprintIndex all, int valued) {}

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
    int count = valued.size();
    valued.addAll(unvalued);
    return new Carriers(
        own,
        FingerprintIndex.of(
            library.definition(), own.part(), valued, f -> attribute.of(f.attributes())),
        count);
  }

  Optional<Claim> claim(StreamEvidence stream, Label label, Predicate<Fingerprint> among) {
    WhenAsked<Carriers> ofLabel = carriers.get(label);
    if (ofLabel == null) {
      return Optional.empty();
    }
    Carriers of = ofLabel.get();
    NearestValue value =
        new NearestValue(
            of.valued(), (d1, d2) -> calibration.of(of.own(), d1, d2), calibration.threshold());
    of.all().nearestValue(stream, among, value);
    double sure = value.sure();
    return value.nearest() < 0 || sure < calibration.threshold()
        ? Optional.empty()
        : Optional.of(new Claim(attribute.of(of.all().get(value.nearest()).attributes()), sure));
  }
}
