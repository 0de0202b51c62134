package io.entroprint.library;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryRoomTest {
  private static final long MIB = 1 << 20;

  private static byte[] head(String entries) {
    return ("entroprint-library 1.0\ndefinition ev1\nname x\nversion 1.0.0\ncreated 2026-11-30\n"
            + "entries "
            + entries
            + "\ncalibration a 1\n")
        .getBytes(US_ASCII);
  }

  /** A fingerprint takes 2,876 bytes of memory, beside its text while that is read. */
  @Test
  void aLibraryThatDoesNotFitIsRefusedByItsHeader() {
    long needed = 10 * MIB + 10_000 * 2876L;
    long least = needed / 9 * 10 + 20;
    assertDoesNotThrow(() -> LibraryRoom.require("x", head("10000"), 10 * MIB, least));
    LibraryFormatException refused =
        assertThrows(
            LibraryFormatException.class,
            () -> LibraryRoom.require("x", head("10000"), 10 * MIB, least - 40));
    assertEquals(
        "x, line 6: 10000 fingerprints take 38 MiB of memory, and Java may use 42 MiB here: give it"
            + " more, such as -Xmx75m, or leave out what is not needed (library prune)",
        refused.getMessage());
  }

  @Test
  void whatIsNoLibraryIsLeftToWhoReadsIt(@TempDir Path directory) throws IOException {
    for (String text : new String[] {"", "entries 99999\n", "entroprint-library 1.0\n"}) {
      Path file = Files.writeString(directory.resolve("x"), text);
      LibraryRoom.require(file, Long.MAX_VALUE / 2);
    }
    // More than the form allows.
    LibraryRoom.require("x", head("100001"), Long.MAX_VALUE / 2, MIB);
    LibraryRoom.require(directory.resolve("missing"), 1);
    LibraryRoom.require(directory, 1);
  }
}
