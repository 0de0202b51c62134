package io.entroprint.label;

import io.entroprint.fuzz.ScratchFile;
import java.io.IOException;

/** Labels with filters, one a line. */
public final class FilterRulesFuzz {
  private FilterRulesFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      LabelSource.filters(ScratchFile.of(input)).problems().forEach(ScratchFile::requireText);
    } catch (IOException e) {
      ScratchFile.requireOneLine(e);
    }
  }
}
