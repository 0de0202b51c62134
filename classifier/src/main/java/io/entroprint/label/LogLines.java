package io.entroprint.label;

import io.entroprint.capture.CompressedInput;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lines of a text file in UTF-8, plain or compressed. A line that is too long to be held
 * becomes a problem and is passed over.
 */
final class LogLines implements Closeable {
  private static final int LONGEST = 1 << 20;
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final InputStream in;
  private final Problems problems;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int number;

  private LogLines(Path file, InputStream in, Problems problems) {
    this.file = file;
    this.in = in;
    this.problems = problems;
  }

  static LogLines open(Path file, Problems problems) throws IOException {
    InputStream plain;
    try {
      plain = Files.newInputStream(file);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
    }
    InputStream in = CompressedInput.open(plain, file.toString());
    return new LogLines(file, new BufferedInputStream(in, BUFFER), problems);
  }

  /** The next line without its end; null after the last. */
  String next() throws IOException {
    while (true) {
      line.reset();
      number++;
      boolean whole = true;
      int b;
      try {
        for (b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
          whole &= line.size() < LONGEST;
          if (whole) {
            line.write(b);
          }
        }
      } catch (IOException e) {
        // What was read before the fault still counts.
        problems.add(place() + ": cannot be read: " + e.getMessage());
        return null;
      } catch (StackOverflowError e) {
        problems.add(place() + ": thousands of empty gzip members; the rest is left out");
        return null;
      }
      if (b < 0 && line.size() == 0) {
        return null;
      }
      if (whole) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      problems.add(place() + ": longer than " + LONGEST + " bytes");
    }
  }

  /** Where the line is that was read last: the file and the number of the line, from 1. */
  String place() {
    return file + " line " + number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
