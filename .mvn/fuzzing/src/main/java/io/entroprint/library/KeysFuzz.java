package io.entroprint.library;

import io.entroprint.fuzz.ScratchFile;
import java.io.IOException;

/** A file of a key, taken for a public one and for a private one. */
public final class KeysFuzz {
  private KeysFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      ScratchFile.requireText(SigningKeys.readPublicKey(ScratchFile.of(input)));
    } catch (IOException e) {
      ScratchFile.requireOneLine(e);
    }
    try {
      ScratchFile.requireText(SigningKeys.readPrivateKey(ScratchFile.of(input)));
    } catch (IOException e) {
      ScratchFile.requireOneLine(e);
    }
  }
}
