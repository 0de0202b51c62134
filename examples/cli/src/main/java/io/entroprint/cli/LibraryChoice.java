package io.entroprint.cli;

import io.entroprint.fingerprint.FingerprintLibrary;
import io.entroprint.fingerprints.BundledLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Which fingerprint library a command asks: that of {@code --library}, or the bundled one. */
final class LibraryChoice {
  private LibraryChoice() {}

  static Options option(Options options) {
    return options.value("--library", "LIBRARY", "a file or directory (default: the bundled one)");
  }

  /**
   * Reads it.
   *
   * @throws IOException if it is none that can be read: the file, the line, what was expected
   */
  static FingerprintLibrary of(Arguments arguments) throws UsageException, IOException {
    Optional<Path> path = arguments.path("--library");
    return path.isPresent() ? FingerprintLibrary.read(path.get()) : BundledLibrary.load();
  }
}
