package io.entroprint.label;

import io.entroprint.fuzz.ScratchFile;
import java.io.IOException;

/** Flow records of Suricata. */
public final class EveLogFuzz {
  private EveLogFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      LabelSource.eveFlows(ScratchFile.of(input)).flows().forEach(ScratchFile::requireText);
    } catch (IOException e) {
      ScratchFile.requireOneLine(e);
    }
  }
}
