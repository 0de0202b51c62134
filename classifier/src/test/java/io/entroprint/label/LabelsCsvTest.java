package io.entroprint.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LabelsCsvTest {
  private static final String HEADER =
      "capture,proto,client_ip,client_port,server_ip,server_port,start,label\n";
  private static final String GOOD = "a.pcap,tcp,10.0.0.1,1,10.0.0.2,2,1.5,ssh-2\n";

  @TempDir private Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("labels.csv"), text);
  }

  @Test
  void readsALabel() throws IOException {
    FlowLabel label = LabelsCsv.read(file(HEADER + GOOD)).get(0);
    assertEquals(1_500_000_000L, label.startNanos().orElseThrow());
    assertEquals(1, label.key().clientPort());
    assertEquals("ssh-2", label.label().orElseThrow().name());
  }

  @ParameterizedTest
  @CsvSource({
    "1.5",
    "1970-01-01T00:00:01.5Z",
    "1970-01-01T01:00:01.5+01:00",
  })
  void readsTimesAsSecondsAndInIsoForm(String start) throws IOException {
    String row = "a.pcap,tcp,10.0.0.1,1,10.0.0.2,2," + start + ",ssh-2\n";
    FlowLabel label = LabelsCsv.read(file(HEADER + row)).get(0);
    assertEquals(1_500_000_000L, label.startNanos().orElseThrow());
  }

  @Test
  void theStartMayBeLeftOutWhereACaptureIsNamed() throws IOException {
    String header = HEADER.replace("start,", "");
    Path file = file(header + "a.pcap,tcp,10.0.0.1,1,10.0.0.2,2,ssh-2\n");
    assertTrue(LabelsCsv.read(file).get(0).startNanos().isEmpty());
    Path anywhere = file(header + ",tcp,10.0.0.1,1,10.0.0.2,2,ssh-2\n");
    IOException failure = assertThrows(IOException.class, () -> LabelsCsv.read(anywhere));
    assertTrue(failure.getMessage().endsWith("start: needed where no capture is named"));
  }

  /** What the first row lacks is not missing in the heading. */
  @Test
  void aFirstRowThatEndsEarlyIsToldByItsOwnLine() throws IOException {
    Path file = file(HEADER + "a.pcap,tcp,10.0.0.1\n");
    IOException failure = assertThrows(IOException.class, () -> LabelsCsv.read(file));
    String line = file + " line 2: not a label of a stream: no field 'client_port'";
    assertTrue(failure.getMessage().startsWith(line), failure.getMessage());
  }

  /** As {@code streams --labels} writes it: nothing is said of the stream yet. */
  @Test
  void passesOverRowsThatAreToBeFilledIn() throws IOException {
    Path file = file(HEADER + GOOD.replace("ssh-2", "") + GOOD);
    assertEquals(1, LabelsCsv.read(file).size());
    Path bare = file(HEADER + GOOD.replace("ssh-2", "?"));
    assertTrue(LabelsCsv.read(bare).get(0).label().isEmpty());
  }

  /** Whatever a line holds, it is named, with what was expected. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.pcap,tcp,10.0.0.1 | no field 'client_port'",
        "a.pcap | no field 'proto'",
        "a.pcap,sctp,10.0.0.1,1,10.0.0.2,2,1,x | proto: expected tcp or udp, found 'sctp'",
        "a.pcap,tcp,10.0.0.256,1,10.0.0.2,2,1,x | client_ip: not an IP address: 10.0.0.256",
        "a.pcap,tcp,10.0.0.1,65536,10.0.0.2,2,1,x | client_port: expected a port, found '65536'",
        "a.pcap,tcp,10.0.0.1,1,10.0.0.2,-2,1,x | server_port: expected a port, found '-2'",
        "a.pcap,tcp,10.0.0.1,1,10.0.0.2,2,1e2147483640,x | start: expected seconds since 1970 or a"
            + " time as in ISO 8601, found '1e2147483640'",
        "a.pcap,tcp,10.0.0.1,1,10.0.0.2,2,1e30000000,x | start: expected seconds since 1970 or a"
            + " time as in ISO 8601, found '1e30000000'",
      })
  void saysWhichLineIsWrongAndWhatWasExpected(String row, String expected) throws IOException {
    Path file = file(HEADER + GOOD + row + "\n");
    IOException failure = assertThrows(IOException.class, () -> LabelsCsv.read(file));
    assertEquals(file + " line 3: not a label of a stream: " + expected, failure.getMessage());
  }

  /** Such as what a full disk left, or another file than was meant. */
  @Test
  void aFileWithoutRowsHasTheColumnsAllTheSame() throws IOException {
    assertEquals(0, LabelsCsv.read(file(HEADER)).size());
    for (String none : new String[] {"", "\n", "\u0000\u0001", "label\n"}) {
      Path file = file(none);
      IOException failure = assertThrows(IOException.class, () -> LabelsCsv.read(file));
      assertTrue(
          failure.getMessage().startsWith(file + " line 1: no column 'capture'; expected "),
          failure.getMessage());
    }
  }
}
