package io.entroprint.cli.live;

import io.entroprint.output.LineOutput;
import io.entroprint.output.VerdictFormat;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.sensor.VerdictOutput;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * A file of verdicts that another program may move away: once told so, it goes on in a new file of
 * the same name. Used by one thread.
 */
final class LogFile implements VerdictOutput, Closeable {
  private final Path path;
  private final VerdictFormat format;
  private OutputStream out;
  private LineOutput lines;

  /** Says which file it is, whatever that is called now; null where the file system cannot say. */
  private Object identity;

  private LogFile(Path path, VerdictFormat format, OutputStream out) throws IOException {
    this.path = path;
    this.format = format;
    goOn(out);
  }

  /** One that goes on behind what is in the file. */
  static LogFile append(Path path, VerdictFormat format) throws IOException {
    return new LogFile(path, format, opened(path));
  }

  /** One that begins anew. */
  static LogFile create(Path path, VerdictFormat format) throws IOException {
    return new LogFile(path, format, Files.newOutputStream(path));
  }

  private static OutputStream opened(Path path) throws IOException {
    return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void goOn(OutputStream opened) throws IOException {
    out = opened;
    lines = new LineOutput(format, opened);
    identity = identity();
  }

  private Object identity() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  @Override
  public void accept(VerdictEvent event) throws IOException {
    lines.accept(event);
  }

  /** A line that is no verdict, with its end. */
  void write(byte[] line) throws IOException {
    out.write(line);
  }

  /**
   * Opens the file again by its name, unless it is still the one that is open.
   *
   * @throws IOException if that cannot be; the old file stays open then
   */
  void reopen() throws IOException {
    if (isInPlace()) {
      return;
    }
    OutputStream opened = opened(path);
    lines.close();
    goOn(opened);
  }

  private boolean isInPlace() throws IOException {
    try {
      return identity != null && Objects.equals(identity, identity());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
