package io.entroprint.cli.option;

import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.base.Version;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.text.PrintableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a new library is called, and where it is written. */
public final class LibraryOutput {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "LIBRARY",
      required = true,
      description = "Where to write the library.")
  private Path output;

  @Option(
      names = "--directory",
      description = "Write the library as a directory with one file a label.")
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
      description = "The day that the library is dated with (default: today).")
  private LocalDate created;

  public String name() {
    return name;
  }

  public String version() {
    return version;
  }

  public LocalDate created() {
    return created == null ? LocalDate.now(ZoneOffset.UTC) : created;
  }

  /**
   * Looks at the name, the version and the place before the library is made, which may take long.
   *
   * @throws UsageException if the name or version is not such a text
   * @throws IOException if there is no directory to write into
   */
  public void check() throws UsageException, IOException {
    try {
      FingerprintLibrary.builder(FeatureDefinition.CURRENT, name, version);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
    Path parent = output.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new IOException(output + ": cannot be written: there is no directory " + parent);
    }
  }

  /** Where the library is written. */
  public Path place() {
    return output;
  }

  /** The labels of the library that is there already; none if there is none that can be read. */
  public Set<Label> replaced() {
    if (!Files.isRegularFile(output) && !Files.isDirectory(output)) {
      return Set.of(); // A device may have nothing to read, ever.
    }
    try {
      return FingerprintLibrary.read(output).labels();
    } catch (IOException e) {
      return Set.of();
    }
  }

  /**
   * Gives a library its name, version and day.
   *
   * @throws UsageException if the name or version is not such a text
   */
  public FingerprintLibrary.Builder describe(FingerprintLibrary.Builder library)
      throws UsageException {
    try {
      return library
          .name(name)
          .version(version)
          .created(created())
          .toolVersion("entroprint " + Version.text());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /**
   * Writes a library.
   *
   * @return a line that says so
   */
  public String write(FingerprintLibrary library) throws IOException {
    if (directory) {
      library.writeDirectory(output);
    } else {
      library.write(output);
    }
    return PrintableText.of("wrote " + library.id() + " to " + output) + "\n";
  }

  /** Appends a line that says where the calibration of a changed library is from. */
  public static void keptCalibration(StringBuilder out, FingerprintLibrary from) {
    out.append("the calibration is that of ").append(from.id());
    out.append("; nothing was measured with these fingerprints\n");
  }
}
