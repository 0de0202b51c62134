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
  private static final char LOST = '\ufffd';

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

  /**
   * The file of a capture. A name that is not UTF-8 has U+FFFD in a text, where its bytes are lost:
   * it is looked for, and found if it is the only one that looks so.
   */
  static Path file(Path directory, String capture) {
    Path file = directory.resolve(capture);
    if (capture.indexOf(LOST) < 0 || Files.exists(file)) {
      return file;
    }
    try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> alike =
          files.filter(f -> relative(directory, f).equals(capture)).limit(2).toList();
      return alike.size() == 1 ? alike.get(0) : file;
    } catch (UncheckedIOException | IOException e) {
      return file;
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
