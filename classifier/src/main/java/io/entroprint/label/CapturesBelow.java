package io.entroprint.label;

import io.entroprint.capture.CaptureReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The captures in a directory and all below it, as {@link CaptureReader#isCapture} has them. */
final class CapturesBelow {
  private CapturesBelow() {}

  /** Their paths relative to the directory, with {@code /} between names, sorted. */
  static List<String> of(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(CapturesBelow::isCapture)
          .map(file -> relative(directory, file))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw unsearched(directory, e.getCause());
    } catch (IOException e) {
      throw unsearched(directory, e);
    }
  }

  private static IOException unsearched(Path directory, IOException cause) {
    return new IOException(directory + ": cannot be searched for captures: " + cause, cause);
  }

  private static String relative(Path directory, Path file) {
    Path inside = directory.relativize(file);
    return inside.toString().replace(inside.getFileSystem().getSeparator(), "/");
  }

  private static boolean isCapture(Path file) {
    try {
      return Files.isRegularFile(file) && CaptureReader.isCapture(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
