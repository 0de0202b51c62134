package io.entroprint.cli.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.entroprint.cli.ExampleLibrary;
import io.entroprint.cli.Ran;
import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoverCommandTest {
  @TempDir static Path directory;

  private static Path library;
  private static Path capture;

  @BeforeAll
  static void make() throws IOException {
    library = ExampleLibrary.trainTo(directory.resolve("examples.fingerprints"));
    TinyCapture made = TinyCapture.create();
    for (int i = 0; i < 6; i++) {
      String zeros = "\0\1\2\3".repeat(20) + (char) i;
      made.tcp(40000 + i, 6379, zeros + "ping", "\0\0\0\0\0\0\0\0" + zeros);
    }
    for (int i = 0; i < 5; i++) {
      made.tcp(41000 + i, 7000 + i, "~~~~~~~~~~~~~~~~~~~~~~~~" + i, "!");
    }
    made.tcp(42000, 9, "few", "b");
    capture = made.writeTo(directory.resolve("made.pcap"));
  }

  private static Ran discover(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "discover";
    all[1] = "--library";
    all[2] = library;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Ran.command(all).withCode(0).silent();
  }

  private static List<String> lines(String with) {
    return discover("--json", capture).lines().stream().filter(l -> l.contains(with)).toList();
  }

  @Test
  void groupsWhatStaysUnknown() {
    List<String> out = discover(capture).lines();
    assertEquals("11 streams of 12 were compared: 11 in 2 groups, 0 in none", out.get(0));
    String text = String.join("\n", out);
    assertTrue(text.contains("1 stream with too few bytes, or whose start was not seen"), text);
    assertTrue(text.contains("Group 1: 6 streams\n"), text);
    assertTrue(text.contains("1 client to 1 server, TCP port 6379\n"), text);
    assertTrue(text.contains("perhaps       redis, by the port alone: a hint\n"), text);
    assertTrue(text.contains("Group 2: 5 streams\n"), text);
    assertTrue(text.contains("TCP port 7000 (1), 7001 (1), 7002 (1), 7003 (1) and 1 more"), text);
    assertEquals(1, text.split("perhaps", -1).length - 1, "ports that differ are no hint");
  }

  @Test
  void eachStreamNamesItsGroupAndIsSaidAsByClassify() {
    List<String> streams = lines("\"discover\":{");
    assertEquals(11, streams.size());
    for (String line : streams) {
      int group = line.contains("\"dest_port\":6379,") ? 1 : 2;
      assertTrue(line.endsWith(",\"discover\":{\"group\":" + group + "}}"), line);
    }
    List<String> classified =
        Ran.command("classify", "--json", "--library", library, capture).withCode(0).lines();
    for (String line : streams) {
      String said = line.substring(0, line.indexOf(",\"discover\"")) + "}";
      assertTrue(classified.contains(said), said);
    }
  }

  @Test
  void saysWhatIsKnownOfAGroup() throws IOException {
    List<String> groups = lines("\"group\":{");
    assertEquals(2, groups.size());
    String first = groups.get(0);
    assertTrue(first.contains("\"group\":{\"group\":1,\"proto\":\"TCP\",\"streams\":6,"), first);
    assertTrue(first.contains("\"clients\":1,\"servers\":1,"), first);
    assertTrue(
        first.contains("\"destinations\":[{\"destination\":\"198.51.100.2:6379\",\"streams\":6}]"),
        first);
    assertTrue(first.contains("\"ports\":[{\"port\":6379,\"streams\":6}]"), first);
    assertTrue(first.contains("\"typical\":{\"pcap_filename\":\"" + capture), first);
    assertTrue(first.contains("\"hint\":\"redis\""), first);
    for (String line : discover("--json", capture).out().lines().toList()) {
      try (JsonParser json = new JsonFactory().createParser(line)) {
        while (json.nextToken() != null) {
          json.getText();
        }
      }
    }
    String summary = lines("entroprint_discovery").get(0);
    assertTrue(
        summary.endsWith(
            "\"streams\":11,\"groups\":2,\"in_none\":0,\"undecided\":1,\"sampled\":11}"),
        summary);
  }

  @Test
  void aLoneStreamIsInNoGroup() {
    List<String> alone =
        discover("--json", "--min", "6", capture).lines().stream()
            .filter(l -> l.contains("\"group\":null"))
            .toList();
    assertEquals(5, alone.size());
    assertTrue(alone.stream().allMatch(l -> l.contains("\"src_port\":4100")));
  }

  @Test
  void ofTooManyTheGroupsAreFoundAmongASample() {
    String text = discover("--sample", "9", capture).out();
    assertTrue(text.contains("found among 9 of them (--sample)"), text);
    assertTrue(text.contains("11 in 2 groups, 0 in none"), text);
  }

  @Test
  void allTakesTheNamedStreamsToo() {
    String text = discover("--all", Ran.exampleCaptures()).out();
    assertTrue(text.contains("  labels        ssh-2\n"), text);
    assertEquals(text, discover("--all", "--threads", "4", Ran.exampleCaptures()).out());
  }

  @Test
  void nothingUnknownIsSaid() {
    Path few = directory.resolve("few.pcap");
    try {
      TinyCapture.create().tcp(42000, 9, "few", "b").writeTo(few);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    String first = discover(few).lines().get(0);
    assertEquals("0 streams of 1 were compared: 0 in 0 groups, 0 in none", first);
  }

  /** Everything above ran without it, and so does the report with its map. */
  @Test
  void smileIsNotThere() {
    assertThrows(ClassNotFoundException.class, () -> Class.forName("smile.math.MathEx"));
    assertThrows(ClassNotFoundException.class, () -> Class.forName("smile.clustering.DBSCAN"));
  }
}
