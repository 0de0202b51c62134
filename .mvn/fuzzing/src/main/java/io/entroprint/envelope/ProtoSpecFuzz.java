package io.entroprint.envelope;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A protocol specification: refused in one line, or read again from what it writes. */
public final class ProtoSpecFuzz {
  private ProtoSpecFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    ProtoSpec spec;
    try {
      spec = ProtoSpec.read(new ByteArrayInputStream(input), "fuzzed");
    } catch (EnvelopeFormatException e) {
      String line = e.getMessage();
      if (!line.startsWith("fuzzed") || line.indexOf('\n') >= 0) {
        throw new AssertionError("not one line that names the input", e);
      }
      return;
    }
    for (long position : new long[] {1, 255, 65_536, Long.MAX_VALUE}) {
      spec.rangeAt(position);
    }
    byte[] text = spec.text().getBytes(StandardCharsets.UTF_8);
    String again = ProtoSpec.read(new ByteArrayInputStream(text), "written").text();
    if (!again.equals(spec.text())) {
      throw new AssertionError("what it writes reads as another one");
    }
  }
}
