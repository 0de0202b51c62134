package io.entroprint.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Changed files whose digest is right all the same: each is refused with {@link
 * LibraryFormatException}, or it is a canonical library.
 */
class LibraryFuzzTest {
  private static final String[] TOKENS = {
    "\n",
    " ",
    "0",
    "NaN",
    "-1",
    "1e9",
    "4294967296",
    "99999999999999999999",
    "\r\n",
    "\0",
    "/",
    "fingerprint tls/0001\n",
    "\n\n",
    "sha256 ",
    "entries 3",
    "\u00ff",
    "2026-02-30",
    "client x\n"
  };

  @Test
  void changedBytesGiveNothingButAFormatException() {
    byte[] good = GoldenLibrary.bytes(GoldenLibrary.library());
    Random random = new Random(1);
    int accepted = 0;
    for (int round = 0; round < 8_000; round++) {
      byte[] bytes = good;
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        bytes = changed(bytes, random);
      }
      accepted += check(bytes);
    }
    assertTrue(accepted > 100, "the changes are too coarse: accepted " + accepted);
  }

  @Test
  void changedLinesGiveNothingButAFormatException() {
    String good = GoldenLibrary.text(GoldenLibrary.library());
    Random random = new Random(2);
    for (int round = 0; round < 3_000; round++) {
      List<String> lines = new ArrayList<>(Arrays.asList(good.split("\n", -1)));
      int at = random.nextInt(lines.size());
      int other = random.nextInt(lines.size());
      switch (random.nextInt(4)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(at, lines.get(other));
        case 2 -> Collections.swap(lines, at, other);
        default -> lines.subList(Math.min(at, other), Math.max(at, other)).clear();
      }
      check(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void noiseGivesNothingButAFormatException() {
    Random random = new Random(3);
    for (int round = 0; round < 1_000; round++) {
      byte[] noise = new byte[random.nextInt(3000)];
      random.nextBytes(noise);
      check(noise);
      byte[] head = "entroprint-library 1.0\n".getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(head, 0, noise, 0, Math.min(head.length, noise.length));
      check(noise);
    }
  }

  private static int check(byte[] bytes) {
    byte[] sealed = GoldenLibrary.sealed(bytes);
    FingerprintLibrary read;
    try {
      read = GoldenLibrary.read(sealed);
    } catch (LibraryFormatException e) {
      assertTrue(e.getMessage().matches("test, line [0-9]+: [ -~]+"), e.getMessage());
      return 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertArrayEquals(sealed, GoldenLibrary.bytes(read));
    return 1;
  }

  private static byte[] changed(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    byte[] token =
        switch (random.nextInt(4)) {
          case 0 -> new byte[] {(byte) random.nextInt(256)};
          case 1 -> new byte[] {(byte) ('0' + random.nextInt(10))};
          case 2 -> TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.ISO_8859_1);
          default -> new byte[0];
        };
    int replaced = Math.min(random.nextInt(3), bytes.length - at);
    byte[] out = new byte[bytes.length - replaced + token.length];
    System.arraycopy(bytes, 0, out, 0, at);
    System.arraycopy(token, 0, out, at, token.length);
    System.arraycopy(bytes, at + replaced, out, at + token.length, bytes.length - at - replaced);
    return out;
  }
}
