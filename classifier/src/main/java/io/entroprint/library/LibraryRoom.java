package io.entroprint.library;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.entroprint.entropy.FeatureDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a library fits Java's heap, by its header alone: who finds out while reading has an
 * OutOfMemoryError in the middle of it.
 */
final class LibraryRoom {
  /** The number of fingerprints stands behind a few short lines. */
  private static final int HEAD_BYTES = 8192;

  private static final Pattern ENTRIES =
      Pattern.compile("\\Aentroprint-library [\\s\\S]*?\\nentries (\\d{1,9})\\n");

  /** Of one fingerprint, beside its numbers: texts, days and the objects that hold them. */
  private static final int BESIDE_NUMBERS = 700;

  private LibraryRoom() {}

  /**
   * Looks at the head of a file. What is no library is left to who reads it.
   *
   * @param size bytes of what will be read
   * @throws LibraryFormatException if Java may not use as much memory as it takes, with what to do
   */
  static void require(Path file, long size) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      require(file.toString(), in.readNBytes(HEAD_BYTES), size, Runtime.getRuntime().maxMemory());
    }
  }

  static void require(String name, byte[] head, long size, long available)
      throws LibraryFormatException {
    Matcher entries = ENTRIES.matcher(new String(head, ISO_8859_1));
    if (!entries.find()) {
      return;
    }
    long count = Long.parseLong(entries.group(1));
    long each = 8L * FeatureDefinition.CURRENT.dimension() + BESIDE_NUMBERS;
    long needed = size + count * each;
    // Some is always taken by the rest of the program.
    if (count <= LibraryFormat.MAX_ENTRIES && needed > available / 10 * 9) {
      int line = (int) entries.group().lines().count();
      throw new LibraryFormatException(
          name,
          line,
          count
              + " fingerprints take "
              + mebibytes(needed)
              + " MiB of memory, and Java may use "
              + mebibytes(available)
              + " MiB here: give it more, such as -Xmx"
              + mebibytes(2 * needed)
              + "m, or leave out what is not needed (library prune)");
    }
  }

  private static long mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
