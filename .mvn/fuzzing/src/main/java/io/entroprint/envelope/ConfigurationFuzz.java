package io.entroprint.envelope;

import io.entroprint.fuzz.ScratchFile;
import java.io.IOException;

/** A net-entropy configuration. The files that it names are not read. */
public final class ConfigurationFuzz {
  private ConfigurationFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      ScratchFile.requireText(NetEntropyConfiguration.read(ScratchFile.of(input)));
    } catch (IOException e) {
      ScratchFile.requireOneLine(e);
    }
  }
}
