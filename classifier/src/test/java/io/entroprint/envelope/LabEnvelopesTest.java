package io.entroprint.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.StreamStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a fixed threshold says of the lab's sessions, and what the length-corrected one says. */
@Tag("shared")
class LabEnvelopesTest {
  private static final Path LAB =
      Path.of(System.getProperty("entroprint.shared", ""), "captures", "lab");
  private static final long SHORT = 8192;

  private static final String FIXED = "Port: all\nRange: 1 65536 0 7.9\n";
  private static final String CORRECTED =
      "Port: all\nCumulative: no\nBoundUnit: deviations\nMinBytes: 64\nRange: 1 65536 -inf -3\n";
  private static final String CORRECTED_SUM =
      "Port: all\nBoundUnit: deviations\nMinBytes: 64\nRange: 1 65536 -inf -4\n";

  /** Streams of a label: those that raised an alarm, and those in alarm at their end. */
  private static String found(String envelope, String label, boolean onlyShort) throws IOException {
    Map<String, NamedCsvRecord> labels = labels();
    Set<String> captures = new TreeSet<>();
    Set<String> meant = new HashSet<>();
    labels.forEach(
        (id, row) -> {
          boolean isShort = Long.parseLong(row.getField("payload_bytes")) < SHORT;
          if (row.getField("label").equals(label) && (isShort || !onlyShort)) {
            captures.add(row.getField("capture"));
            meant.add(id);
          }
        });
    int ever = 0;
    int atEnd = 0;
    for (String capture : captures) {
      Map<StreamStart, Alarm.Kind> last = new HashMap<>();
      EnvelopeMonitor monitor =
          new EnvelopeMonitor(
              List.of(ProtoSpecTest.parse(envelope)),
              alarm -> last.put(alarm.stream(), alarm.kind()));
      try (CaptureReader reader = CaptureReader.open(LAB.resolve(capture));
          FlowTable table = FlowTable.builder(monitor).build()) {
        table.acceptAll(reader);
      }
      for (Map.Entry<StreamStart, Alarm.Kind> entry : last.entrySet()) {
        if (meant.contains(id(capture, entry.getKey().key()))) {
          ever++;
          atEnd += entry.getValue() == Alarm.Kind.RISING ? 1 : 0;
        }
      }
    }
    return ever + " and at the end " + atEnd + " of " + meant.size();
  }

  @Test
  void shortSessionsOfSsh2AreFoundOnlyByTheLengthCorrectedBound() throws IOException {
    assertEquals("0 and at the end 0 of 87", found(FIXED, "ssh-2", true));
    assertEquals("87 and at the end 87 of 87", found(CORRECTED, "ssh-2", true));
  }

  @Test
  void allSessionsOfSsh2AreFoundOnlyByTheLengthCorrectedBound() throws IOException {
    assertEquals("64 and at the end 64 of 283", found(FIXED, "ssh-2", false));
    assertEquals("283 and at the end 283 of 283", found(CORRECTED, "ssh-2", false));
  }

  /** Its handshake is random bytes; the video behind it is not quite. */
  @Test
  void rtmpLooksRandomToAnyBoundAtFirstAndComesBack() throws IOException {
    assertEquals("94 and at the end 15 of 106", found(FIXED, "rtmp", false));
    assertEquals("106 and at the end 20 of 106", found(CORRECTED, "rtmp", false));
    assertEquals("100 and at the end 0 of 106", found(CORRECTED_SUM, "rtmp", false));
  }

  /** It was said never to; typed sessions do not, copied files do. */
  @Test
  void ssh1CrossesTheFixedThresholdInMoreThanHalfOfItsSessions() throws IOException {
    assertEquals("40 and at the end 40 of 72", found(FIXED, "ssh-1", false));
  }

  private static Map<String, NamedCsvRecord> labels() throws IOException {
    Map<String, NamedCsvRecord> labels = new HashMap<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(LAB.resolve("labels.csv"))) {
      for (NamedCsvRecord row : rows) {
        String id =
            row.getField("capture")
                + " "
                + row.getField("client_ip")
                + " "
                + row.getField("client_port")
                + " "
                + row.getField("server_ip")
                + " "
                + row.getField("server_port");
        if (row.getField("proto").equals("tcp")) {
          labels.put(id, row);
        }
      }
    }
    return labels;
  }

  private static String id(String capture, FlowKey key) {
    return capture
        + " "
        + key.client()
        + " "
        + key.clientPort()
        + " "
        + key.server()
        + " "
        + key.serverPort();
  }
}
