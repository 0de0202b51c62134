package io.entroprint.evaluate;

import io.entroprint.evaluate.Evaluation.Answer;
import io.entroprint.evaluate.EvaluationReport.Reliability;
import io.entroprint.evaluate.EvaluationReport.Reliability.Bin;
import java.util.ArrayList;
import java.util.List;

/** Compares confidence with the share that is right. */
final class ReliabilityScoring {
  private static final int BINS = 10;

  private ReliabilityScoring() {}

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
