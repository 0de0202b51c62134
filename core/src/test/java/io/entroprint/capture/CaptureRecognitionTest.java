package io.entroprint.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files of a directory are taken for captures. */
class CaptureRecognitionTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "a1b2c3d4, true",
    "d4c3b2a1, true",
    "a1b23c4d, true",
    "4d3cb2a1, true",
    "a1b2cd34, true",
    "34cdb2a1, true",
    "0a0d0d0a, true",
    "a1b2c3, false",
    "a1b2c3d5, false",
    "1f8b, false",
    "1f8b0800, false",
    "'', false"
  })
  void byHowItBegins(String hex, boolean expected) throws IOException {
    byte[] start = HexFormat.of().parseHex(hex);
    assertEquals(expected, CaptureReader.isCapture(Files.write(directory.resolve("x"), start)));
    assertEquals(
        expected, CaptureReader.isCapture(Files.write(directory.resolve("y"), gzip(start))));
  }

  @ParameterizedTest
  @CsvSource({
    "a.pcap, true",
    "A.PCAPNG, true",
    "a.pcap.gz, true",
    "a.pcapng.gz, true",
    "a.cap, false",
    "a.gz, false",
    "pcap, false"
  })
  void byItsName(String name, boolean expected) throws IOException {
    assertEquals(
        expected, CaptureReader.isCapture(Files.writeString(directory.resolve(name), "text")));
  }

  @Test
  void gzipOfGzipIsNone() throws IOException {
    byte[] twice = gzip(gzip(HexFormat.of().parseHex("a1b2c3d4")));
    assertEquals(false, CaptureReader.isCapture(Files.write(directory.resolve("x"), twice)));
  }

  /** Then whoever reads the directory is told of it, when it is opened. */
  @ParameterizedTest
  @CsvSource({"1, false", "100, false", "8000, true", "50000, true"})
  void thousandsOfMembersAroundNothingAreToBeLookedAt(int members, boolean expected)
      throws IOException {
    byte[] empty = gzip(new byte[0]);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 0; i < members; i++) {
      joined.writeBytes(empty);
    }
    Path file = Files.write(directory.resolve("x"), joined.toByteArray());
    assertEquals(expected, CaptureReader.isCapture(file));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
