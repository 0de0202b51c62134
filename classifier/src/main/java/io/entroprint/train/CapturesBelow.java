package io.entroprint.train;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The captures in a directory and all below it: files that begin as a capture, or are named as one
 * ({@code .pcap}, {@code .pcapng}, either with {@code .gz}).
 */
final class CapturesBelow {
  private static final int PCAPNG = 0x0a0d0d0a;

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
      return Files.isRegularFile(file) && (isNamedAsCapture(file) || beginsAsCapture(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNamedAsCapture(Path file) {
    String lower = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
    return plain.endsWith(".pcap") || plain.endsWith(".pcapng");
  }

  private static boolean beginsAsCapture(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 512)) {
      in.mark(4);
      int magic = magic(in);
      if (magic >>> 16 != 0x1f8b) {
        return isMagic(magic);
      }
      in.reset();
      return isMagic(magic(new GZIPInputStream(in, 512)));
    } catch (ZipException | EOFException e) {
      return false;
    }
  }

  /** The first four bytes; fewer never make a number that matters. */
  private static int magic(InputStream in) throws IOException {
    int magic = 0;
    for (byte b : in.readNBytes(4)) {
      magic = magic << 8 | (b & 0xff);
    }
    return magic;
  }

  private static boolean isMagic(int magic) {
    return magic == PCAPNG || isPcap(magic) || isPcap(Integer.reverseBytes(magic));
  }

  private static boolean isPcap(int magic) {
    return magic == 0xa1b2c3d4 || magic == 0xa1b23c4d || magic == 0xa1b2cd34;
  }
}
