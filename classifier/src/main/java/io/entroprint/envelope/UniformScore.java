package io.entroprint.envelope;

import io.entroprint.entropy.ByteCounts;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.UniformBytes;
import java.util.Arrays;

/**
 * How far an entropy is from that of as many uniform random bytes, in standard deviations.
 *
 * <p>The exact values cost too much at every packet. They are taken once at all lengths up to 512
 * and at 256 lengths in each octave above, and joined by straight lines: the error stays below a
 * thousandth of a deviation. Not thread-safe.
 */
final class UniformScore {
  private static final int STEPS = 256;
  private static final int OCTAVES = 8;

  private final double[] expected = new double[(OCTAVES + 1) * STEPS + 1];
  private final double[] deviation = new double[expected.length];

  UniformScore() {
    Arrays.fill(expected, Double.NaN);
  }

  /**
   * The score of the entropy of so many bytes; 0 for one byte, which has no other entropy.
   *
   * @param n 1 to {@link ByteCounts#LIMIT}
   */
  double deviations(double entropy, int n) {
    if (n == 1) {
      return 0;
    }
    // Floating point in miniature: n = (256 + step) * 2^octave for the node below.
    int octave = Math.max(0, 31 - Integer.numberOfLeadingZeros(n) - 8);
    int node = octave * STEPS + (n >> octave);
    double between = (double) (n - (n >> octave << octave)) / (1 << octave);
    double mean = expected(node);
    double spread = deviation[node];
    if (between > 0) {
      mean += between * (expected(node + 1) - mean);
      spread += between * (deviation[node + 1] - spread);
    }
    return (entropy - mean) / spread;
  }

  private double expected(int node) {
    if (Double.isNaN(expected[node])) {
      int octave = Math.max(0, node / STEPS - 1);
      int n = (node - octave * STEPS) << octave;
      expected[node] = UniformBytes.expected(Measure.H, n);
      deviation[node] = UniformBytes.standardDeviation(n);
    }
    return expected[node];
  }
}
