package io.entroprint.library;

import io.entroprint.fuzz.ScratchFile;
import java.io.IOException;

/** A file of a key, taken for a public one and for a private one. */
public final class KeysFuzz {
  private KeysFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      SigningKeys.readPublicKey(ScratchFile.of(input)).getEncoded();
    } catch (IOException e) {
      ScratchFile.requireOneLine(e);
    }
    try {
      SigningKeys.readPrivateKey(ScratchFile.of(input)).getEncoded();
    } catch (IOException e) {
      ScratchFile.requireOneLine(e);
    }
  }
}
