package io.entroprint.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.entroprint.cli.Ran;
import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsCommandTest {
  @TempDir static Path directory;

  private static Path library;

  @BeforeAll
  static void train() {
    library = directory.resolve("example.fingerprints");
    Path captures = Ran.exampleCaptures();
    Path labels = captures.resolve("labels.csv");
    Ran.command("train", "--labels", labels, "--captures", captures, "-o", library).withCode(0);
  }

  private static Ran sessions(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "sessions";
    all[1] = "--library";
    all[2] = library;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Ran.command(all).withCode(0).silent();
  }

  private static Path ten() throws IOException {
    TinyCapture capture = TinyCapture.create();
    for (int i = 0; i < 10; i++) {
      capture.tcp(50000 + i, 8083, "question", "answer");
    }
    return capture.tcp(51000, 9000, "question", "answer").writeTo(directory.resolve("ten.pcap"));
  }

  @Test
  void findsTheFtpDataChannelsOfTheExampleCaptures() throws IOException {
    long labelled;
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(Ran.exampleCaptures().resolve("labels.csv"))) {
      labelled = rows.stream().filter(row -> row.getField("label").equals("ftp-data")).count();
    }
    List<String> lines = sessions("--json", Ran.exampleCaptures()).lines();
    List<String> transfers = lines.stream().filter(l -> l.contains("\"ftp_data\":{")).toList();
    assertTrue(labelled > 0);
    assertEquals(labelled, transfers.stream().filter(l -> !l.contains("\"assumed\"")).count());
    for (String line : lines) {
      try (JsonParser parser = new JsonFactory().createParser(line)) {
        while (parser.nextToken() != null) {
          parser.getText();
        }
      }
    }
  }

  @Test
  void printsClustersOfAllStreamsWhereTheyAreAskedFor() throws IOException {
    Path file = ten();
    assertTrue(sessions(file).out().contains("Clusters of streams to one destination: none\n"));
    List<String> lines = sessions("--all", file).lines();
    assertTrue(lines.contains("Clusters of streams to one destination: 1"), lines.toString());
    String row = lines.get(lines.indexOf("Clusters of streams to one destination: 1") + 2);
    // The ten starts are 6 ms apart.
    assertTrue(
        row.matches(
            "2026-11-21T20:44:46.123456 +0.054 +TCP 198.51.100.2:8083 +10 +1 +10000.0 +140 .*"),
        row);
    String json = sessions("--json", "--all", file).lines().get(0);
    assertTrue(
        json.startsWith(
            "{\"timestamp\":\"2026-11-21T20:44:46.123456+0000\",\"event_type\":\"entroprint\","
                + "\"proto\":\"TCP\",\"dest_ip\":\"198.51.100.2\",\"dest_port\":8083,"
                + "\"cluster\":{\"start\":\"2026-11-21T20:44:46.123456+0000\","
                + "\"last_start\":\"2026-11-21T20:44:46.177456+0000\",\"streams\":10,"
                + "\"clients\":1,\"per_minute\":10000.0,\"bytes\":140,"),
        json);
  }

  /** Seven calls ten minutes apart; the fifth of eight is missing. A connection takes 6 ms. */
  @Test
  void findsSessionsThatRecur() throws IOException {
    TinyCapture capture = TinyCapture.create();
    for (int i = 0; i < 8; i++) {
      if (i != 4) {
        capture.tcp(50000 + i, 8083, "question", "answer");
      }
      capture.pause(600);
    }
    Path file = capture.writeTo(directory.resolve("calls.pcap"));
    List<String> lines = sessions(file).lines();
    String row = lines.get(lines.size() - 1);
    assertTrue(
        row.matches(
            "2026-11-21T20:44:46.123456 +192.0.2.1 +TCP 198.51.100.2:8083 +7 +1 +1.2 +600.006 "
                + "+0.000 +0.005 +14"),
        row);
    assertEquals(
        "{\"timestamp\":\"2026-11-21T20:44:46.123456+0000\",\"event_type\":\"entroprint\","
            + "\"src_ip\":\"192.0.2.1\",\"proto\":\"TCP\",\"dest_ip\":\"198.51.100.2\","
            + "\"dest_port\":8083,\"recurring\":{\"start\":\"2026-11-21T20:44:46.123456+0000\","
            + "\"last_start\":\"2026-11-21T21:54:46.159456+0000\",\"sessions\":7,"
            + "\"occurrences\":7,\"missed\":1,\"period\":600.006,\"jitter\":0.0,"
            + "\"duration\":0.005,\"bytes_each\":14,\"bytes\":98}}",
        sessions("--json", file).lines().get(0));
    assertTrue(sessions("--recurring-span", "9000", file).out().endsWith("do): none\n"));
    assertTrue(sessions("--recurring-min", "8", file).out().endsWith("do): none\n"));
  }

  /** The interval that is the period is off by nothing, and says nothing of the jitter. */
  @Test
  void theJitterOfThreeIsThatOfTheOtherInterval() throws IOException {
    TinyCapture capture = TinyCapture.create();
    for (int i = 0; i < 3; i++) {
      capture.tcp(50000 + i, 8083, "question", "answer");
      capture.pause(i == 0 ? 100 : 110);
    }
    Path file = capture.writeTo(directory.resolve("three.pcap"));
    Ran ran = sessions("--json", "--recurring-min", "3", "--recurring-span", "1", file);
    assertTrue(ran.lines().get(0).contains("\"period\":100.006,\"jitter\":14.826,"), ran.out());
  }

  @Test
  void saysWhatElseTheHostsOfAStreamDid() throws IOException {
    Path file = ten();
    String streams = Ran.command("streams", "--json", file).lines().get(10);
    int at = streams.indexOf("\"community_id\":\"") + 16;
    String id = streams.substring(at, streams.indexOf('"', at));
    Ran ran = sessions("--around", id, "--within", "0.02", file);
    assertEquals(
        "Around TCP 192.0.2.1:51000 -> 198.51.100.2:9000 of 2026-11-21T20:44:46.183456: 4",
        ran.lines().get(0));
    assertEquals(6, ran.lines().size());
    assertEquals(4, sessions("--json", "--around", id, "--within", "0.02", file).lines().size());
    String ends = "tcp 198.51.100.2:9000 192.0.2.1:51000";
    assertEquals(ran.lines(), sessions("--around", ends, "--within", "0.02", file).lines());
    String other = "1:" + "A".repeat(27) + "=";
    Ran none = Ran.command("sessions", "--library", library, "--around", other, file);
    assertEquals(List.of("entroprint: no stream is " + other), none.withCode(1).problems());
    Ran.command("sessions", "--library", library, "--around", "1:none", file).withCode(2);
  }
}
