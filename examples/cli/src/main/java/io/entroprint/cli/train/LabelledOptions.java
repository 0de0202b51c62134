package io.entroprint.cli.train;

import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.JoinOption;
import io.entroprint.cli.option.StreamSelection;
import io.entroprint.cli.option.WholeNumber;
import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.label.CaptureOrigins;
import io.entroprint.label.LabelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command that reads labelled captures. */
final class LabelledOptions {
  @Option(
      names = "--captures",
      paramLabel = "DIR",
      required = true,
      description = "A directory of captures; may be given several times.")
  private List<Path> captures;

  @Option(
      names = "--labels",
      paramLabel = "CSV",
      description = {
        "Labels of the streams, made by 'streams --labels' or in its manner (default: labels.csv in"
            + " DIR). Each option that names a file of labels or origins is given as often as"
            + " --captures, in the same order."
      })
  private List<Path> labels = new ArrayList<>();

  @Option(
      names = "--label-folders",
      description = "Take labels from the names of folders: all captures in DIR/ssh-2 are ssh-2.")
  private boolean folders;

  @Option(
      names = "--zeek",
      paramLabel = "LOG",
      description = "Take labels from the services in a Zeek conn.log, tab-separated or JSON.")
  private List<Path> zeek = new ArrayList<>();

  @Option(
      names = "--eve",
      paramLabel = "LOG",
      description = "Take labels from the app_proto of the flow records in a Suricata eve.json.")
  private List<Path> eve = new ArrayList<>();

  @Option(
      names = "--label-filters",
      paramLabel = "RULES",
      description =
          "Take labels from rules: on each line a label, a colon and a capture filter, such as 'ssh-2: tcp dst port 22'.")
  private List<Path> filters = new ArrayList<>();

  @Option(
      names = "--origins",
      paramLabel = "CSV",
      description = "Where the captures come from (default: ORIGINS.csv in DIR, if there is one).")
  private List<Path> origins = new ArrayList<>();

  @Mixin private JoinOption join;

  @Mixin private StreamSelection selection;

  @Option(
      names = "--drop-suspects",
      description = "Leave out the streams that look mislabelled, which are listed in any case.")
  private boolean dropSuspects;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = WholeNumber.Threads.class,
      description =
          "Work on so many captures or folds at a time (default: as many as there are processors).")
  private int threads = WholeNumber.Threads.processors();

  /**
   * Reads all labels and captures. What is wrong with single labels and captures is said on the
   * error stream.
   *
   * @throws IOException if a file of labels or origins cannot be read
   */
  LabelledInput read(Terminal terminal) throws UsageException, IOException {
    requireMatching("--labels", labels);
    requireMatching("--zeek", zeek);
    requireMatching("--eve", eve);
    requireMatching("--label-filters", filters);
    requireMatching("--origins", origins);
    LabelledInput input =
        new LabelledInput(selection.options(threads).withDropSuspects(dropSuspects));
    for (int i = 0; i < captures.size(); i++) {
      input.add(labels(i), captures.get(i), origins(i), join.isWanted(), terminal);
    }
    input.suggestLabels(BundledLibrary.load(), terminal);
    return input;
  }

  private void requireMatching(String option, List<Path> values) throws UsageException {
    if (!values.isEmpty() && values.size() != captures.size()) {
      throw new UsageException(option + " must be given as often as --captures, or not at all");
    }
  }

  /** What all sources say of a directory; that which says most of a stream comes first. */
  private LabelSource labels(int index) throws IOException {
    Path directory = captures.get(index);
    boolean others = folders || !zeek.isEmpty() || !eve.isEmpty() || !filters.isEmpty();
    LabelSource all = LabelSource.of(List.of());
    if (!labels.isEmpty()) {
      all = LabelSource.csv(labels.get(index));
    } else if (!others) {
      all = LabelSource.csv(directory.resolve("labels.csv"));
    }
    if (!zeek.isEmpty()) {
      all = all.and(LabelSource.zeekConnLog(zeek.get(index)));
    }
    if (!eve.isEmpty()) {
      all = all.and(LabelSource.eveFlows(eve.get(index)));
    }
    if (folders) {
      all = all.and(LabelSource.folders(directory));
    }
    if (!filters.isEmpty()) {
      all = all.and(LabelSource.filters(filters.get(index)));
    }
    return all;
  }

  private CaptureOrigins origins(int index) throws IOException {
    Path own = captures.get(index).resolve("ORIGINS.csv");
    if (!origins.isEmpty()) {
      return CaptureOrigins.read(origins.get(index));
    }
    return Files.exists(own) ? CaptureOrigins.read(own) : CaptureOrigins.none();
  }
}
