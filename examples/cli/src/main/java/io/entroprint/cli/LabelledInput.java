package io.entroprint.cli;

import io.entroprint.train.CaptureOrigins;
import io.entroprint.train.CaptureSet;
import io.entroprint.train.FlowLabel;
import io.entroprint.train.LabelledCaptures;
import io.entroprint.train.LabelledStream;
import io.entroprint.train.LabelsCsv;
import io.entroprint.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The labelled captures that a command reads: one or more directories with their labels. */
final class LabelledInput {
  private static final int MOST_THREADS = 256;

  private final List<CaptureSet> sets = new ArrayList<>();
  private final TrainingOptions training;
  private boolean hadProblems;

  private LabelledInput(TrainingOptions training) {
    this.training = training;
  }

  static Options options(Options options) {
    TrainingOptions defaults = TrainingOptions.defaults();
    return options
        .values("--captures", "DIR", "a directory of captures; may be given several times")
        .values("--labels", "LABELS.csv", "their labels, in the same order (default: in DIR)")
        .values("--origins", "ORIGINS.csv", "where they come from (default: in DIR, if there)")
        .value("--min-bytes", "N", "leave out shorter streams (" + defaults.fewestBytes() + ")")
        .value(
            "--per-family",
            "N",
            "most streams of one label and family (" + defaults.mostPerFamily() + ")")
        .value(
            "--radius", "X", "leave out what is as near to a kept one (" + defaults.radius() + ")")
        .value("--threads", "N", "work on so many at a time (default: the processors)");
  }

  /**
   * Reads all labels and captures. What is wrong with single labels and captures is said on the
   * error stream.
   *
   * @throws IOException if a file of labels or origins cannot be read
   */
  static LabelledInput read(Arguments arguments, Terminal terminal)
      throws UsageException, IOException {
    TrainingOptions defaults = TrainingOptions.defaults();
    int processors = Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
    LabelledInput input =
        new LabelledInput(
            new TrainingOptions(
                arguments.count("--min-bytes", defaults.fewestBytes(), Integer.MAX_VALUE),
                arguments.count("--per-family", defaults.mostPerFamily(), Integer.MAX_VALUE),
                arguments.number("--radius", defaults.radius(), 8),
                defaults.knownLost(),
                defaults.dropSuspects(),
                arguments.count("--threads", processors, MOST_THREADS)));
    List<String> directories = arguments.values("--captures");
    List<String> labels = matching(arguments, "--labels", directories.size());
    List<String> origins = matching(arguments, "--origins", directories.size());
    if (directories.isEmpty()) {
      throw new UsageException("missing option --captures");
    }
    for (int i = 0; i < directories.size(); i++) {
      Path directory = Arguments.toPath(directories.get(i));
      Path ownOrigins = directory.resolve("ORIGINS.csv");
      input.add(
          labels.isEmpty() ? directory.resolve("labels.csv") : Arguments.toPath(labels.get(i)),
          directory,
          origins.isEmpty() && !Files.exists(ownOrigins)
              ? CaptureOrigins.none()
              : CaptureOrigins.read(
                  origins.isEmpty() ? ownOrigins : Arguments.toPath(origins.get(i))),
          terminal);
    }
    return input;
  }

  private static List<String> matching(Arguments arguments, String option, int directories)
      throws UsageException {
    List<String> values = arguments.values(option);
    if (!values.isEmpty() && values.size() != directories) {
      throw new UsageException(option + " must be given as often as --captures, or not at all");
    }
    return values;
  }

  private void add(Path labels, Path directory, CaptureOrigins origins, Terminal terminal)
      throws IOException {
    List<FlowLabel> flows = LabelsCsv.read(labels);
    LabelledCaptures captures =
        Phase.run(
            terminal,
            "reading " + directory,
            () -> LabelledCaptures.read(flows, directory, origins, training.threads()));
    captures.problems().forEach(terminal::problem);
    hadProblems |= !captures.problems().isEmpty();
    sets.add(new CaptureSet(name(directory), directory, captures.streams()));
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
