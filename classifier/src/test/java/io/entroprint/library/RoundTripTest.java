package io.entroprint.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
  @TempDir Path temporary;

  @Test
  void aLibraryReadFromAFileIsTheOneWritten() throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      FingerprintLibrary library = new RandomLibraries(seed).library(seed % 20 * 3);
      Path file = temporary.resolve("a.library");
      library.write(file);
      FingerprintLibrary read = FingerprintLibrary.read(file);
      assertSame(library, read);
      Path again = temporary.resolve("b.library");
      read.write(again);
      assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
      try (InputStream in = Files.newInputStream(file)) {
        assertSame(library, FingerprintLibrary.read(in, "stream"));
      }
    }
  }

  @Test
  void aLibraryReadFromADirectoryIsTheOneWrittenWithTheSameDigest() throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      FingerprintLibrary library = new RandomLibraries(seed).library(seed % 20 * 3);
      // The same directory each time: files of labels that are gone must not stay.
      Path directory = temporary.resolve("library");
      library.writeDirectory(directory);
      assertSame(library, FingerprintLibrary.read(directory));
    }
  }

  private static void assertSame(FingerprintLibrary expected, FingerprintLibrary actual) {
    assertEquals(expected.fingerprints(), actual.fingerprints());
    assertEquals(expected.definition(), actual.definition());
    assertEquals(expected.id(), actual.id());
    assertEquals(expected.created(), actual.created());
    assertEquals(expected.toolVersion(), actual.toolVersion());
    assertEquals(expected.calibration(), actual.calibration());
    assertEquals(expected.evaluation(), actual.evaluation());
    assertEquals(expected.sha256(), actual.sha256());
    // Not only what the file said: computed again from what was read.
    assertEquals(expected.sha256(), new LibraryWriter(actual).sha256());
  }
}
