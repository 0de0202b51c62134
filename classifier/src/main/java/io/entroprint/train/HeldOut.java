package io.entroprint.train;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fingerprint.Fingerprint;
import io.entroprint.fingerprint.Label;
import io.entroprint.match.FingerprintIndex;
import io.entroprint.match.Neighbour;
import io.entroprint.match.Part;
import java.util.List;

/**
 * How far a stream is from the others when its whole capture family is left out.
 *
 * @param stream the stream
 * @param perLabel the nearest fingerprint of each label, nearest label first
 * @param kin of the stream's own label, the nearest fingerprint of each other family, nearest first
 */
record HeldOut(LabelledStream stream, List<Neighbour> perLabel, List<Neighbour> kin) {

  /**
   * Leaves each stream's family out in turn.
   *
   * @param streams of one transport
   */
  static List<HeldOut> leaveFamiliesOut(List<LabelledStream> streams, int threads)
      throws InterruptedException {
    FingerprintIndex index =
        FingerprintIndex.of(FeatureDefinition.EV1, Part.WHOLE, Exemplars.of(streams));
    return OrderedPool.map(streams, threads, stream -> of(stream, index));
  }

  private static HeldOut of(LabelledStream stream, FingerprintIndex index) {
    String family = stream.truth().family();
    Label label = stream.truth().label().orElseThrow();
    return new HeldOut(
        stream,
        index.nearestPer(
            Fingerprint::label, stream.evidence(), f -> !f.provenance().family().equals(family)),
        index.nearestPer(
            f -> f.provenance().family(),
            stream.evidence(),
            f -> f.label().equals(label) && !f.provenance().family().equals(family)));
  }

  Label label() {
    return stream.truth().label().orElseThrow();
  }

  String family() {
    return stream.truth().family();
  }
}
