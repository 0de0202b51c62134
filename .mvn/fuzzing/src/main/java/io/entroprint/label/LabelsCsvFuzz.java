package io.entroprint.label;

import io.entroprint.fuzz.ScratchFile;
import java.io.IOException;

/** A labels.csv. */
public final class LabelsCsvFuzz {
  private LabelsCsvFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      LabelSource.csv(ScratchFile.of(input)).flows().forEach(ScratchFile::requireText);
    } catch (IOException e) {
      ScratchFile.requireOneLine(e);
    }
  }
}
