package io.entroprint.text;

import io.entroprint.library.FuzzedDecimal;
import java.nio.charset.StandardCharsets;

/** Times and decimal numbers as files have them: refused as documented, or the same as slowly. */
public final class NumbersFuzz {
  private NumbersFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    try {
      long nanos = PacketTime.parse(text);
      // It prints microseconds.
      if (PacketTime.parse(PacketTime.seconds(nanos)) != Math.floorDiv(nanos, 1000L) * 1000) {
        throw new AssertionError("what it prints is another time: " + text);
      }
    } catch (IllegalArgumentException e) {
      if (e.getMessage() == null) {
        throw new AssertionError("refused without a word", e);
      }
    }
    FuzzedDecimal.check(text);
  }
}
