package io.entroprint.fit;

import io.entroprint.confidence.Confidence;
import io.entroprint.library.Label;
import io.entroprint.search.Neighbour;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often labels are right if they are decided as soon as two checkpoints in a row, or the end,
 * name the same with some confidence; on streams whose capture family was left out.
 */
final class EarlyPrecision {
  private static final double[] CONFIDENCES = {.80, .85, .90, .93, .95, .97, .98, .99};

  private final List<Confidence> early;
  private final Confidence end;

  EarlyPrecision(List<Confidence> early, Confidence end) {
    this.early = early;
    this.end = end;
  }

  /** The precision by the confidence asked for, over the streams that get a label. */
  SortedMap<Double, Double> byConfidence(List<HeldOut> heldOut) {
    SortedMap<Double, Double> precision = new TreeMap<>();
    for (double confidence : CONFIDENCES) {
      int decided = 0;
      int right = 0;
      for (HeldOut one : heldOut) {
        Optional<Label> label = one.kin().isEmpty() ? Optional.empty() : decide(one, confidence);
        decided += label.isPresent() ? 1 : 0;
        right += label.isPresent() && label.get().equals(one.label()) ? 1 : 0;
      }
      if (decided > 0) {
        precision.put(confidence, (double) right / decided);
      }
    }
    return precision;
  }

  private Optional<Label> decide(HeldOut one, double confidence) {
    List<Optional<Label>> said = new ArrayList<>();
    for (int i = 0; i < one.early().size(); i++) {
      Optional<Label> now = say(one.early().get(i), early.get(i), confidence);
      if (now.isPresent() && i > 0 && now.equals(said.get(i - 1))) {
        return now;
      }
      said.add(now);
    }
    return say(one.perLabel(), end, confidence);
  }

  private static Optional<Label> say(
      List<Neighbour> nearest, Confidence calibration, double confidence) {
    if (nearest.isEmpty()) {
      return Optional.empty();
    }
    double next = nearest.size() > 1 ? nearest.get(1).distance() : Double.POSITIVE_INFINITY;
    Label label = nearest.get(0).fingerprint().label();
    return calibration.of(label, nearest.get(0).distance(), next) >= confidence
        ? Optional.of(label)
        : Optional.empty();
  }
}
