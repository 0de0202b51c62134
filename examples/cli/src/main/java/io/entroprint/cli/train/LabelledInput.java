package io.entroprint.cli.train;

import io.entroprint.capture.FlowTable;
import io.entroprint.cli.base.Phase;
import io.entroprint.cli.base.Suggestion;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.option.CaptureStatistics;
import io.entroprint.evaluate.Evaluation.CaptureSet;
import io.entroprint.label.CaptureOrigins;
import io.entroprint.label.LabelSource;
import io.entroprint.label.LabelledCaptures;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The labelled captures that a command reads: one or more directories with their labels. */
final class LabelledInput {
  private final List<CaptureSet> sets = new ArrayList<>();
  private final TrainingOptions training;
  private final LeftOut leftOut = new LeftOut();
  private final CaptureStatistics all = new CaptureStatistics();
  private boolean hadProblems;

  LabelledInput(TrainingOptions training) {
    this.training = training;
  }

  /**
   * Says of each label that no library has, and that is spelled much like one that the bundled
   * library has, which may have been meant.
   */
  void suggestLabels(FingerprintLibrary known, Terminal terminal) {
    Set<String> names = new TreeSet<>();
    known.labels().forEach(label -> names.add(label.name()));
    Map<String, String> unknown = new TreeMap<>();
    for (LabelledStream stream : streams()) {
      String name = stream.truth().label().map(Label::name).orElse("");
      if (!name.isEmpty() && !names.contains(name)) {
        unknown.putIfAbsent(name, stream.truth().place());
      }
    }
    unknown.forEach(
        (name, place) ->
            Suggestion.of(name, names)
                .ifPresent(
                    meant ->
                        terminal.problem(
                            place
                                + ": no label '"
                                + name
                                + "' in the bundled library; did you mean "
                                + meant
                                + "? It is taken as a new one")));
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
    leftOut.add("nothing was said of them", captures.unlabelled());
    leftOut.add("they were given different labels", captures.contested());
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

  /** What of the captures has no label. */
  LeftOut leftOut() {
    return leftOut;
  }

  TrainingOptions training() {
    return training;
  }

  /** Whether something was wrong, and was said. */
  boolean hadProblems() {
    return hadProblems;
  }
}
