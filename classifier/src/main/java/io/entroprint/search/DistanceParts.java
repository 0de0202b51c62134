package io.entroprint.search;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import io.entroprint.stream.StreamEvidence;
import java.util.Arrays;

/**
 * A distance taken apart: what each coordinate adds to the {@link EntropyDistance} of a stream from
 * a fingerprint. Worked out coordinate by coordinate, and not by the search, which never needs it.
 */
public final class DistanceParts {
  private DistanceParts() {}

  /**
   * What each coordinate adds.
   *
   * @return laid out as the vectors are; NaN where a coordinate is not compared. The others
   *     together are the distance.
   * @throws IllegalArgumentException if the two are of different feature definitions
   */
  public static double[] of(StreamEvidence stream, EntropyVector fingerprint) {
    FeatureDefinition definition = fingerprint.definition();
    Weighting weighting = Weighting.of(VectorPart.WHOLE, definition);
    IndexQuery query = new IndexQuery(weighting);
    query.take(stream);
    ScaledVector s = query.vector;
    ScaledVector f = new ScaledVector(weighting, fingerprint);
    Sum sum = new Sum(definition.dimension());
    for (View view : View.values()) {
      int ofStream = s.reached(view);
      int ofFingerprint = s.reach(view, f.reached(view));
      int last = query.finished ? Math.max(ofStream, ofFingerprint) : ofStream;
      for (int i = 0; i < last; i++) {
        double alone =
            i >= ofFingerprint
                ? EntropyDistance.STREAM_ONLY
                : i >= ofStream ? EntropyDistance.FINGERPRINT_ONLY : 0;
        for (int m = 0; m < weighting.measures; m++) {
          int k = definition.coordinate(view, i) + m;
          sum.add(k, weighting.weight(i * weighting.measures + m), alone, s, f);
        }
        if (view == View.BOTH) {
          int k = definition.directionCoordinate(i);
          sum.add(k, weighting.directionWeight(i), alone, s, f);
        }
      }
    }
    return sum.parts();
  }

  /** The numerator of a distance by coordinate, and its denominator. */
  private static final class Sum {
    private final double[] parts;
    private double weights;

    Sum(int dimension) {
      parts = new double[dimension];
      Arrays.fill(parts, Double.NaN);
    }

    /** Adds a coordinate that both have, or with the penalty for those that one has alone. */
    void add(int k, double weight, double alone, ScaledVector s, ScaledVector f) {
      parts[k] = alone == 0 ? Math.abs(s.weighted[k] - f.weighted[k]) : alone * weight;
      weights += weight;
    }

    double[] parts() {
      for (int k = 0; k < parts.length; k++) {
        parts[k] /= weights;
      }
      return parts;
    }
  }
}
