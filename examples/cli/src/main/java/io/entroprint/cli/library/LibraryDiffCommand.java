package io.entroprint.cli.library;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.LibraryDiff;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code entroprint library diff}: what differs between two libraries. */
@CommandLine.Command(
    name = "diff",
    description = "Lists what differs between two libraries: + is new, - is gone, ~ differs.")
final class LibraryDiffCommand implements Command {
  /** Longer values, such as a vector, are only said to differ. */
  private static final int LONGEST = 60;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "A library: a file, a directory, or 'bundled'.")
  private Path before;

  @Parameters(index = "1", paramLabel = "B", description = "Another library.")
  private Path after;

  @Override
  public int run(Terminal terminal) throws IOException {
    LibraryDiff diff = LibraryDiff.between(LibraryChoice.read(before), LibraryChoice.read(after));
    StringBuilder out = new StringBuilder();
    diff.header().forEach(field -> line(out, "~ ", field));
    diff.removed().forEach(fingerprint -> line(out, "- ", fingerprint));
    diff.added().forEach(fingerprint -> line(out, "+ ", fingerprint));
    for (LibraryDiff.Change change : diff.changed()) {
      change.fields().forEach(field -> line(out, "~ " + change.after().id() + " ", field));
    }
    out.append(diff.added().size()).append(" fingerprints added, ");
    out.append(diff.removed().size()).append(" removed, ");
    out.append(diff.changed().size()).append(" changed\n");
    terminal.print(out);
    return 0;
  }

  private static void line(StringBuilder out, String prefix, Fingerprint fingerprint) {
    out.append(prefix).append(fingerprint.id());
    out.append(" (").append(fingerprint.provenance().capture()).append(")\n");
  }

  private static void line(StringBuilder out, String prefix, LibraryDiff.Field field) {
    out.append(prefix).append(field.name());
    if (field.before().length() > LONGEST || field.after().length() > LONGEST) {
      out.append(" differs\n");
    } else {
      out.append(": ").append(field.before().isEmpty() ? "-" : field.before());
      out.append(" -> ").append(field.after().isEmpty() ? "-" : field.after()).append('\n');
    }
  }
}
