package io.entroprint.train;

import io.entroprint.fit.HeldOut;
import io.entroprint.label.LabelledStream;
import io.entroprint.train.TrainingReport.Suspect;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The streams of one transport after those that look mislabelled were found and, if so wished,
 * dropped.
 *
 * @param streams those that are trained on
 * @param heldOut how far these are from each other
 * @param suspects those that look mislabelled
 */
record CleanedStreams(List<LabelledStream> streams, List<HeldOut> heldOut, List<Suspect> suspects) {

  static CleanedStreams of(List<LabelledStream> all, TrainingOptions options)
      throws InterruptedException {
    List<HeldOut> heldOut = HeldOut.leaveFamiliesOut(all, options.threads());
    List<Suspect> suspects = Suspects.among(heldOut);
    if (suspects.isEmpty() || !options.dropSuspects()) {
      return new CleanedStreams(all, heldOut, suspects);
    }
    Set<LabelledStream> dropped = new HashSet<>();
    suspects.forEach(suspect -> dropped.add(suspect.stream()));
    List<LabelledStream> streams = all.stream().filter(s -> !dropped.contains(s)).toList();
    // What is left must not be judged by what is no longer there.
    return new CleanedStreams(
        streams, HeldOut.leaveFamiliesOut(streams, options.threads()), suspects);
  }
}
