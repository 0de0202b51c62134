package io.entroprint.cli.library;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.Day;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.cli.option.LibraryOutput;
import io.entroprint.confidence.LibraryCalibration;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code entroprint library prune}: a library without some of its fingerprints. */
@CommandLine.Command(
    name = "prune",
    description = {
      "Removes fingerprints: those of a label, or last seen before a day; with both options,",
      "those of the label that were last seen before the day. The calibration stays, but for what it says",
      "of labels that are gone: so it undoes what learn did."
    })
final class LibraryPruneCommand implements Command {
  @Mixin private LibraryOutput output;

  @ArgGroup(exclusive = false, multiplicity = "1")
  private Condition condition;

  @Parameters(paramLabel = "LIBRARY", description = "A library, or 'bundled'.")
  private Path path;

  /** Which fingerprints are removed. */
  static final class Condition {
    @Option(
        names = "--label",
        paramLabel = "LABEL",
        split = ",",
        description = "Those of these labels.")
    private List<String> labels = new ArrayList<>();

    @Option(
        names = "--before",
        paramLabel = "DATE",
        converter = Day.class,
        description = "Those last seen before.")
    private LocalDate before;

    boolean holdsFor(Fingerprint fingerprint) {
      return (labels.isEmpty() || labels.contains(fingerprint.label().name()))
          && (before == null || fingerprint.lastSeen().isBefore(before));
    }
  }

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    FingerprintLibrary whole = LibraryChoice.read(path);
    List<String> known = whole.labels().stream().map(Label::name).toList();
    for (String label : condition.labels) {
      if (!known.contains(label)) {
        throw new IOException(path + ": no label '" + label + "' in this library");
      }
    }
    FingerprintLibrary.Builder builder =
        output.describe(whole.toBuilder()).removeIf(condition::holdsFor);
    FingerprintLibrary pruned = withoutSpreads(builder, whole, builder.build());
    if (pruned.fingerprints().isEmpty()) {
      throw new IOException(path + ": no fingerprint would be left");
    }
    StringBuilder out = new StringBuilder(output.write(pruned));
    int left = pruned.fingerprints().size();
    out.append(whole.fingerprints().size() - left).append(" fingerprints removed, ");
    out.append(left).append(" left, of ").append(pruned.labels().size()).append(" labels\n");
    LibraryOutput.keptCalibration(out, whole);
    out.append("sha256 ").append(pruned.sha256()).append('\n');
    terminal.print(out);
    return 0;
  }

  /** What the calibration says of single labels goes with the last of their fingerprints. */
  private static FingerprintLibrary withoutSpreads(
      FingerprintLibrary.Builder builder, FingerprintLibrary whole, FingerprintLibrary pruned) {
    for (Transport transport : Transport.values()) {
      Set<Label> gone = labels(whole, transport);
      gone.removeAll(labels(pruned, transport));
      gone.forEach(
          label -> builder.removeCalibration(LibraryCalibration.spreadKey(transport, label)));
    }
    return builder.build();
  }

  private static Set<Label> labels(FingerprintLibrary library, Transport transport) {
    return library.fingerprints().stream()
        .filter(fingerprint -> fingerprint.transport() == transport)
        .map(Fingerprint::label)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
