package io.entroprint.benchmarks;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.Direction;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.entropy.View;

/** What is measured of Entroprint itself. */
public final class Entroprint {
  private static final int REQUEST = 200;
  private static final int RESPONSE = 2_896;
  private static final int SEGMENT = 1_448;

  private Entroprint() {}

  /** Counting alone. */
  public static Subject counting() {
    ByteCounts counts = new ByteCounts();
    return stream -> {
      counts.clear();
      counts.add(stream, 0, stream.length);
      return counts.count('A');
    };
  }

  /** The byte entropy of one view at powers of two. */
  public static Subject curve() {
    ByteCounts counts = new ByteCounts();
    return stream -> {
      counts.clear();
      double sum = 0;
      int from = 0;
      for (int to = 1; to <= stream.length; to <<= 1) {
        counts.add(stream, from, to - from);
        sum += counts.entropy();
        from = to;
      }
      counts.add(stream, from, stream.length - from);
      return sum + counts.count('A');
    };
  }

  /**
   * A conversation from nothing to its vector and its curve: requests of 200 bytes and responses of
   * 2,896, in segments.
   */
  public static Subject vector() {
    return stream -> {
      StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
      Direction direction = Direction.TO_SERVER;
      for (int at = 0; at < stream.length; direction = direction.opposite()) {
        int message = direction == Direction.TO_SERVER ? REQUEST : RESPONSE;
        int end = Math.min(stream.length, at + message);
        while (at < end) {
          int length = Math.min(SEGMENT, end - at);
          meter.add(direction, stream, at, length);
          at += length;
        }
      }
      EntropyVector vector = meter.vector();
      return vector.get(0) + meter.curve().reached(View.BOTH);
    };
  }
}
