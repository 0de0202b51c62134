package io.entroprint.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of every released format version stay readable, and are written again byte for byte. */
class GoldenFileTest {
  private static final String SHA256 =
      "500f3e91ff6479521abbd6b00804a81d34302b8612f5f66588e7b1e4b4984f39";

  @TempDir Path temporary;

  @Test
  void oneFileOfFormat1IsReadAndWrittenAgain() throws IOException {
    Path golden = GoldenLibrary.resource("format-1.0.library");
    FingerprintLibrary read = FingerprintLibrary.read(golden);
    assertEquals(GoldenLibrary.library().fingerprints(), read.fingerprints());
    assertEquals(SHA256, read.sha256());
    assertArrayEquals(Files.readAllBytes(golden), GoldenLibrary.bytes(read));
    assertArrayEquals(Files.readAllBytes(golden), GoldenLibrary.bytes(GoldenLibrary.library()));
  }

  @Test
  void aDirectoryOfFormat1IsReadAndWrittenAgainAndHasTheSameDigest() throws IOException {
    Path golden = GoldenLibrary.resource("format-1.0");
    FingerprintLibrary read = FingerprintLibrary.read(golden);
    assertEquals(GoldenLibrary.library(), read);
    assertEquals(SHA256, read.sha256());
    read.writeDirectory(temporary);
    List<Path> files = list(golden);
    assertEquals(4, files.size());
    assertEquals(
        files.stream().map(Path::getFileName).toList(),
        list(temporary).stream().map(Path::getFileName).toList());
    for (Path file : files) {
      assertArrayEquals(
          Files.readAllBytes(file), Files.readAllBytes(temporary.resolve(file.getFileName())));
    }
  }

  @Test
  void unknownFieldsOfALaterMinorVersionAreKeptAndWrittenAgain() throws IOException {
    Path golden = GoldenLibrary.resource("format-1.7-with-unknown-fields.library");
    FingerprintLibrary read = FingerprintLibrary.read(golden);
    assertEquals(GoldenLibrary.library().fingerprints(), read.fingerprints());
    assertArrayEquals(Files.readAllBytes(golden), GoldenLibrary.bytes(read));
    read.writeDirectory(temporary);
    assertArrayEquals(
        Files.readAllBytes(golden), GoldenLibrary.bytes(FingerprintLibrary.read(temporary)));
  }

  @Test
  void everyChangeOfASingleByteIsRefused() {
    byte[] good = GoldenLibrary.bytes(GoldenLibrary.tiny());
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      for (int flip = 1; flip < 256; flip++) {
        bad[at] = (byte) (good[at] ^ flip);
        assertRefused(bad);
      }
    }
  }

  @Test
  void aFlippedBitInAnyByteAndEveryTruncationOfTheGoldenFileAreRefused() throws IOException {
    byte[] good = Files.readAllBytes(GoldenLibrary.resource("format-1.0.library"));
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] = (byte) (good[at] ^ (1 << (at % 8)));
      assertRefused(bad);
      assertRefused(Arrays.copyOf(good, at));
    }
  }

  private static void assertRefused(byte[] bytes) {
    assertThrows(LibraryFormatException.class, () -> GoldenLibrary.read(bytes));
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
