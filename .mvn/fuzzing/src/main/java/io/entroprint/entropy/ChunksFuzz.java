package io.entroprint.entropy;

import io.entroprint.fuzz.Choices;

/** The same bytes in any chunks give the same vector and curve, and a prefix gives its prefix. */
public final class ChunksFuzz {
  private ChunksFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = new Choices(input);
    StreamMeter chunks = new StreamMeter(FeatureDefinition.CURRENT);
    StreamMeter bytes = new StreamMeter(FeatureDefinition.CURRENT);
    EntropyVector before = bytes.vector();
    while (choices.more()) {
      int head = choices.u8();
      byte[] chunk = choices.bytes(1 + (head >> 1));
      Direction direction = head % 2 == 0 ? Direction.TO_SERVER : Direction.TO_CLIENT;
      chunks.add(direction, chunk, 0, chunk.length);
      for (int i = 0; i < chunk.length; i++) {
        bytes.add(direction, chunk, i, 1);
      }
      EntropyVector now = chunks.vector();
      EntropyVector prefix =
          now.upTo(
              before.reached(View.BOTH),
              before.reached(View.TO_SERVER),
              before.reached(View.TO_CLIENT));
      if (!prefix.equals(before)) {
        throw new AssertionError("what had been measured changed");
      }
      before = now;
    }
    if (!chunks.vector().equals(bytes.vector())) {
      throw new AssertionError("another vector in other chunks");
    }
  }
}
