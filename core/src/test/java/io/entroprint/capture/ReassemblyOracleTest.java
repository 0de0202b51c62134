package io.entroprint.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.entropy.Direction;
import io.entroprint.packets.Wire;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random segments in any order, with overlaps that contradict each other, against a slow truth. */
class ReassemblyOracleTest {

  /** The first copy of every byte that came, and how far they reach without a hole. */
  private static final class Oracle {
    private final int[] first;
    private int reach;

    Oracle(int length) {
      first = new int[length];
      Arrays.fill(first, -1);
    }

    void take(int position, byte[] payload) {
      for (int i = 0; i < payload.length; i++) {
        if (first[position + i] < 0) {
          first[position + i] = payload[i] & 0xff;
        }
      }
      while (reach < first.length && first[reach] >= 0) {
        reach++;
      }
    }

    boolean waits() {
      return Arrays.stream(first, reach, first.length).anyMatch(b -> b >= 0);
    }

    byte[] contiguous() {
      byte[] bytes = new byte[reach];
      for (int i = 0; i < reach; i++) {
        bytes[i] = (byte) first[i];
      }
      return bytes;
    }
  }

  @RepeatedTest(300)
  void givesTheFirstCopyOfEachByteAsSoonAsItIsContiguous(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int length = 1 + random.nextInt(400);
    int longest = 1 + random.nextInt(random.nextBoolean() ? 8 : 120);
    boolean contradict = random.nextBoolean();
    int sequence = random.nextBoolean() ? -random.nextInt(length) - 1 : random.nextInt();
    byte[] truth = new byte[length];
    random.nextBytes(truth);
    BufferBudget budget = new BufferBudget(1 << 20, 1 << 20);
    Recorder recorder = new Recorder(null);
    TcpReassembler reassembler = new TcpReassembler(recorder, budget, new Tally());
    reassembler.segment(Direction.TO_CLIENT, sequence - 1, 0, Wire.SYN, truth, 0, 0, 0, 0);
    Oracle oracle = new Oracle(length);
    int near = 0;
    for (int i = 0; i < 200; i++) {
      // Mostly near the front, so that holes open and fill; sometimes anywhere.
      near = Math.min(length - 1, oracle.reach);
      int position =
          random.nextInt(4) == 0
              ? random.nextInt(length)
              : Math.max(0, Math.min(length - 1, near + random.nextInt(2 * longest) - longest));
      int size = Math.min(length - position, 1 + random.nextInt(longest));
      byte[] payload = Arrays.copyOfRange(truth, position, position + size);
      if (contradict && random.nextBoolean()) {
        random.nextBytes(payload);
      }
      byte[] array = Wire.join(new byte[3], payload, new byte[2]);
      reassembler.segment(Direction.TO_CLIENT, sequence + position, 0, 0, array, 3, size, 0, i);
      Arrays.fill(array, (byte) 0);
      oracle.take(position, payload);
      assertArrayEquals(oracle.contiguous(), recorder.bytes(Direction.TO_CLIENT));
      assertEquals(oracle.waits(), recorder.hole(Direction.TO_CLIENT));
    }
    reassembler.release();
    assertEquals(0, budget.used());
  }
}
