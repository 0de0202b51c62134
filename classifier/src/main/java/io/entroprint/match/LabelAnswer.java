package io.entroprint.match;

import io.entroprint.confidence.CandidateFeatures;
import io.entroprint.confidence.CandidateRule;
import io.entroprint.library.Fingerprint;
import io.entroprint.search.Candidates;
import io.entroprint.search.FingerprintIndex;
import io.entroprint.stream.StreamEvidence;
import java.util.function.Predicate;

/**
 * The label that a rule gives a stream, and room to find it. Filled again and again, and allocates
 * nothing after it was made. One thread at a time.
 */
final class LabelAnswer {
  private final Candidates candidates = CandidateRule.candidates();
  private final double[] ofCandidate = new double[CandidateFeatures.ORDER];
  private final double[] together = new double[CandidateFeatures.SURE];
  private int first;
  private int second;
  private int third;
  private double confidence;

  /**
   * Asks a rule.
   *
   * @param spreads by place in the index, of its label
   * @param oneFamily by place in the index, whether the library has one family of the label
   * @return false if there is nothing to compare
   */
  boolean ask(
      FingerprintIndex index,
      CandidateRule rule,
      double[] spreads,
      boolean[] oneFamily,
      StreamEvidence stream,
      Predicate<Fingerprint> among) {
    index.candidates(stream, among, candidates);
    if (candidates.size() == 0) {
      return false;
    }
    rank(rule, spreads);
    CandidateFeatures.sure(
        candidates,
        first,
        second,
        third,
        beyond(),
        spreads[candidates.place(first)],
        oneFamily[candidates.place(first)],
        stream.oneDirection(),
        together);
    confidence = rule.confidence(together);
    return true;
  }

  /** What is no candidate is no nearer. */
  private double beyond() {
    return CandidateRule.farthest(candidates.distance(0));
  }

  private void rank(CandidateRule rule, double[] spreads) {
    first = -1;
    second = -1;
    third = -1;
    double most = Double.NEGATIVE_INFINITY;
    double next = Double.NEGATIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < candidates.size(); i++) {
      CandidateFeatures.order(candidates, i, spreads[candidates.place(i)], ofCandidate);
      double utility = rule.utility(ofCandidate);
      if (utility > most) {
        third = second;
        last = next;
        second = first;
        next = most;
        first = i;
        most = utility;
      } else if (utility > next) {
        third = second;
        last = next;
        second = i;
        next = utility;
      } else if (utility > last) {
        third = i;
        last = utility;
      }
    }
  }

  /** The fingerprint whose label is the answer. */
  Fingerprint nearest() {
    return candidates.fingerprint(first);
  }

  double distance() {
    return candidates.distance(first);
  }

  /** The distance of the next label; if none is a candidate that beyond which none is. */
  double otherDistance() {
    return second < 0 ? beyond() : candidates.distance(second);
  }

  /** That of the next label; null if none is a candidate. */
  Fingerprint second() {
    return second < 0 ? null : candidates.fingerprint(second);
  }

  double confidence() {
    return confidence;
  }
}
