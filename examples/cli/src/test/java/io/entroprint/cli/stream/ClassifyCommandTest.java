package io.entroprint.cli.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.entroprint.cli.ExampleLibrary;
import io.entroprint.cli.Ran;
import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandTest {
  private static final String CONTRACT =
      "timestamp event_type pcap_filename proto src_ip src_port dest_ip dest_port community_id "
          + "flow.start flow.end flow.pkts_toserver flow.pkts_toclient flow.bytes_toserver "
          + "flow.bytes_toclient entroprint.label entroprint.decision entroprint.reason "
          + "entroprint.confidence "
          + "entroprint.client entroprint.client_confidence entroprint.server "
          + "entroprint.server_confidence entroprint.settings entroprint.settings_confidence "
          + "entroprint.nature "
          + "entroprint.distance entroprint.margin entroprint.nearest entroprint.offset "
          + "entroprint.gap entroprint.midstream entroprint.library";

  @TempDir static Path directory;

  private static Path library;

  @BeforeAll
  static void trainALibrary() {
    library = ExampleLibrary.trainTo(directory.resolve("examples.txt"));
  }

  private static Ran classify(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "classify";
    all[1] = "--library";
    all[2] = library;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Ran.command(all).withCode(0).silent();
  }

  /** The values of a line by their names, those of inner objects as {@code flow.start}. */
  private static Map<String, String> fields(String line) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      String prefix = "";
      String name = "";
      while (parser.nextToken() != null) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.FIELD_NAME) {
          name = parser.currentName();
        } else if (token == JsonToken.START_OBJECT) {
          prefix = name.isEmpty() ? "" : name + ".";
        } else if (token == JsonToken.END_OBJECT) {
          prefix = "";
        } else {
          fields.put(prefix + name, parser.getText());
        }
      }
    }
    return fields;
  }

  @Test
  void printsTheFieldsOfTheContractInTheirOrder() throws IOException {
    Path capture =
        TinyCapture.create().tcp(50412, 22, "hello", "good day").writeTo(directory.resolve("a"));
    Map<String, String> fields = fields(classify("--json", capture).lines().get(0));
    assertEquals(CONTRACT, String.join(" ", fields.keySet()));
    assertEquals("entroprint", fields.get("event_type"));
    assertEquals(capture.toString(), fields.get("pcap_filename"));
    assertEquals("TCP", fields.get("proto"));
    assertEquals("192.0.2.1", fields.get("src_ip"));
    assertEquals("50412", fields.get("src_port"));
    assertEquals("2026-11-21T20:44:46.123456+0000", fields.get("flow.start"));
    assertEquals("5", fields.get("flow.bytes_toserver"));
    assertEquals("8", fields.get("entroprint.offset"));
    assertEquals("false", fields.get("entroprint.midstream"));
    assertEquals("examples@1.0.0", fields.get("entroprint.library"));
  }

  /** With nothing to compare there is no distance, and JSON has no NaN. */
  @Test
  void saysUndecidedOfAStreamWithoutPayload() throws IOException {
    Path capture = TinyCapture.create().tcp(1, 2, "", "").writeTo(directory.resolve("empty"));
    Map<String, String> fields = fields(classify("--json", capture).lines().get(0));
    assertEquals("undecided", fields.get("entroprint.label"));
    assertEquals("undecided", fields.get("entroprint.decision"));
    assertEquals("no-payload", fields.get("entroprint.reason"));
    assertEquals("null", fields.get("entroprint.distance"));
    assertEquals("", fields.get("entroprint.nearest"));
  }

  /** But the nature of a long stream, everything rests on the first 4 KiB of each direction. */
  @Test
  void measuresLessWhereThatIsAskedFor() throws IOException {
    List<String> all = classify("--json", Ran.exampleCaptures()).lines();
    List<String> less = classify("--json", "--measured", "4096", Ran.exampleCaptures()).lines();
    assertEquals(all.size(), less.size());
    for (int i = 0; i < all.size(); i++) {
      Map<String, String> expected = fields(all.get(i));
      Map<String, String> found = fields(less.get(i));
      expected.remove("entroprint.nature");
      found.remove("entroprint.nature");
      assertEquals(expected, found);
    }
    Ran.command("classify", "--measured", "4095", Ran.exampleCaptures()).withCode(2);
  }

  /** The streams that the library was made of are their own nearest fingerprints. */
  @Test
  void knowsEveryStreamItWasTrainedOn() throws IOException {
    Map<String, String> truth = new LinkedHashMap<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(Ran.exampleCaptures().resolve("labels.csv"))) {
      for (NamedCsvRecord row : rows) {
        truth.put(
            row.getField("capture") + " " + row.getField("client_port"), row.getField("label"));
      }
    }
    int asked = 0;
    for (String line : classify("--json", "--force", Ran.exampleCaptures()).lines()) {
      Map<String, String> fields = fields(line);
      String label = truth.get(fields.get("pcap_filename") + " " + fields.get("src_port"));
      if (!label.equals("?")) {
        assertEquals(label, fields.get("entroprint.label"), line);
        assertEquals("known", fields.get("entroprint.decision"), line);
        asked++;
      }
    }
    assertEquals(111, asked);
  }

  @Test
  void answersUnknownWithTheNearestLabelOnlyWhenForced() throws IOException {
    Path capture =
        TinyCapture.create()
            .tcp(1, 2, "\u0001\u0001\u0001\u0001".repeat(20), "\u00ff".repeat(3000))
            .writeTo(directory.resolve("strange"));
    Map<String, String> fields = fields(classify("--json", capture).lines().get(0));
    assertEquals("unknown", fields.get("entroprint.label"));
    assertEquals("unknown", fields.get("entroprint.decision"));
    Map<String, String> forced = fields(classify("--json", "--force", capture).lines().get(0));
    assertEquals("known", forced.get("entroprint.decision"));
    assertTrue(
        fields.get("entroprint.nearest").startsWith(forced.get("entroprint.label") + "/"),
        forced.toString());
  }

  @Test
  void asksTheBundledLibraryUnlessToldOtherwise() throws IOException {
    Path capture = Ran.exampleCaptures().resolve("ssh1.pcap");
    for (String line : Ran.command("classify", "--json", capture).withCode(0).silent().lines()) {
      assertTrue(fields(line).get("entroprint.library").startsWith("bundled@"), line);
      assertEquals("ssh-1", fields(line).get("entroprint.label"), line);
    }
  }

  @Test
  void printsATableWithASumForEachLabel() {
    List<String> lines = classify(Ran.exampleCaptures()).lines();
    assertTrue(lines.get(0).startsWith("PROTO  CLIENT "), lines.get(0));
    assertEquals("ftp.pcap:", lines.get(1));
    assertTrue(lines.stream().anyMatch(l -> l.startsWith("ssh-2 ") && l.contains(" 20 ")));
    String last = lines.get(lines.size() - 1);
    assertTrue(last.startsWith("all ") && last.contains(" 115 "), last);
    assertFalse(lines.stream().anyMatch(l -> l.endsWith(" ")));
  }

  /** By a look or two, so before the end of all but the shortest. */
  @Test
  void saysAtWhichOffsetALabelWasDecided() throws IOException {
    Path capture = Ran.exampleCaptures().resolve("ssh2.pcap");
    int early = 0;
    for (String line : classify("--json", "--precision", "0.5", capture).lines()) {
      Map<String, String> fields = fields(line);
      assertEquals(CONTRACT + " entroprint.decided_at", String.join(" ", fields.keySet()));
      if (!fields.get("entroprint.decided_at").equals("null")) {
        assertEquals("ssh-2", fields.get("entroprint.label"), line);
        early +=
            Integer.parseInt(fields.get("entroprint.decided_at"))
                    < Integer.parseInt(fields.get("entroprint.offset"))
                ? 1
                : 0;
      }
    }
    assertTrue(early > 0);
  }

  /** An event for each stream that has an offset in the end, at a time within the stream. */
  @Test
  void tellsOfEventsAsTheyHappen() throws IOException {
    Object[] asked = {"--json", "--precision=.5", "--events", Ran.exampleCaptures()};
    Ran ran = classify(asked);
    Map<String, Map<String, String>> decided = new LinkedHashMap<>();
    int ended = 0;
    for (String line : ran.lines()) {
      Map<String, String> fields = fields(line);
      String flow =
          fields.get("pcap_filename") + fields.get("community_id") + fields.get("flow.start");
      if (fields.containsKey("entroprint.event")) {
        boolean first = decided.put(flow, fields) == null;
        assertEquals(first ? "decided" : "changed", fields.get("entroprint.event"), line);
      } else {
        ended++;
        Map<String, String> last = decided.remove(flow);
        String at = last == null ? "null" : last.get("entroprint.offset");
        assertEquals(at, fields.get("entroprint.decided_at"), line);
        if (last != null) {
          assertEquals(last.get("entroprint.label"), fields.get("entroprint.label"), line);
          assertTrue(last.get("timestamp").compareTo(fields.get("flow.start")) >= 0, line);
          assertTrue(last.get("timestamp").compareTo(fields.get("flow.end")) <= 0, line);
        }
      }
    }
    assertEquals(115, ended);
    assertTrue(decided.isEmpty() && ran.lines().size() > ended + 20, ran.lines().size() + " lines");
    assertEquals(ran, classify("--threads=1", asked[0], asked[1], asked[2], asked[3]));
  }

  @Test
  void refusesOptionsThatContradictEachOther() throws IOException {
    Path capture = TinyCapture.create().udp(1, 2, "x").writeTo(directory.resolve("x"));
    Ran.command("classify", "--force", "--precision", ".9", capture).withCode(2);
    Ran.command("classify", "--json", "--events", capture).withCode(2);
    Ran.command("classify", "--precision", "99", capture).withCode(2);
  }
}
