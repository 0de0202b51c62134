package io.entroprint.fingerprints;

import io.entroprint.fuzz.Choices;
import io.entroprint.library.FingerprintLibrary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The compact form of any bytes, as it is and with a check sum of its head that is right. */
public final class CompactFormFuzz {
  private static final int CHECK_SUM_AT = 4;

  private CompactFormFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = new Choices(input);
    byte[] head = choices.bytes(choices.u16());
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < CompactForm.PARTS; i++) {
      parts.add(choices.bytes(choices.u16()));
    }
    read(head, parts);
    if (head.length > CompactForm.HEAD_BYTES) {
      byte[] right = head.clone();
      ByteBuffer.wrap(right).putInt(CHECK_SUM_AT, CompactForm.crc(right));
      read(right, parts);
    }
  }

  private static void read(byte[] head, List<byte[]> parts) {
    FingerprintLibrary library;
    try {
      library = CompactForm.read(head, part -> new ByteArrayInputStream(parts.get(part)));
    } catch (IOException e) {
      return;
    }
    try {
      library.sha256();
    } catch (UncheckedIOException e) {
      // A part is not what the head says; it is read here first.
    }
  }
}
