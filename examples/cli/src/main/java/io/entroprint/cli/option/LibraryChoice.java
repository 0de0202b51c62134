package io.entroprint.cli.option;

import io.entroprint.fingerprints.BundledLibrary;
import io.entroprint.library.FingerprintLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which fingerprint library a command asks: that of {@code --library}, or the bundled one. */
public final class LibraryChoice {
  private static final Path BUNDLED = Path.of("bundled");

  @Option(
      names = "--library",
      paramLabel = "LIBRARY",
      defaultValue = "bundled",
      description = "A file, a directory, or '${DEFAULT-VALUE}' (default).")
  private Path path;

  /**
   * Reads it.
   *
   * @throws IOException if it is none that can be read: the file, the line, what was expected
   */
  public FingerprintLibrary read() throws IOException {
    return read(path);
  }

  /** Where it is, if it is not the bundled one. */
  public Optional<Path> place() {
    return path.equals(BUNDLED) ? Optional.empty() : Optional.of(path);
  }

  /** Reads a library: from a path, or where that is {@code bundled}, the bundled one. */
  public static FingerprintLibrary read(Path path) throws IOException {
    return path.equals(BUNDLED) ? BundledLibrary.load() : FingerprintLibrary.read(path);
  }
}
