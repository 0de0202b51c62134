package io.entroprint.capture;

import io.entroprint.entropy.Direction;
import io.entroprint.fuzz.Choices;
import io.entroprint.fuzz.Contract;
import java.util.Arrays;

/**
 * Segments in any order that overlap and contradict each other, against a slow truth: the first
 * copy of each byte, as soon as all before it are there.
 */
public final class ReassemblyFuzz {
  private static final int LENGTH = 300;
  private static final int SYN = 2;

  private ReassemblyFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Choices choices = new Choices(input);
    int first = choices.i32();
    Contract contract = new Contract();
    BufferBudget budget = new BufferBudget(1 << 20, 1 << 20);
    TcpReassembler reassembler = new TcpReassembler(contract, budget, new Tally());
    byte[] none = new byte[0];
    reassembler.segment(Direction.TO_CLIENT, first - 1, 0, SYN, none, 0, 0, 0, 0);
    int[] truth = new int[LENGTH];
    Arrays.fill(truth, -1);
    int reach = 0;
    for (long time = 1; choices.more(); time++) {
      int position = choices.u16() % LENGTH;
      byte[] payload = choices.bytes(Math.min(1 + choices.u8(), LENGTH - position));
      reassembler.segment(
          Direction.TO_CLIENT, first + position, 0, 0, payload, 0, payload.length, 0, time);
      for (int i = 0; i < payload.length; i++) {
        truth[position + i] = truth[position + i] < 0 ? payload[i] & 0xff : truth[position + i];
      }
      while (reach < LENGTH && truth[reach] >= 0) {
        reach++;
      }
      require(truth, reach, contract);
    }
    reassembler.release();
    if (budget.used() != 0) {
      throw new AssertionError(budget.used() + " bytes are still held");
    }
  }

  private static void require(int[] truth, int reach, Contract contract) {
    byte[] bytes = contract.bytes(Direction.TO_CLIENT);
    boolean same = bytes.length == reach;
    for (int i = 0; same && i < reach; i++) {
      same = bytes[i] == (byte) truth[i];
    }
    boolean waits = Arrays.stream(truth, reach, truth.length).anyMatch(b -> b >= 0);
    if (!same || waits != contract.hole(Direction.TO_CLIENT)) {
      throw new AssertionError("other bytes than the slow reassembly, of " + reach);
    }
  }
}
