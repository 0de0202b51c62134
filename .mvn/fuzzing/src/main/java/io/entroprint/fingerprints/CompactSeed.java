package io.entroprint.fingerprints;

import io.entroprint.library.FingerprintLibrary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The compact form of a library, for a fuzzer to begin with. */
public final class CompactSeed {
  private CompactSeed() {}

  /** Its head and its parts, each with its length, two bytes, before it. */
  public static byte[] of(FingerprintLibrary library) throws IOException {
    CompactFormWriter.Written written = CompactFormWriter.written(library);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    put(written.head(), all);
    written.parts().forEach(part -> put(part, all));
    return all.toByteArray();
  }

  private static void put(byte[] piece, ByteArrayOutputStream into) {
    into.write(piece.length >> 8);
    into.write(piece.length);
    into.writeBytes(piece);
  }
}
