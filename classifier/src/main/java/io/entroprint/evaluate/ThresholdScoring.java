package io.entroprint.evaluate;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.View;
import io.entroprint.evaluate.EvaluationReport.EntropyThreshold;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Nature;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the streams whose entropy reaches a threshold. */
final class ThresholdScoring {
  private ThresholdScoring() {}

  /** The streams whose nature is known, by a threshold. */
  static EntropyThreshold of(double bits, List<LabelledStream> streams) {
    Map<Nature, int[]> counts = new EnumMap<>(Nature.class);
    for (Nature nature : Nature.values()) {
      counts.put(nature, new int[2]);
    }
    for (LabelledStream stream : streams) {
      EntropyCurve curve = stream.evidence().curve();
      int reached = curve.reached(View.BOTH);
      boolean over = reached > 0 && curve.get(View.BOTH, reached - 1) >= bits;
      stream
          .truth()
          .attributes()
          .nature()
          .ifPresent(
              nature -> {
                counts.get(nature)[0]++;
                counts.get(nature)[1] += over ? 1 : 0;
              });
    }
    int[] encrypted = counts.get(Nature.ENCRYPTED);
    int[] compressed = counts.get(Nature.COMPRESSED);
    return new EntropyThreshold(
        bits,
        encrypted[0],
        encrypted[1],
        compressed[0],
        compressed[1],
        counts.values().stream().mapToInt(c -> c[1]).sum());
  }
}
