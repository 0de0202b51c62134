package io.entroprint.cli.base;

import io.entroprint.capture.CaptureReader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A capture to read.
 *
 * @param path where it is
 * @param name how it is named in the output: as given on the command line, or relative to the given
 *     directory with {@code /} between the parts; {@code -} for the standard input
 */
public record CaptureFile(Path path, String name) {
  /** The operand that stands for the standard input; a file of this name is {@code ./-}. */
  public static final Path STANDARD_INPUT = Path.of("-");

  /** What a problem with it is said of. */
  public String place() {
    return isStandardInput() ? "standard input" : PathText.of(path);
  }

  boolean isStandardInput() {
    return path.equals(STANDARD_INPUT);
  }

  /**
   * Opens it.
   *
   * @param settings with which it is opened
   * @throws IOException if it is no capture, or cannot be read: the file and what was expected
   */
  public CaptureReader open(CaptureReader.Builder settings) throws IOException {
    return isStandardInput() ? settings.open(System.in, place()) : settings.open(path);
  }
}
