package io.entroprint.fingerprints;

import io.entroprint.library.FingerprintLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The compact form of any bytes, with a check sum that is right. */
public final class CompactFormFuzz {
  private static final int CHECK_SUM_AT = 4;

  private CompactFormFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    if (input.length > 8) {
      byte[] right = input.clone();
      ByteBuffer.wrap(right).putInt(CHECK_SUM_AT, CompactForm.crc(right));
      read(right);
    }
    read(input);
  }

  private static void read(byte[] bytes) {
    FingerprintLibrary library;
    try {
      library = CompactForm.read(bytes);
    } catch (IOException e) {
      return;
    }
    library.sha256();
  }
}
