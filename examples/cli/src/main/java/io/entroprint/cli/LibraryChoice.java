package io.entroprint.cli;

import io.entroprint.fingerprint.FingerprintLibrary;
import io.entroprint.fingerprints.BundledLibrary;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which fingerprint library a command asks: that of {@code --library}, or the bundled one. */
final class LibraryChoice {
  @Option(
      names = "--library",
      paramLabel = "LIBRARY",
      description = "A file or directory (default: the bundled one).")
  private Path path;

  /**
   * Reads it.
   *
   * @throws IOException if it is none that can be read: the file, the line, what was expected
   */
  FingerprintLibrary read() throws IOException {
    return path == null ? BundledLibrary.load() : FingerprintLibrary.read(path);
  }
}
