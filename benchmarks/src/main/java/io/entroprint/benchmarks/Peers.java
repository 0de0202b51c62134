package io.entroprint.benchmarks;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.stat.Frequency;
import org.apache.commons.math3.util.FastMath;
import smile.math.MathEx;

/** The same curve of one view, computed with what others offer. */
public final class Peers {
  private Peers() {}

  /** Counts, and 256 times {@code Math.log} at each power of two. */
  public static Subject mathLog() {
    return curve(Math::log);
  }

  /** The same with commons-math3. */
  public static Subject fastMath() {
    return curve(FastMath::log);
  }

  private static Subject curve(DoubleUnaryOperator log) {
    int[] counts = new int[256];
    return stream -> {
      Arrays.fill(counts, 0);
      double sum = 0;
      int from = 0;
      for (int to = 1; to <= stream.length; to <<= 1) {
        count(stream, from, to, counts);
        sum += entropy(counts, to, log);
        from = to;
      }
      count(stream, from, stream.length, counts);
      return sum + counts['A'];
    };
  }

  private static void count(byte[] stream, int from, int to, int[] counts) {
    for (int i = from; i < to; i++) {
      counts[stream[i] & 0xff]++;
    }
  }

  private static double entropy(int[] counts, int n, DoubleUnaryOperator log) {
    double entropy = 0;
    for (int count : counts) {
      if (count > 0) {
        double p = (double) count / n;
        entropy -= p * log.applyAsDouble(p);
      }
    }
    return entropy / 0.6931471805599453;
  }

  /** A sum kept up with every byte, at two logarithms a byte. */
  public static Subject runningMathLog() {
    int[] counts = new int[256];
    return stream -> {
      Arrays.fill(counts, 0);
      double sum = 0;
      double curve = 0;
      int next = 1;
      for (int i = 0; i < stream.length; i++) {
        int count = counts[stream[i] & 0xff]++;
        if (count > 0) {
          sum += (count + 1) * Math.log(count + 1) - count * Math.log(count);
        }
        if (i + 1 == next) {
          curve += (Math.log(next) - sum / next) / 0.6931471805599453;
          next <<= 1;
        }
      }
      return curve + counts['A'];
    };
  }

  /** Counts with commons-math3, and its logarithm at each power of two. */
  public static Subject frequency() {
    return stream -> {
      Frequency frequency = new Frequency();
      double sum = 0;
      int next = 1;
      for (int i = 0; i < stream.length; i++) {
        frequency.addValue(stream[i]);
        if (i + 1 == next) {
          for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
            double p = frequency.getPct(value);
            sum -= p > 0 ? p * FastMath.log(2, p) : 0;
          }
          next <<= 1;
        }
      }
      return sum;
    };
  }

  /** Counts, and smile's entropy of the shares at each power of two. */
  public static Subject smile() {
    int[] counts = new int[256];
    double[] shares = new double[256];
    return stream -> {
      Arrays.fill(counts, 0);
      double sum = 0;
      int from = 0;
      for (int to = 1; to <= stream.length; to <<= 1) {
        count(stream, from, to, counts);
        for (int value = 0; value < 256; value++) {
          shares[value] = (double) counts[value] / to;
        }
        sum += MathEx.entropy(shares) / 0.6931471805599453;
        from = to;
      }
      count(stream, from, stream.length, counts);
      return sum + counts['A'];
    };
  }
}
