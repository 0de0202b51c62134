package io.entroprint.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the confidence of a label can be taken at its word: among answers of confidence .8, are
 * 80 % right? In ten bins of equal width, every stream answered.
 *
 * @param bins those of confidence 0 to .1, .1 to .2 and so on
 * @param expectedError the expected calibration error, 0 to 1: the mean over the streams of the
 *     difference between mean confidence and share right in their bin (Naeini, Cooper and
 *     Hauskrecht: Obtaining Well Calibrated Probabilities Using Bayesian Binning, AAAI 2015)
 */
public record Reliability(List<Bin> bins, double expectedError) {
  private static final int BINS = 10;

  /**
   * The answers whose confidence falls between two bounds.
   *
   * @param from the least confidence
   * @param to the confidence from which on the next bin counts; the last holds it, too
   * @param streams how many there are
   * @param confidence the mean of theirs; NaN if there is none
   * @param right the share that is right; NaN if there is none
   */
  public record Bin(double from, double to, int streams, double confidence, double right) {}

  static Reliability of(List<Answer> answers) {
    int[] streams = new int[BINS];
    int[] right = new int[BINS];
    double[] confidence = new double[BINS];
    for (Answer answer : answers) {
      double sure = answer.forced().confidence();
      int bin = Math.min(BINS - 1, (int) (sure * BINS));
      streams[bin]++;
      confidence[bin] += sure;
      right[bin] += answer.isRight() ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    double error = 0;
    for (int i = 0; i < BINS; i++) {
      error += Math.abs(confidence[i] - right[i]);
      bins.add(
          new Bin(
              (double) i / BINS,
              (double) (i + 1) / BINS,
              streams[i],
              streams[i] == 0 ? Double.NaN : confidence[i] / streams[i],
              streams[i] == 0 ? Double.NaN : (double) right[i] / streams[i]));
    }
    return new Reliability(
        List.copyOf(bins), answers.isEmpty() ? Double.NaN : error / answers.size());
  }
}
