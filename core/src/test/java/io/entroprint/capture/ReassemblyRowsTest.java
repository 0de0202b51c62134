package io.entroprint.capture;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.packets.Wire;
import io.entroprint.stream.StreamStart.Beginning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a table makes of the segments of one five-tuple, row by row.
 *
 * <p>A segment is {@code SIDE FLAGS SEQUENCE [, ACKNOWLEDGEMENT] [: PAYLOAD]}, the numbers counted
 * from the side's SYN, which is 0 (so 1 is the first byte); {@code +9} before it lets so many
 * tenths of a second pass. Flags are S, F, R and, where an acknowledgement is given, ACK. The
 * expectation is one stream a part, divided by {@code |}: its beginning where it is not SEEN, what
 * the observer is told, {@code gap} where bytes are missing, and how it ended.
 */
class ReassemblyRowsTest {
  private static final String[][] ROWS = {
    {"a whole connection", "CS0 SS0,1 C1,1 C1,1:ab S1,3:xy CF3,3 SF3,4 C4,4", ">ab <xy FIN"},
    {"SYN with data", "CS0:ab SS0,3 C3,1:cd", ">ab >cd CLOSED"},
    {"SYN with data that is not acknowledged", "CS0:ab SS0,1 C1,1:ab C3,1:c", ">ab >c CLOSED"},
    {"SYN+ACK with data", "CS0 SS0,1:hi C1,3:ab", "<hi >ab CLOSED"},
    {"data before SYN", "C1,1:ab CS0 SS0,1 S1,3:xy", ">ab <xy CLOSED"},
    {"data and answer before SYN", "C1,1:ab S1,3:xy CS0 SS0,1 C3,3:c", ">ab <xy >c CLOSED"},
    {"data before SYN in the wrong order", "C3,1:cd C1,1:ab CS0 SS0,1", ">[ >] >ab >cd CLOSED"},
    {"data before SYN+ACK alone", "S1,3:xy SS0,1 C1,1:ab", "<xy >ab CLOSED"},
    {"data a second before SYN", "C1,1:ab +10 CS0 SS0,1 S1,3:xy", ">ab <xy CLOSED"},
    {"a connection before its SYN", "C1,1:ab S1,3:x CF3,2 SF2,4 C4,3 +10 CS0", ">ab <x FIN"},
    {
      "the end of another before a SYN",
      "C5000001,1:ab CS0 SS0,1 C1,1:cd",
      "MISSING >ab REPLACED | >cd CLOSED"
    },
    {"no SYN", "C1,1:ab S1,3:xy", "MISSING >ab <xy CLOSED"},
    {"no SYN, then too late", "C1,1:ab +30 C3,1:c CS0 C4,1:d", "MISSING >ab >c >d CLOSED"},
    {"only the last of the handshake", "C1,1 C1,1:ab S1,3:xy", "INFERRED >ab <xy CLOSED"},
    {"the same, the server first", "C1,1 S1,1:xy C1,3:ab", "INFERRED <xy >ab CLOSED"},
    {"the same, out of order", "C1,1 C3,1:cd C1,1:ab", "INFERRED >[ >] >ab >cd CLOSED"},
    {"an acknowledgement within a download", "C1,1 S9,1:xy", "MISSING <xy CLOSED"},
    {"an acknowledgement of the server", "S1,1 S1,1:xy", "MISSING <xy CLOSED"},
    {"RST with data", "CS0 SS0,1 C1,1:ab SR1,3:no C3,1:c", ">ab <no >c RST"},
    {"RST with nothing known", "CR1:why", ""},
    {"what was under way at a RST", "CS0 SS0,1 C3,1:c SR1 C1,1:ab", ">[ >] >ab >c RST"},
    {"FIN with a hole", "CS0 SS0,1 CF3,1:c S1,1:x C1,1:ab S2,4:y", ">[ <x >] >ab >c <y CLOSED"},
    {"FIN with a hole that stays", "CS0 SS0,1 CF3,1:c SF1,4 C4,2", ">[ gap FIN"},
    {"FIN of one side only", "CS0 SS0,1 CF1,1:ab S1,4:xyz", ">ab <xyz CLOSED"},
    {"data behind a FIN", "CS0 SS0,1 CF1,1:ab C4,1:cd S1,4:x", ">ab >[ <x gap CLOSED"},
    {"conflicting overlap", "CS0 SS0,1 C1,1:abc C2,1:XYZ", ">abc >Z CLOSED"},
    {"conflicting overlap that waits", "CS0 SS0,1 C3,1:cd C1,1:abXX", ">[ >] >ab >cd CLOSED"},
    {"zero window and its probe", "CS0 SS0,1 C1,1:ab S1,3 C3,1:c S1,3 C3,1:cd", ">ab >c >d CLOSED"},
    {"keep-alive with a byte", "CS0 SS0,1 C1,1:ab C2,1:b S1,3 C3,1:c", ">ab >c CLOSED"},
    {"keep-alive before any byte", "CS0 SS0,1 C0,1:z S1,1 C1,1:ab", ">ab CLOSED"},
    {"keep-alive without a byte", "CS0 SS0,1 C1,1:ab C2,1 S1,3", ">ab CLOSED"},
    {"a jump far ahead", "CS0 SS0,1 C1,1:ab C2000000000,1:z C3,1:c", ">ab >c >[ gap CLOSED"},
    {"a jump far back", "CS0 SS0,1 C1,1:ab C-900000000,1:zz C3,1:c", ">ab >c >[ gap CLOSED"},
    {"a jump within a window", "CS0 SS0,1 C1,1:ab C60000,1:z", ">ab >[ gap CLOSED"},
    {"the same SYN again", "CS0 CS0 SS0,1 SS0,1 C1,1:ab", ">ab CLOSED"},
    {"another SYN", "CS0 CS700 SS0,701 C701,1:ab", "REPLACED | >ab CLOSED"},
    {
      "SYN behind both FIN",
      "CS0 SS0,1 C1,1:a CF2,1 SF1,3 C3,2 CS0 SS0,1 C1,1:b",
      ">a FIN | >b CLOSED"
    },
    {
      "SYN behind FIN without the last ACK",
      "CS0 SS0,1 CF1,1:a SF1,3 CS0 C1:b",
      ">a FIN | >b CLOSED"
    },
    {"SYN behind a RST", "CS0 SS0,1 C1,1:a SR1 CS0 SS0,1 C1,1:b", ">a RST | >b CLOSED"},
    {"SYN of a refused attempt again", "CS0 SR0,1 CS0 SS0,1 C1,1:a", ">a CLOSED"},
    {"SYN+ACK behind the client's RST", "CS0 SS0,1 CR1 SS0,1 SR1", "RST"},
    {"one side's capture played again", "CS0 C1:a CF2 CS0 C1:b CF2", ">a REPLACED | >b CLOSED"},
    {"the other side's again", "SS0,1 S1,1:a SF2,1 SS0,1 S1,1:b", "<a REPLACED | <b CLOSED"},
    {
      "reuse without FIN",
      "CS0 SS0,1 C1,1:a CS5000 SS900,5001 C5001,901:b",
      ">a REPLACED | >b CLOSED"
    },
    {"simultaneous open", "CS0 SS0 CS0,1 SS0,1 C1,1:a S1,2:x", ">a <x CLOSED"},
    {"a second SYN+ACK that counts", "CS0 SS0,1 SS500,1 S501,1:x C1,502:a", "<x >a CLOSED"},
    {"a second SYN+ACK that does not", "CS0 SS0,1 SS500,1 S1,1:x C1,2:a", "<x >a CLOSED"},
    {"a second SYN+ACK, both counting", "CS0 SS0,1 S1,1:x SS500,1 S501,1:y", "<x <[ gap CLOSED"},
    {"one direction, the client's", "CS0 C1,1:ab CF3,1", ">ab CLOSED"},
    {"one direction, the server's", "SS0,1 S1,1:ab SF3,1", "<ab CLOSED"},
    {"the server's direction first", "SS0,1 S1,1:xy S3,3:z CS0 C1,1:ab", "<xy <z >ab CLOSED"},
    {"only acknowledgements", "C1,1 S1,1 C1,1", ""},
    {"a late segment", "CS0 SS0,1 C1,1:a CF2,1 SF1,3 C3,2 C1,1:a", ">a FIN"},
  };

  private static final Map<Character, Integer> FLAGS =
      Map.ofEntries(entry('S', Wire.SYN), entry('F', Wire.FIN), entry('R', Wire.RST));

  static Stream<Arguments> rows() {
    List<Arguments> rows = new ArrayList<>();
    for (String[] row : ROWS) {
      // Around zero, and where the numbers wrap or change their sign on the way.
      for (int initial : new int[] {1000, -2, Integer.MAX_VALUE - 1}) {
        rows.add(Arguments.of(row[0], row[1], row[2], initial));
      }
    }
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}, from {3}")
  @MethodSource("rows")
  void tells(String name, String segments, String expected, int initial) {
    Tap tap = new Tap().linkType(101);
    for (String segment : segments.split(" ", -1)) {
      if (segment.charAt(0) == '+') {
        tap.pause(Integer.parseInt(segment.substring(1)) * Tap.SECOND / 10);
      } else {
        send(tap, segment, initial);
      }
    }
    tap.close();
    assertEquals(
        expected,
        tap.streams.stream().map(ReassemblyRowsTest::told).collect(Collectors.joining(" | ")));
    assertEquals(0, tap.table.counters().bufferedBytes());
  }

  private static String told(Recorder stream) {
    Beginning beginning = stream.start.beginning();
    List<String> parts = new ArrayList<>();
    if (beginning != Beginning.SEEN) {
      parts.add(beginning.name());
    }
    parts.addAll(stream.events);
    if (stream.summary.gap()) {
      parts.add("gap");
    }
    parts.add(stream.summary.reason().name());
    return String.join(" ", parts);
  }

  private static void send(Tap tap, String segment, int initial) {
    boolean client = segment.charAt(0) == 'C';
    int at = 1;
    int flags = 0;
    while (FLAGS.containsKey(segment.charAt(at))) {
      flags |= FLAGS.get(segment.charAt(at++));
    }
    String[] parts = segment.substring(at).split(":", 2);
    String[] numbers = parts[0].split(",", -1);
    int sequence = (client ? initial : -initial) + Integer.parseInt(numbers[0]);
    int acknowledgement = 0;
    if (numbers.length > 1) {
      flags |= Wire.ACK;
      acknowledgement = (client ? -initial : initial) + Integer.parseInt(numbers[1]);
    }
    byte[] payload = Wire.text(parts.length > 1 ? parts[1] : "");
    byte[] tcp =
        Wire.tcp(
            client ? 40_000 : 80, client ? 80 : 40_000, sequence, acknowledgement, flags, payload);
    tap.send(
        Wire.ipv4(client ? Wire.CLIENT : Wire.SERVER, client ? Wire.SERVER : Wire.CLIENT, 6, tcp));
  }
}
