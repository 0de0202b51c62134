package io.entroprint.evaluate;

import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.View;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Nature;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a fixed threshold of the byte entropy is worth as a detector of encryption: the joined bytes
 * up to the last power of two that the stream reached, 64 KiB at most.
 *
 * @param bits the entropy from which on a stream counts as encrypted
 * @param encrypted how many encrypted streams there are
 * @param encryptedOver how many of them reach the threshold
 * @param compressed how many compressed streams there are
 * @param compressedOver how many of them reach the threshold
 * @param over how many streams of any nature reach it
 */
public record EntropyThreshold(
    double bits, int encrypted, int encryptedOver, int compressed, int compressedOver, int over) {

  /** The share of encrypted streams that reach the threshold; NaN if there is none. */
  public double recall() {
    return encrypted == 0 ? Double.NaN : (double) encryptedOver / encrypted;
  }

  /** The share of streams that reach the threshold that is encrypted; NaN if there is none. */
  public double precision() {
    return over == 0 ? Double.NaN : (double) encryptedOver / over;
  }

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
