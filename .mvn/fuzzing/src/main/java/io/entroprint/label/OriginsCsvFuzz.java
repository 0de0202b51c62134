package io.entroprint.label;

import io.entroprint.fuzz.ScratchFile;
import java.io.IOException;

/** An ORIGINS.csv. */
public final class OriginsCsvFuzz {
  private OriginsCsvFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      ScratchFile.requireText(CaptureOrigins.read(ScratchFile.of(input)).of("a.pcap"));
    } catch (IOException e) {
      ScratchFile.requireOneLine(e);
    }
  }
}
