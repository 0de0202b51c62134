package io.entroprint.capture;

import io.entroprint.fuzz.Contract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumSet;

/** A capture file of any bytes, compressed or not, through a table that enters every tunnel. */
public final class CaptureReaderFuzz {
  private CaptureReaderFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Contract.OfAll streams = new Contract.OfAll();
    try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(input), "fuzzed");
        FlowTable table = FlowTable.builder(streams).tunnels(EnumSet.allOf(Tunnel.class)).build()) {
      table.acceptAll(reader);
    } catch (CaptureFormatException e) {
      if (!e.getMessage().startsWith("fuzzed: byte " + e.position() + ": ")) {
        throw new AssertionError("not in the documented form", e);
      }
    } catch (IOException e) {
      // What unpacks says it in its own words; it must be one line that names the input.
      String line = String.valueOf(e.getMessage());
      if (!line.startsWith("fuzzed") || line.indexOf('\n') >= 0) {
        throw new AssertionError("not one line that names the input", e);
      }
    }
    streams.requireEnded();
  }
}
