package io.entroprint.library;

import io.entroprint.fuzz.ScratchFile;
import java.io.IOException;

/** A file of a signature. */
public final class SignatureFuzz {
  private SignatureFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      LibrarySignature.read(ScratchFile.of(input)).toString();
    } catch (IOException e) {
      ScratchFile.requireOneLine(e);
    }
  }
}
