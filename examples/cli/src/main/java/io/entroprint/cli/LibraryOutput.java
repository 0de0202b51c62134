package io.entroprint.cli;

import io.entroprint.fingerprint.FingerprintLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;

/** What a new library is called, and where it is written. */
final class LibraryOutput {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "LIBRARY",
      required = true,
      description = "Where to write it.")
  private Path output;

  @Option(
      names = "--directory",
      description = "Write a directory with one file a label, not one file.")
  private boolean directory;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "custom",
      description = "The library's name (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--version",
      paramLabel = "X.Y.Z",
      defaultValue = "1.0.0",
      description = "The library's version (default: ${DEFAULT-VALUE}).")
  private String version;

  @Option(
      names = "--created",
      paramLabel = "DATE",
      converter = Day.class,
      description = "The day it is dated with (default: today).")
  private LocalDate created;

  String name() {
    return name;
  }

  String version() {
    return version;
  }

  LocalDate created() {
    return created == null ? LocalDate.now(ZoneOffset.UTC) : created;
  }

  /**
   * Writes a library.
   *
   * @return a line that says so
   */
  String write(FingerprintLibrary library) throws IOException {
    if (directory) {
      library.writeDirectory(output);
    } else {
      library.write(output);
    }
    return "wrote " + library.id() + " to " + output + "\n";
  }
}
