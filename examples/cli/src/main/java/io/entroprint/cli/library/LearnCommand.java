package io.entroprint.cli.library;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Phase;
import io.entroprint.cli.base.Suggestion;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.CaptureReading;
import io.entroprint.cli.option.CaptureRun;
import io.entroprint.cli.option.JoinOption;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.cli.option.LibraryOutput;
import io.entroprint.cli.option.StreamSelection;
import io.entroprint.cli.option.WholeNumber;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Attributes;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.match.StreamClassifier;
import io.entroprint.train.Learning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code entroprint learn}: a label of one's own, taught to a library by a few streams. */
@CommandLine.Command(
    name = "learn",
    description = {
      "Teaches a library a label by streams of captures: in seconds, without a training. Says what"
          + " that does to the labels it knows, and refuses where they would suffer."
    })
public final class LearnCommand implements Command {
  @Parameters(
      index = "0",
      paramLabel = "LABEL",
      description = "What the streams are, such as our-protocol.")
  private String label;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "CAPTURE",
      description =
          "Capture files, directories that hold some, or - for the standard input; with --group none"
              + " are needed where 'discover' was given files.")
  private List<Path> captures = new ArrayList<>();

  @Option(
      names = "--group",
      paramLabel = "G",
      split = ",",
      converter = WholeNumber.class,
      description = "Learn from the streams of this group of 'discover'; may be repeated.")
  private Set<Integer> groups = new LinkedHashSet<>();

  @Option(
      names = "--groups",
      paramLabel = "FILE",
      description = "With --group: the file that 'discover --json' wrote.")
  private Path groupFile;

  @Option(
      names = "--check",
      paramLabel = "CAPTURE",
      description = "Say what changes for the streams of these captures; may be repeated.")
  private List<Path> checks = new ArrayList<>();

  @Option(
      names = "--anyway",
      description =
          "Learn it even where known labels suffer, or are lost with the file that is replaced.")
  private boolean anyway;

  @Option(
      names = "--family",
      paramLabel = "NAME",
      description =
          "The captures were made together, as one family of this name; without it each is one. With"
              + " two families a library knows how much streams of the label differ.")
  private String family;

  @Option(
      names = "--client",
      paramLabel = "NAME",
      description = "Say that this is the client software.")
  private String client = "";

  @Option(
      names = "--server",
      paramLabel = "NAME",
      description = "Say that this is the server software.")
  private String server = "";

  @Option(names = "--settings", paramLabel = "TEXT", description = "Say how it was set up.")
  private String settings = "";

  @Option(
      names = "--nature",
      paramLabel = "NATURE",
      description = "Say what kind of bytes the streams hold: ${COMPLETION-CANDIDATES}.")
  private Nature nature;

  @Mixin private StreamSelection selection;

  @Mixin private LibraryChoice library;
  @Mixin private LibraryOutput output;
  @Mixin private JoinOption join;
  @Mixin private CaptureReading reading;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    if (groups.isEmpty() != (groupFile == null)) {
      throw new UsageException("--group and --groups go together");
    }
    output.check();
    TaughtStreams.Truth truth = truth();
    Optional<StreamGroup> group =
        groupFile == null ? Optional.empty() : Optional.of(StreamGroup.read(groupFile, groups));
    FingerprintLibrary base = library.read();
    if (!anyway) {
      refuseToLose(base, truth.label());
    }
    Suggestion.of(label, base.labels().stream().map(Label::name).toList())
        .ifPresent(
            meant ->
                terminal.problem(
                    ("no label '" + label + "' in " + base.id() + "; did you mean " + meant)
                        + "? It is taken as a new one"));
    CaptureRun run = reading.run(terminal, captures(group), join.isWanted());
    List<LabelledStream> streams = new ArrayList<>();
    int code = TaughtStreams.read(run, truth, group, streams);
    if (streams.isEmpty()) {
      throw new IOException("no stream of these captures is meant: nothing to learn from");
    }
    Learning learning = learning(base, truth.label(), streams);
    Learning.Consequences consequences =
        Phase.run(terminal, "asking about what is known", learning::consequences);
    StringBuilder out = new StringBuilder();
    LearningTables.taught(out, learning, consequences, truth.label());
    group
        .filter(g -> g.size() > streams.size())
        .ifPresent(g -> LearningTables.notFound(out, g.size() - streams.size()));
    LearningTables.effects(out, consequences, truth.label());
    FingerprintLibrary taught =
        output
            .describe(
                learning.library(output.name(), output.version(), output.created()).toBuilder())
            .build();
    if (!checks.isEmpty()) {
      code = Math.max(code, check(terminal, base, taught, truth.label(), out));
    }
    if (consequences.objection().isPresent() && !anyway) {
      terminal.print(out);
      terminal.out().flush();
      throw new IOException(
          "not learnt: " + consequences.objection().get() + "; --anyway learns it all the same");
    }
    out.append(output.write(taught));
    LearningTables.after(out, base, taught, truth.label(), output.place());
    terminal.print(out);
    return code;
  }

  /** Who teaches two labels into one file means both to be in it. */
  private void refuseToLose(FingerprintLibrary base, Label what) throws IOException {
    Set<Label> lost = new TreeSet<>(output.replaced());
    lost.removeAll(base.labels());
    lost.remove(what);
    if (!lost.isEmpty()) {
      String names = lost.stream().map(Label::name).collect(Collectors.joining(", "));
      throw new IOException(
          "not learnt: "
              + (output.place() + " knows " + names + ", which a library made of " + base.id())
              + (" would not; --library " + output.place() + " keeps it, --anyway loses it"));
    }
  }

  private TaughtStreams.Truth truth() throws UsageException {
    try {
      return new TaughtStreams.Truth(
          new Label(label),
          new Attributes(client, server, settings, Optional.ofNullable(nature)),
          Optional.ofNullable(family));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private List<Path> captures(Optional<StreamGroup> group) throws UsageException, IOException {
    if (!captures.isEmpty()) {
      return captures;
    }
    if (group.isEmpty()) {
      throw new UsageException("no capture to learn from");
    }
    List<Path> named = new ArrayList<>();
    for (String name : group.get().captures()) {
      Path path = Path.of(name);
      if (!Files.exists(path)) {
        throw new IOException(
            groupFile + " names " + name + ", which is not here: give the captures as well");
      }
      named.add(path);
    }
    return named;
  }

  private Learning learning(FingerprintLibrary base, Label what, List<LabelledStream> streams)
      throws IOException {
    try {
      return Learning.of(base, what, streams, selection.options(reading.threads()));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private int check(
      Terminal terminal,
      FingerprintLibrary base,
      FingerprintLibrary taught,
      Label what,
      StringBuilder out)
      throws UsageException, IOException {
    LearningCheck check =
        new LearningCheck(new StreamClassifier(base), new StreamClassifier(taught));
    int code = check.read(reading.runUnfiltered(terminal, checks));
    check.print(out, what);
    return code;
  }
}
