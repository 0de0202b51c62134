package io.entroprint.label;

import io.entroprint.fuzz.ScratchFile;
import java.io.IOException;

/** A conn.log of Zeek, tab-separated or JSON. */
public final class ZeekLogFuzz {
  private ZeekLogFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      LabelSource.zeekConnLog(ScratchFile.of(input)).flows().forEach(ScratchFile::requireText);
    } catch (IOException e) {
      ScratchFile.requireOneLine(e);
    }
  }
}
