package io.entroprint.fit;

import io.entroprint.concurrent.OrderedPool;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.Label;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.search.Neighbour;
import io.entroprint.search.VectorPart;
import io.entroprint.stream.StreamEvidence;
import java.util.List;
import java.util.function.Predicate;

/**
 * How far a stream is from the others when its whole capture family is left out.
 *
 * @param stream the stream
 * @param perLabel the nearest fingerprint of each of the nearest three labels, nearest label first
 * @param kin of the stream's own label, the nearest fingerprint of each other family, nearest first
 */
public record HeldOut(LabelledStream stream, List<Neighbour> perLabel, List<Neighbour> kin) {

  /**
   * Leaves each stream's family out in turn.
   *
   * @param streams of one transport
   */
  public static List<HeldOut> leaveFamiliesOut(List<LabelledStream> streams, int threads)
      throws InterruptedException {
    FingerprintIndex index =
        FingerprintIndex.of(FeatureDefinition.CURRENT, VectorPart.WHOLE, Exemplars.of(streams));
    return OrderedPool.map(streams, threads, stream -> of(stream, index));
  }

  private static HeldOut of(LabelledStream stream, FingerprintIndex index) {
    String family = stream.family();
    Label label = stream.truth().label().orElseThrow();
    Predicate<Fingerprint> others = f -> !f.provenance().family().equals(family);
    return new HeldOut(
        stream,
        nearest(index, stream.evidence(), others),
        index.nearestPer(
            f -> f.provenance().family(),
            stream.evidence(),
            others.and(f -> f.label().equals(label))));
  }

  /** Three labels are enough to know the nearest two without any one of them. */
  private static List<Neighbour> nearest(
      FingerprintIndex index, StreamEvidence evidence, Predicate<Fingerprint> among) {
    return index.nearestPer(Fingerprint::label, 3, evidence, among);
  }

  /** The same without the kin of some families. */
  public HeldOut withoutKin(Predicate<String> families) {
    return new HeldOut(
        stream,
        perLabel,
        kin.stream().filter(n -> !families.test(n.fingerprint().provenance().family())).toList());
  }

  public Label label() {
    return stream.truth().label().orElseThrow();
  }

  public String family() {
    return stream.family();
  }
}
