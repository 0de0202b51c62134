package io.entroprint.capture;

import io.entroprint.fuzz.Choices;
import io.entroprint.fuzz.Contract;
import java.util.EnumSet;

/**
 * Some packets of any bytes under one link type, of which the input's first byte is the place in a
 * list; each has its length before it.
 */
public final class PacketsFuzz {
  /** All that are known, and one that is not. */
  private static final int[] LINK_TYPES = known();

  private PacketsFuzz() {}

  private static int[] known() {
    int[] known = new int[70_000];
    int count = 0;
    for (int type = 0; type < 65_536; type++) {
      if (LinkTypes.isKnown(type)) {
        known[count++] = type;
      }
    }
    known[count++] = 65_535;
    return java.util.Arrays.copyOf(known, count);
  }

  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = new Choices(input);
    int linkType = LINK_TYPES[choices.u8() % LINK_TYPES.length];
    Contract.OfAll streams = new Contract.OfAll();
    Packet packet = new Packet();
    long packets = 0;
    FlowTable table =
        FlowTable.builder(streams)
            .tunnels(EnumSet.allOf(Tunnel.class))
            .maxStreams(4)
            .maxBufferedBytes(4096)
            .build();
    try (table) {
      while (choices.more()) {
        byte[] bytes = choices.bytes(choices.u8() + 1);
        int length = bytes.length + (choices.u8() == 255 ? 100 : 0);
        packet.set(1_000_000_000L * packets++, linkType, bytes, 0, bytes.length, length);
        table.accept(packet);
      }
    }
    streams.requireEnded();
    FlowCounters counters = table.counters();
    if (counters.packets() != packets) {
      throw new AssertionError(counters.packets() + " of " + packets + " counted");
    }
  }
}
