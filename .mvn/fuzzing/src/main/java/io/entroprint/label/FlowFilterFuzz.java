package io.entroprint.label;

import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.Transport;
import java.nio.charset.StandardCharsets;

/** A filter expression: refused as documented, or an answer for every stream. */
public final class FlowFilterFuzz {
  private static final FlowKey[] KEYS = {
    new FlowKey(
        Transport.TCP, IpAddress.parse("192.0.2.1"), 40_000, IpAddress.parse("192.0.2.2"), 80),
    new FlowKey(
        Transport.UDP, IpAddress.parse("2001:db8::1"), 1, IpAddress.parse("2001:db8::2"), 65_535)
  };

  private FlowFilterFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      FlowFilter filter = FlowFilter.parse(new String(input, StandardCharsets.UTF_8));
      for (FlowKey key : KEYS) {
        if (filter.test(key) != FlowFilter.parse(filter.toString()).test(key)) {
          throw new AssertionError("what it prints is another filter: " + filter);
        }
      }
    } catch (FlowFilter.SyntaxException e) {
      if (e.getMessage() == null) {
        throw new AssertionError("refused without a word", e);
      }
    }
  }
}
