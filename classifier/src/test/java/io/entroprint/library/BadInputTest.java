package io.entroprint.library;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong, the message names the file, the line and what was expected. */
class BadInputTest {
  private static final String TINY = GoldenLibrary.text(GoldenLibrary.tiny());
  private static final String GOLDEN = GoldenLibrary.text(GoldenLibrary.library());

  @TempDir Path temporary;

  @Test
  void aMissingFileIsNamed() {
    Path missing = temporary.resolve("missing.library");
    NoSuchFileException thrown =
        assertThrows(NoSuchFileException.class, () -> FingerprintLibrary.read(missing));
    assertEquals(missing + ": no such file or directory", thrown.getMessage());
  }

  @Test
  void aDirectoryThatIsNoLibraryIsNamed() {
    NoSuchFileException thrown =
        assertThrows(NoSuchFileException.class, () -> FingerprintLibrary.read(temporary));
    assertEquals(
        temporary.resolve("library.header") + ": no such file or directory", thrown.getMessage());
  }

  @Test
  void anEmptyFileIsCalledEmpty() {
    assertMessage("test, line 1: the file is empty; expected a fingerprint library", "");
  }

  @Test
  void whatIsNoLibraryIsCalledSo() throws IOException {
    assertMessage(
        "test, line 1: not a fingerprint library: expected 'entroprint-library ...', found 'Dear"
            + " reader,'",
        "Dear reader,\nthis is not one.\n");
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(TINY.getBytes(UTF_8));
    }
    LibraryFormatException thrown =
        assertThrows(LibraryFormatException.class, () -> GoldenLibrary.read(gzip.toByteArray()));
    assertEquals(
        "test, line 1: not a fingerprint library: expected 'entroprint-library ...', found",
        thrown.getMessage().replaceAll(" '\\\\x1f\\\\x8b.*", ""));
    assertEquals("test", thrown.file());
    assertEquals(1, thrown.line());
  }

  @Test
  void aWrongDigestIsRefusedOnItsLine() {
    assertMessage(
        "test, line 20: wrong digest: expected "
            + GoldenLibrary.tiny().sha256()
            + ", but the content has "
            + GoldenLibrary.tiny().toBuilder().name("tinz").build().sha256(),
        TINY.replace("name tiny", "name tinz"));
  }

  /** Edits of the golden file, one line replaced, with the digest made right again. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          entroprint-library 1.0 | entroprint-library 2.0 | 1: the library has format version 2.0; expected 1.x, which is what this version of entroprint reads
          entroprint-library 1.0 | entroprint-library 1 | 1: expected a format version like 1.0, found 'entroprint-library 1'
          entroprint-library 1.0 | entroprint-library 1.00 | 1: expected a format version like 1.0, found 'entroprint-library 1.00'
          definition ev1 | definition ev9 | 2: expected 'definition ev1', the feature definition of this version, found 'definition ev9'
          name golden | name Gold | 3: expected a name of 1 to 64 of a-z 0-9 . _ + -, found 'name Gold'
          name golden | nom golden | 3: expected 'name ...', found 'nom golden'
          version 1.2.3-rc.1 | version 1.2 | 4: expected a version like 1.0.0, found 'version 1.2'
          version 1.2.3-rc.1 | version 01.2.3 | 4: expected a version like 1.0.0, found 'version 01.2.3'
          created 2026-11-21 | created 2026-02-30 | 5: expected a date like 2026-11-21, from 1970 on, found 'created 2026-02-30'
          created 2026-11-21 | created 1969-12-31 | 5: expected a date like 2026-11-21, from 1970 on, found 'created 1969-12-31'
          entries 4 | entries 5 | 108: expected 5 fingerprints as the header says, found 4
          entries 4 | entries 3 | 96: expected 3 fingerprints as the header says, found more
          entries 4 | entries 04 | 7: expected an integer from 0 to 100000, found 'entries 04'
          entries 4 | entries 999999999 | 7: expected an integer from 0 to 100000, found 'entries 999999999'
          calibration ratio 0.333333333 | calibration ratio NaN | 8: calibration ratio: expected a decimal number of at most 9 decimals, without needless zeros, found 'NaN'
          calibration ratio 0.333333333 | calibration ratio 1e99999999 | 8: calibration ratio: expected a decimal number of at most 9 decimals, without needless zeros, found '1e99999999'
          calibration ratio 0.333333333 | calibration ratio 0.50 | 8: calibration ratio: expected a decimal number of at most 9 decimals, without needless zeros, found '0.50'
          calibration ratio 0.333333333 | calibration ratio | 8: expected 'calibration <key> <number>', found 'calibration ratio'
          calibration ratio 0.333333333 | calibration zoo 1 | 9: calibration threshold.ssh-2 is out of order: expected one after zoo
          calibration ratio 0.333333333 | calibration threshold.ssh-2 1 | 9: calibration threshold.ssh-2 is there twice
          evaluation streams 4801 | evaluations 1 | 12: expected a field of format 1.0 or a blank line, found 'evaluations 1'
          evaluation streams 4801 | tool x | 12: field 'tool' is out of order, or there twice
          fingerprint ssh-2/0002 | fingerprint ssh-2/2 | 14: expected a label, '/' and 4 to 12 digits, like 'fingerprint ssh-2/0017', found 'fingerprint ssh-2/2'
          fingerprint ssh-2/0002 | fingerprint ssh-2/00002 | 14: expected a label, '/' and 4 to 12 digits, like 'fingerprint ssh-2/0017', found 'fingerprint ssh-2/00002'
          fingerprint ssh-2/0002 | fingerprint ssh-2/0017 | 40: fingerprint ssh-2/0017 is there twice
          fingerprint ssh-2/0002 | fingerprint ssh-2/0018 | 40: fingerprint ssh-2/0017 is out of order: expected one after ssh-2/0018
          transport udp | transport sctp | 97: expected 'transport tcp' or 'transport udp', found 'transport sctp'
          streams 17 | streams 0 | 42: expected an integer from 1 to 2147483647, found 'streams 0'
          streams 17 | streams 2147483648 | 42: expected an integer from 1 to 2147483647, found 'streams 2147483648'
          last-seen 2026-11-21 | last-seen 2024-02-28 | 18: expected a date not before first-seen 2024-02-29, found 'last-seen 2024-02-28'
          nature encrypted | nature secret | 22: nature: expected plaintext, compressed, encrypted, mixed or undetermined, found 'secret'
          client OpenSSH_9.2 | `client a\tb` | 19: client: character U+0009 is not allowed
          client OpenSSH_9.2 | `client x\u202ey` | 19: client: character U+202E is not allowed
          client OpenSSH_9.2 | `client   x` | 19: client: space at an end
          client OpenSSH_9.2 | `client ` | 19: expected 'both.H ...', found 'client '
          client OpenSSH_9.2 | `client x\r` | 19: client: character U+000D is not allowed
          family g1 | famliy g1 | 27: expected 'both.H ...', found 'famliy g1'
          both.H 5161 12903 20645 28387 | both.H NaN 12903 20645 28387 | 28: both.H: expected integers from 0 to 80000 (units of 0.0001 bit) with one space between, found 'NaN' as number 1
          both.H 5161 12903 20645 28387 | both.H 5161 80001 20645 28387 | 28: both.H: expected integers from 0 to 80000 (units of 0.0001 bit) with one space between, found '80001' as number 2
          both.H 5161 12903 20645 28387 | both.H 5161 12903 -1 28387 | 28: both.H: expected integers from 0 to 80000 (units of 0.0001 bit) with one space between, found '-1' as number 3
          both.H 5161 12903 20645 28387 | both.H 5161 12903 20645 4294967296 | 28: both.H: expected integers from 0 to 80000 (units of 0.0001 bit) with one space between, found '4294967296' as number 4
          both.H 5161 12903 20645 28387 | both.H 5161 12903 20645 028387 | 28: both.H: expected integers from 0 to 80000 (units of 0.0001 bit) with one space between, found '028387' as number 4
          both.H 5161 12903 20645 28387 | both.H 5161  12903 | 28: both.H: expected integers from 0 to 80000 (units of 0.0001 bit) with one space between, found '' as number 2
          both.H 5161 12903 20645 28387 | both.H 5161 | 29: both.H.hi: expected 1 numbers as in the lines before, found 4
          both.H 5161 12903 20645 28387 | both.H 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 | 28: both.H: expected at most 17 numbers, found more
          both.D 2857 10000 5714 1429 | both.D 2857 10001 5714 1429 | 33: both.D: expected integers from 0 to 10000 (units of 0.0001 bit) with one space between, found '10001' as number 2
          both.D 2857 10000 5714 1429 | both.E 2857 10000 5714 1429 | 33: expected 'both.D ...', found 'both.E 2857 10000 5714 1429'
          """)
  void aBadLineIsNamedWithWhatWasExpected(String line, String replacement, String message) {
    int at = GOLDEN.indexOf(line + "\n");
    String edited = GOLDEN.substring(0, at) + replacement + GOLDEN.substring(at + line.length());
    assertMessage("test, line " + message, GoldenLibrary.sealed(edited));
  }

  @Test
  void aDuplicatedEntryIsNamed() {
    int at = TINY.indexOf("fingerprint");
    String entry = TINY.substring(at, TINY.indexOf("sha256"));
    String twice = TINY.substring(0, at) + entry + TINY.substring(at);
    assertMessage(
        "test, line 20: fingerprint tls/0001 is there twice",
        GoldenLibrary.sealed(twice.replace("entries 1", "entries 2")));
  }

  @Test
  void aTruncatedFileEndsWhereSomethingWasExpected() {
    assertMessage(
        "test, line 4: the file ends in the middle of a line",
        TINY.substring(0, TINY.indexOf("1.0.0")));
    assertMessage(
        "test, line 5: expected 'created ...', but the file ends here",
        TINY.substring(0, TINY.indexOf("created")));
    assertMessage(
        "test, line 20: expected 'fingerprint ...' or 'sha256 ...', but the file ends here",
        TINY.substring(0, TINY.indexOf("sha256")));
  }

  @Test
  void whatFollowsTheDigestIsRefused() {
    assertMessage("test, line 21: expected nothing after the digest, found ''", TINY + "\n");
    assertMessage("test, line 21: expected nothing after the digest, found 'x'", TINY + "x\n");
  }

  @Test
  void aLineWithoutEndIsNotReadToTheEnd() {
    assertMessage(
        "test, line 3: a line of more than 1024 bytes",
        TINY.replace("name tiny", "name " + "x".repeat(2000)));
  }

  @Test
  void aTextThatIsTooLongOrNotUtf8IsRefused() throws IOException {
    String with = TINY.replace("entries", "tool @\nentries");
    assertMessage("test, line 6: tool: more than 512 bytes", with.replace("@", "x".repeat(513)));
    assertMessage(
        "test, line 6: tool: more than 512 bytes", with.replace("@", "\u00fc".repeat(257)));
    byte[] latin1 = with.replace("@", "\u00fc").getBytes(ISO_8859_1);
    LibraryFormatException thrown =
        assertThrows(LibraryFormatException.class, () -> GoldenLibrary.read(latin1));
    assertEquals("test, line 6: expected UTF-8, found 'tool \\xfc'", thrown.getMessage());
    byte[] overlong = with.replace("@", "\u00c0\u0080").getBytes(ISO_8859_1);
    assertThrows(LibraryFormatException.class, () -> GoldenLibrary.read(overlong));
    byte[] surrogate = with.replace("@", "\u00ed\u00a0\u0080").getBytes(ISO_8859_1);
    assertThrows(LibraryFormatException.class, () -> GoldenLibrary.read(surrogate));
    GoldenLibrary.read(GoldenLibrary.sealed(with.replace("@", "\u00fc".repeat(256))));
  }

  @Test
  void anUnknownFieldIsRefusedInAFormatWhoseFieldsAreAllKnown() {
    assertMessage(
        "test, line 19: expected a field of format 1.0 or a blank line, found 'x y'",
        TINY.replace("\n\nsha256", "\nx y\n\nsha256"));
  }

  @Test
  void tooManyUnknownFieldsAreRefused() {
    StringBuilder fields = new StringBuilder();
    for (int i = 100; i < 200; i++) {
      fields.append("\nfield").append(i).append(" x");
    }
    assertMessage(
        "test, line 83: expected at most 64 unknown fields",
        TINY.replace("library 1.0", "library 1.1").replace("\n\nsha256", fields + "\n\nsha256"));
  }

  @Test
  void aFileLargerThanTheLimitIsNotRead() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            java.util.Arrays.fill(into, offset, offset + length, (byte) 'x');
            return length;
          }
        };
    LibraryFormatException thrown =
        assertThrows(
            LibraryFormatException.class, () -> LibraryFile.bytes(endless, "endless", 10_000));
    assertEquals("endless, line 1: expected a file of at most 10000 bytes", thrown.getMessage());
  }

  @Test
  void aDirectoryNamesTheFileThatIsWrong() throws IOException {
    GoldenLibrary.library().writeDirectory(temporary);
    Path tls = temporary.resolve("tls.fingerprints");
    final byte[] good = Files.readAllBytes(tls);
    Files.write(tls, "fingerprint ssh/0009\n".getBytes(US_ASCII));
    assertDirectoryMessage(
        tls
            + ", line 1: expected a fingerprint of tls, as the file's name says, found"
            + " 'fingerprint ssh/0009'");
    Files.write(tls, new byte[0]);
    assertDirectoryMessage(tls + ", line 1: expected 'fingerprint ...', but the file ends here");
    Files.delete(tls);
    Path header = temporary.resolve("library.header");
    assertDirectoryMessage(
        header + ", line 14: expected 4 fingerprints as the header says, found 3");
    Files.write(tls, good);
    FingerprintLibrary.read(temporary);
    Path odd = temporary.resolve("Odd.fingerprints");
    Files.write(odd, good);
    assertDirectoryMessage(odd + ", line 1: expected a file name of a label and '.fingerprints'");
  }

  private void assertDirectoryMessage(String message) {
    assertEquals(
        message,
        assertThrows(LibraryFormatException.class, () -> FingerprintLibrary.read(temporary))
            .getMessage());
  }

  private static void assertMessage(String message, String text) {
    assertEquals(
        message,
        assertThrows(LibraryFormatException.class, () -> GoldenLibrary.read(text)).getMessage());
  }
}
