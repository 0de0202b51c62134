package io.entroprint.cli.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.cli.JsonTree;
import io.entroprint.cli.Ran;
import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code classify --explain}: what a verdict rests on, and the filter that all commands share. */
class ExplainTest {
  private static final Path SSH = Ran.exampleCaptures().resolve("ssh2.pcap");

  private static List<JsonTree> json(Object... arguments) throws IOException {
    List<JsonTree> objects = new ArrayList<>();
    for (String line : Ran.command(arguments).withCode(0).silent().lines()) {
      objects.add(JsonTree.of(line));
    }
    return objects;
  }

  /** All numbers that are said to add up to a distance do so, and it is the verdict's. */
  @Test
  void contributionsAddUpToThePrintedDistance() throws IOException {
    JsonTree stream = json("classify", "--json", SSH).get(3);
    String id = stream.at("community_id").text();
    List<JsonTree> explained = json("classify", "--json", "--explain", id, SSH);
    assertEquals(1, explained.size());
    JsonTree explanation = explained.get(0).at("explanation");
    assertEquals(stream.at("entroprint"), explained.get(0).at("entroprint"));
    JsonTree nearest = explanation.at("nearest");
    JsonTree second = explanation.at("second");
    assertEquals(stream.at("entroprint.nearest"), nearest.at("fingerprint"));
    double distance = nearest.at("distance").number();
    assertEquals(stream.at("entroprint.distance").number(), distance, 0.5e-6);
    // The next label is at least as far as the margin says.
    assertTrue(
        distance + stream.at("entroprint.margin").number()
            <= second.at("distance").number() + 1e-6);
    for (JsonTree side : List.of(nearest, second)) {
      for (String by : List.of("by_view", "by_seen", "by_offset", "by_coordinate")) {
        assertEquals(side.at("distance").number(), side.at(by).sum(), 1e-9, by);
      }
      assertEquals(explanation.at("offsets").size(), side.at("by_offset").size());
    }
    List<?> offsets = (List<?>) explanation.at("offsets").value();
    assertTrue(offsets.contains(explanation.at("parting_offset").value()), offsets.toString());
  }

  @Test
  void namesAStreamByBothEndsInEitherOrder() throws IOException {
    JsonTree stream = json("classify", "--json", SSH).get(0);
    String a = stream.at("src_ip").text() + ":" + (int) stream.at("src_port").number();
    String b = stream.at("dest_ip").text() + ":" + (int) stream.at("dest_port").number();
    String table = Ran.command("classify", "--explain", a + " " + b, SSH).withCode(0).out();
    for (String id : List.of("tcp " + b + " > " + a, "TCP    " + a + "    " + b)) {
      assertEquals(table, Ran.command("classify", "--explain", id, SSH).withCode(0).silent().out());
    }
    assertTrue(table.startsWith("TCP " + a + " > " + b + " in " + SSH + ": ssh-2, conf"), table);
    assertTrue(table.contains("\nnearest: ssh-2/"), table);
    assertTrue(table.contains("\nthey part most clearly at "), table);
    assertTrue(table.contains("\nview to_client ") && table.contains("\noffset 4096 "), table);
    assertTrue(table.contains("\nspeaks for the nearest "), table);
  }

  @Test
  void saysWhenThereIsNothingToExplain(@TempDir Path directory) throws IOException {
    Path capture = TinyCapture.create().tcp(1, 2, "", "").writeTo(directory.resolve("empty"));
    String ends = "192.0.2.1:1 198.51.100.2:2";
    Ran empty = Ran.command("classify", "--explain", ends, capture).withCode(0).silent();
    assertTrue(empty.out().endsWith("nothing of it was compared\n\n"), empty.out());
    Ran json = Ran.command("classify", "--json", "--explain", ends, capture).withCode(0).silent();
    assertTrue(json.lines().get(0).endsWith(",\"explanation\":null}"), json.out());
    Ran udp = Ran.command("classify", "--explain", "udp " + ends, capture).withCode(1);
    assertEquals("entroprint: no stream is udp " + ends + "\n", udp.err());
    for (String id : List.of("1:short", "192.0.2.1:70000 192.0.2.2:1", "192.0.2.1 192.0.2.2", "")) {
      Ran bad = Ran.command("classify", "--explain", id, capture).withCode(2);
      assertTrue(bad.err().contains("must be a Community ID, or both ends"), bad.err());
    }
    Ran.command("classify", "--explain", ends, "--precision=.9", capture).withCode(2);
  }

  @Test
  void readsOnlyTheStreamsThatAFilterPasses(@TempDir Path directory) throws IOException {
    Path capture =
        TinyCapture.create()
            .tcp(1001, 22, "a", "b")
            .tcp(1002, 80, "c", "d")
            .udp(1003, 53, "e")
            .writeTo(directory.resolve("three"));
    assertEquals(3, json("streams", "--json", capture).size());
    List<JsonTree> web = json("streams", "--json", "--filter", "tcp dst port 80", capture);
    assertEquals(1, web.size());
    assertEquals(1002, web.get(0).at("src_port").number());
    assertEquals(2, json("classify", "--json", "--filter", "not port 22", capture).size());
    Ran bad = Ran.command("classify", "--filter", "port ssh", capture).withCode(2);
    assertEquals(1, bad.problems().size(), bad.err());
    assertFalse(bad.err().contains("Exception"), bad.err());
    assertTrue(bad.err().contains("--filter") && bad.err().contains("column 6"), bad.err());
  }
}
