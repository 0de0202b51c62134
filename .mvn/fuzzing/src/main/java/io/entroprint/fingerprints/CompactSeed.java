package io.entroprint.fingerprints;

import io.entroprint.library.FingerprintLibrary;
import java.io.IOException;

/** The compact form of a library, for a fuzzer to begin with. */
public final class CompactSeed {
  private CompactSeed() {}

  /** Its bytes. */
  public static byte[] of(FingerprintLibrary library) throws IOException {
    return CompactFormWriter.bytes(library);
  }
}
