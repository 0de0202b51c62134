package io.entroprint.cli.library;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Counted;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.cli.option.LibraryOutput;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.LibraryMerge;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code entroprint library merge}: one library taken into another. */
@CommandLine.Command(
    name = "merge",
    description = {
      "Takes the fingerprints of library B into library A.",
      "A keeps its own, with their ids.",
      "The calibration stays that of A: measure what they do together with 'evaluate'."
    })
final class LibraryMergeCommand implements Command {
  @Mixin private LibraryOutput output;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "A library: a file, a directory, or 'bundled'.")
  private Path base;

  @Parameters(index = "1", paramLabel = "B", description = "Another library.")
  private Path other;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    FingerprintLibrary into = LibraryChoice.read(base);
    LibraryMerge merge = merge(into, LibraryChoice.read(other));
    FingerprintLibrary library =
        output
            .describe(merge.library(into.name(), into.version(), into.created()).toBuilder())
            .build();
    StringBuilder out = new StringBuilder(output.write(library));
    out.append(Counted.of(library.fingerprints().size(), "fingerprint")).append(" of ");
    out.append(Counted.of(library.labels().size(), "label")).append(": ");
    out.append(into.fingerprints().size()).append(" of ").append(into.id()).append(", ");
    out.append(merge.added().size()).append(" added; ");
    out.append(merge.updated().size()).append(" updated, ");
    out.append(merge.alreadyThere()).append(" were there already\n");
    merge
        .renumbered()
        .forEach(
            (from, to) -> out.append("added ").append(from).append(" as ").append(to).append('\n'));
    LibraryOutput.keptCalibration(out, into);
    out.append("sha256 ").append(library.sha256()).append('\n');
    terminal.print(out);
    return 0;
  }

  private static LibraryMerge merge(FingerprintLibrary base, FingerprintLibrary other)
      throws IOException {
    try {
      return LibraryMerge.of(base, other);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
