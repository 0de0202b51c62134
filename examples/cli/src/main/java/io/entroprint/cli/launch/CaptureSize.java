package io.entroprint.cli.launch;

import io.entroprint.cli.base.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * How much there is to read, before a command line is understood: every word of it that names a
 * file, whatever for, counts.
 */
final class CaptureSize {
  /** From here on the options for Java make up for starting anew. */
  private static final long LARGE = 4L << 20;

  // Of the mode of a file, as Linux numbers them.
  private static final int KIND = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private CaptureSize() {}

  /**
   * Whether there is so much to read that it takes longer than a start. A pipe counts as much:
   * nobody knows.
   *
   * @param standardInput what {@code -} stands for
   */
  static boolean isLarge(String[] words, Path standardInput) {
    long left = LARGE;
    for (String word : words) {
      try {
        Path path = word.equals("-") ? standardInput : PathText.parse(word);
        left -= Files.isDirectory(path) ? below(path, left) : size(path);
      } catch (IOException | InvalidPathException | SecurityException e) {
        // No file.
      }
      if (left <= 0) {
        return true;
      }
    }
    return false;
  }

  private static long size(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return Files.size(path);
    }
    int kind = (int) Files.getAttribute(path, "unix:mode") & KIND;
    return kind == PIPE || kind == SOCKET ? LARGE : 0;
  }

  /** Of the files below a directory; no more of them than it takes to know. */
  private static long below(Path directory, long enough) throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Iterator<Path> all = files.iterator(); all.hasNext() && sum < enough; ) {
        Path file = all.next();
        sum += Files.isRegularFile(file) ? Files.size(file) : 0;
      }
    }
    return sum;
  }
}
