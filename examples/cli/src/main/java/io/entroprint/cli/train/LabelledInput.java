package io.entroprint.cli.train;

import io.entroprint.capture.FlowTable;
import io.entroprint.cli.base.Phase;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.option.CaptureStatistics;
import io.entroprint.evaluate.Evaluation.CaptureSet;
import io.entroprint.label.CaptureOrigins;
import io.entroprint.label.LabelSource;
import io.entroprint.label.LabelledCaptures;
import io.entroprint.label.LabelledStream;
import io.entroprint.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The labelled captures that a command reads: one or more directories with their labels. */
final class LabelledInput {
  private final List<CaptureSet> sets = new ArrayList<>();
  private final TrainingOptions training;
  private final CaptureStatistics all = new CaptureStatistics();
  private boolean hadProblems;

  LabelledInput(TrainingOptions training) {
    this.training = training;
  }

  /**
   * Reads a directory of captures. What is wrong with single labels and captures is said on the
   * error stream.
   *
   * @param joined whether its captures are one that was cut into files
   */
  void add(
      LabelSource labels, Path directory, CaptureOrigins origins, boolean joined, Terminal terminal)
      throws IOException {
    LabelledCaptures captures =
        Phase.run(
            terminal,
            "reading " + directory,
            () ->
                joined
                    ? LabelledCaptures.readJoined(labels, directory, origins)
                    : LabelledCaptures.read(labels, directory, origins, training.threads()));
    captures.problems().forEach(terminal::problem);
    CaptureStatistics statistics = new CaptureStatistics();
    captures.counters().forEach(seen -> statistics.add(seen, Long.MIN_VALUE));
    captures.counters().forEach(seen -> all.add(seen, latest(captures)));
    statistics.lines(FlowTable.DEFAULT_MAX_STREAMS).forEach(terminal::problem);
    hadProblems |= !captures.problems().isEmpty();
    sets.add(new CaptureSet(name(directory), directory, captures.streams()));
  }

  private static long latest(LabelledCaptures captures) {
    return captures.streams().stream()
        .mapToLong(stream -> stream.summary().endNanos())
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /** What was seen and left out of all of them. */
  CaptureStatistics statistics() {
    return all;
  }

  /** The directory's own name, or all of its path if another has the same. */
  private String name(Path directory) {
    String last = String.valueOf(directory.getFileName());
    boolean taken = last.isEmpty() || sets.stream().anyMatch(set -> set.name().equals(last));
    return taken ? directory.toString() : last;
  }

  List<LabelledStream> streams() {
    return sets.stream().flatMap(set -> set.streams().stream()).toList();
  }

  /** The streams of each directory. */
  List<CaptureSet> sets() {
    return sets;
  }

  TrainingOptions training() {
    return training;
  }

  /** Whether something was wrong, and was said. */
  boolean hadProblems() {
    return hadProblems;
  }
}
