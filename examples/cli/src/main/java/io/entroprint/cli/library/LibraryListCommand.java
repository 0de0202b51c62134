package io.entroprint.cli.library;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Table;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code entroprint library list}: which labels a library knows, or all of its fingerprints. */
@CommandLine.Command(
    name = "list",
    description = "Lists the labels of a library, or its fingerprints.")
final class LibraryListCommand implements Command {

  @Parameters(
      paramLabel = "LIBRARY",
      arity = "0..1",
      defaultValue = "bundled",
      description = "A file, a directory, or 'bundled' (default).")
  private Path path;

  @Option(
      names = "--fingerprints",
      description = "One line for each fingerprint, with where it comes from.")
  private boolean fingerprints;

  @Option(
      names = "--markdown",
      description =
          "Print a page with what each label means, what stands behind it, and its names in Zeek,"
              + " Suricata, nDPI and Wireshark.")
  private boolean markdown;

  @Option(
      names = "--measured",
      paramLabel = "CSV",
      description =
          "With --markdown: also how often each label is right, of the by-label.csv that"
              + " 'evaluate --output' writes.")
  private Path measured;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    if (fingerprints && markdown) {
      throw new UsageException("--fingerprints and --markdown cannot be given together");
    }
    if (measured != null && !markdown) {
      throw new UsageException("--measured needs --markdown");
    }
    StringBuilder out = new StringBuilder();
    if (markdown) {
      LabelPage.append(
          out,
          LibraryChoice.read(path),
          measured == null ? LabelMeasures.none() : LabelMeasures.read(measured));
    } else if (fingerprints) {
      fingerprints(out, LibraryChoice.read(path));
    } else {
      labels(out, LibraryChoice.read(path));
    }
    terminal.print(out);
    return 0;
  }

  private static void labels(StringBuilder out, FingerprintLibrary library) {
    Table table =
        new Table(
            new String[] {
              "LABEL", "PROTO", ">FINGERPRINTS", ">FAMILIES", ">STREAMS", "FIRST SEEN", "LAST SEEN"
            },
            new int[] {18, 5, 12, 8, 8, 10, 10});
    out.append(table.headings());
    for (LabelGroup group : LabelGroup.of(library)) {
      out.append(
          table.row(
              group.label().name(),
              group.transport().id(),
              Integer.toString(group.fingerprints()),
              Integer.toString(group.families()),
              Long.toString(group.streams()),
              group.first().toString(),
              group.last().toString()));
    }
  }

  private static void fingerprints(StringBuilder out, FingerprintLibrary library) {
    Table table =
        new Table(
            new String[] {
              "ID",
              "PROTO",
              ">STREAMS",
              ">BYTES",
              "NATURE",
              "CLIENT",
              "SERVER",
              "SETTINGS",
              "ORIGIN"
            },
            new int[] {20, 5, 7, 5, 10, 20, 20, 20, 0});
    out.append(table.headings());
    for (Fingerprint fingerprint : library.fingerprints()) {
      out.append(
          table.row(
              fingerprint.id(),
              fingerprint.transport().id(),
              Integer.toString(fingerprint.streams()),
              Integer.toString(fingerprint.vector().lastOffset()),
              fingerprint.attributes().nature().map(nature -> nature.id()).orElse(""),
              fingerprint.attributes().client(),
              fingerprint.attributes().server(),
              fingerprint.attributes().settings(),
              fingerprint.provenance().capture() + " " + fingerprint.provenance().origin()));
    }
  }
}
