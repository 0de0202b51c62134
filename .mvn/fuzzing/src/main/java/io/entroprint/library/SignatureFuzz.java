package io.entroprint.library;

import io.entroprint.fuzz.ScratchFile;
import java.io.IOException;

/** A file of a signature. */
public final class SignatureFuzz {
  private SignatureFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      ScratchFile.requireText(LibrarySignature.read(ScratchFile.of(input)));
    } catch (IOException e) {
      ScratchFile.requireOneLine(e);
    }
  }
}
