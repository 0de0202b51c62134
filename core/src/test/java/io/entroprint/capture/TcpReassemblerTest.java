package io.entroprint.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.entroprint.entropy.Direction;
import io.entroprint.packets.Wire;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TcpReassemblerTest {

  /**
   * Segments as {@code SIDE POSITION : PAYLOAD [+ BYTES CUT OFF] [! FOR FIN]}, the position counted
   * from the first payload byte, and what the observer is to be told.
   */
  private static final String[][] CASES = {
    {"in order", "C0:abc S0:xyz C3:d S3:w", ">abc <xyz >d <w"},
    {"one late segment", "C0:abc C6:ghi C3:def", ">abc >[ >] >def >ghi"},
    {"the first comes last", "C3:def C0:abc", ">[ >] >abc >def"},
    {"all in reverse", "C6:g C4:ef C2:cd C0:ab", ">[ >] >ab >cd >ef >g"},
    {"two holes", "C0:a C2:c C4:e C1:b C3:d", ">a >[ >] >b >c >[ >] >d >e"},
    {"the second hole first", "C0:a C2:c C4:e C3:d C1:b", ">a >[ >] >b >c >d >e"},
    {"part of a hole", "C0:a C4:e C1:b C2:cd", ">a >[ >] >b >[ >] >cd >e"},
    {"a hole that stays", "C0:a C2:c S0:x", ">a >[ <x"},
    {"holes of two directions", "C1:b S1:y S0:x C0:a", ">[ <[ <] <x <y >] >a >b"},
    {"the other side in between", "C0:a C2:c S0:x C1:b S1:y", ">a >[ <x >] >b >c <y"},
    {"repeated", "C0:abc C0:abc", ">abc"},
    {"repeated while it waits", "C1:b C1:b C0:a", ">[ >] >a >b"},
    {"repeated and longer", "C0:abc C0:abcde", ">abc >de"},
    {"begins too early", "C0:abc C1:bcdef", ">abc >def"},
    {"lies in what came", "C0:abcdef C2:cd", ">abcdef"},
    {"other bytes later do not count", "C0:abc C1:XYZ", ">abc >Z"},
    {"who waits came first", "C2:cd C0:abXXe", ">[ >] >ab >cd >e"},
    {"who waits came first, at the end", "C2:cdef C0:abXX", ">[ >] >ab >cdef"},
    {"first among those that wait", "C4:ef C2:cdXX C0:ab", ">[ >] >ab >cd >ef"},
    {"around those that wait", "C2:c C5:f C1:bXdeXg C0:a", ">[ >] >a >b >c >de >f >g"},
    {"under one that waits", "C2:cdef C3:XX C0:ab", ">[ >] >ab >cdef"},
    {"a keep-alive", "C0:abc C2:X C3:d", ">abc >d"},
    {"a keep-alive at the very start", "C-1:X C0:a", ">a"},
    {"no payload", "C0: C0:a C1: C5:", ">a"},
    {"cut short", "C0:ab+3 C5:f", ">ab >["},
    {"cut to nothing", "C0:+3 C3:d", ">["},
    {"cut short, and nothing is taken behind it", "C0:ab+3 C2:cde C5:f", ">ab >["},
    {"cut short further on", "C0:abcd C2:c+5 C4:efgh", ">abcd >["},
    {"cut short behind what came", "C0:abcd C0:ab+3 C4:ef", ">abcd >["},
    {"cut short where that came too", "C0:abcdef C1:b+4 C6:g", ">abcdef >g"},
    {"cut short after it came whole", "C0:abcde C0:ab+3 C5:f", ">abcde >f"},
    {"cut short while it waits", "C2:c+2 C0:ab C5:f", ">[ >] >ab >c >["},
    {"cut to nothing while it waits", "C2:+2 C0:a C1:b", ">[ >] >a >[ >] >b >["},
    {"cut, then whole before its turn", "C2:c+2 C3:de C0:ab C5:f", ">[ >] >ab >c >de >f"},
    {"a FIN with data", "C0:ab! C0:ab! C2:!", ">ab"},
    {"a FIN that waits", "C0:ab C4:! S0:x C2:cd", ">ab >[ <x >] >cd"},
    {"a FIN with data that waits", "C0:a C4:e! C1:b C2:cd", ">a >[ >] >b >[ >] >cd >e"},
    {"a FIN after bytes that never came", "C0:ab C4:! C2:c", ">ab >[ >] >c >["},
    {"a FIN that cannot be", "C0:abc C1:! C1073741900:! C3:d", ">abc >d"},
    {"far ahead of any window", "C0:a C1073741900:z C1:b", ">a >b"},
  };

  static Stream<Arguments> cases() {
    return Stream.of(CASES)
        .flatMap(
            c ->
                IntStream.of(0, 7, -3, -1, Integer.MAX_VALUE - 2)
                    .mapToObj(sequence -> arguments(c[0], c[1], c[2], sequence)));
  }

  @ParameterizedTest(name = "{0}, first sequence number {3}")
  @MethodSource("cases")
  void tellsBytesAndHolesInOrder(String name, String segments, String expected, int sequence) {
    Recorder recorder = new Recorder(null);
    TcpReassembler reassembler = reassembler(recorder, 1 << 20);
    syn(reassembler, Direction.TO_SERVER, sequence - 1);
    syn(reassembler, Direction.TO_CLIENT, sequence - 1);
    for (String written : segments.split(" ", -1)) {
      boolean fin = written.endsWith("!");
      String segment = fin ? written.substring(0, written.length() - 1) : written;
      Direction from = segment.charAt(0) == 'C' ? Direction.TO_SERVER : Direction.TO_CLIENT;
      int colon = segment.indexOf(':');
      int plus = segment.indexOf('+');
      int position = Integer.parseInt(segment.substring(1, colon));
      String payload = segment.substring(colon + 1, plus < 0 ? segment.length() : plus);
      int missing = plus < 0 ? 0 : Integer.parseInt(segment.substring(plus + 1));
      data(reassembler, from, sequence + position, payload, missing, fin ? Wire.FIN : 0);
    }
    assertEquals(expected, recorder.story());
    assertEquals(recorder.hole(Direction.TO_SERVER), reassembler.gap(Direction.TO_SERVER));
    assertEquals(recorder.hole(Direction.TO_CLIENT), reassembler.gap(Direction.TO_CLIENT));
  }

  @Test
  void takesAHoleForPermanentWhenTooMuchWaits() {
    Tally tally = new Tally();
    BufferBudget budget = new BufferBudget(1000, 5000);
    Recorder recorder = new Recorder(null);
    TcpReassembler reassembler = new TcpReassembler(recorder, budget, tally);
    syn(reassembler, Direction.TO_SERVER, -1);
    for (int i = 1; i <= 10; i++) {
      data(reassembler, Direction.TO_SERVER, i * 100, "x".repeat(100), 0, 0);
      assertEquals(true, budget.used() <= 1000);
    }
    data(reassembler, Direction.TO_SERVER, 0, "y".repeat(100), 0, 0);
    data(reassembler, Direction.TO_CLIENT, 5, "z", 0, 0);
    assertEquals(">[ <z", recorder.story());
    assertEquals(0, budget.used());
    assertEquals(1100, tally.droppedBytes);
  }

  @Test
  void countsWhatCameTwiceAndWhatCannotBe() {
    Tally tally = new Tally();
    Recorder recorder = new Recorder(null);
    TcpReassembler reassembler = new TcpReassembler(recorder, new BufferBudget(1000, 1000), tally);
    syn(reassembler, Direction.TO_SERVER, -1);
    data(reassembler, Direction.TO_SERVER, 0, "abc", 0, 0);
    data(reassembler, Direction.TO_SERVER, 0, "abc", 0, 0);
    assertEquals(3, tally.duplicateBytes);
    data(reassembler, Direction.TO_SERVER, 1, "bcde", 0, 0);
    assertEquals(5, tally.duplicateBytes);
    assertEquals(0, tally.droppedBytes);
    // Before the first byte there can be: up to it, beyond it, and with a part that was cut off.
    data(reassembler, Direction.TO_SERVER, -7, "1234567", 0, 0);
    assertEquals(7, tally.droppedBytes);
    data(reassembler, Direction.TO_SERVER, -6, "1", 3, 0);
    assertEquals(8, tally.droppedBytes);
    assertEquals(8, tally.droppedOutsideWindow);
    assertEquals(5, tally.duplicateBytes);
    data(reassembler, Direction.TO_SERVER, -6, "1234567", 0, 0);
    assertEquals(8, tally.droppedBytes);
    assertEquals(12, tally.duplicateBytes);
    assertEquals(0, tally.conflictingSyns);
    syn(reassembler, Direction.TO_SERVER, 5000);
    assertEquals(1, tally.conflictingSyns);
    assertEquals(">abc >de", recorder.story());
  }

  @Test
  void knowsWhatAServerSendsNextFromTheClientsAcknowledgement() {
    Recorder recorder = new Recorder(null);
    TcpReassembler reassembler = reassembler(recorder, 1 << 20);
    syn(reassembler, Direction.TO_SERVER, 0);
    reassembler.segment(Direction.TO_SERVER, 1, 500, Wire.ACK, new byte[0], 0, 0, 0, 0);
    data(reassembler, Direction.TO_CLIENT, 503, "d", 0, 0);
    data(reassembler, Direction.TO_CLIENT, 500, "abc", 0, 0);
    assertEquals("<[ <] <abc <d", recorder.story());
  }

  private static TcpReassembler reassembler(Recorder recorder, int limit) {
    return new TcpReassembler(recorder, new BufferBudget(limit, limit), new Tally());
  }

  private static void syn(TcpReassembler reassembler, Direction from, int sequence) {
    reassembler.segment(from, sequence, 0, Wire.SYN, new byte[0], 0, 0, 0, 0);
  }

  private static void data(
      TcpReassembler reassembler,
      Direction from,
      int sequence,
      String payload,
      int missing,
      int flags) {
    byte[] bytes = Wire.text("__" + payload + "__");
    reassembler.segment(from, sequence, 0, flags, bytes, 2, payload.length(), missing, 0);
  }
}
