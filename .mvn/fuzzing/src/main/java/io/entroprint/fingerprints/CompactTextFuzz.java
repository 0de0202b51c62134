package io.entroprint.fingerprints;

import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.LibraryTextFuzz;
import java.io.IOException;

/** A library that is read from text is the same in the compact form, byte for byte. */
public final class CompactTextFuzz {
  private CompactTextFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    FingerprintLibrary library = LibraryTextFuzz.read(LibraryTextFuzz.withRightDigest(input));
    if (library == null) {
      return;
    }
    CompactFormWriter.Written compact;
    try {
      compact = CompactFormWriter.written(library);
    } catch (IOException e) {
      // It says so where a text has more than this form can hold.
      return;
    }
    if (!compact.read().sha256().equals(library.sha256())) {
      throw new AssertionError("another library in the compact form");
    }
  }
}
