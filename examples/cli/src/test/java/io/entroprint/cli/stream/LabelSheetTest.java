package io.entroprint.cli.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code streams --labels}: a sheet that {@code train} reads back, once it is filled in. */
class LabelSheetTest {
  @TempDir Path directory;

  private Path copyOf(String capture) throws IOException {
    Files.copy(Ran.exampleCaptures().resolve(capture), directory.resolve(capture));
    return directory;
  }

  @Test
  void namesEachStreamOnceAndLeavesTheLabelEmpty() throws IOException {
    copyOf("http.pcap");
    List<String> sheet = Ran.command("streams", "--labels", directory).withCode(0).silent().lines();
    assertEquals(
        "capture,proto,client_ip,client_port,server_ip,server_port,start,label,client,server,"
            + "settings,nature,group,bytes",
        sheet.get(0));
    assertEquals(14, sheet.size());
    assertTrue(
        sheet
            .get(1)
            .matches(
                "http\\.pcap,tcp,198\\.[0-9.]+,\\d+,198\\.[0-9.]+,\\d+,2026-11-\\d\\dT[0-9:.]+Z,,,,,,,\\d+"),
        sheet.get(1));
  }

  @Test
  void suggestsWhatTheLibrarySays() throws IOException {
    copyOf("http.pcap");
    List<String> sheet =
        Ran.command("streams", "--labels", "--suggest", directory).withCode(0).silent().lines();
    assertTrue(sheet.get(0).endsWith(",bytes,confidence"), sheet.get(0));
    long http =
        sheet.stream().filter(row -> row.matches(".*Z,http,,,,,,\\d+,[01]\\.\\d\\d")).count();
    assertEquals(13, http);
  }

  /** The walk of somebody without a program of their own: list, fill in, train, ask. */
  @Test
  void trainReadsItBack() throws IOException {
    copyOf("http.pcap");
    copyOf("ssh2.pcap");
    Path labels = directory.resolve("labels.csv");
    Files.writeString(labels, Ran.command("streams", "--labels", directory).withCode(0).out());
    Path library = directory.resolve("mine.library");
    Ran empty = Ran.command("train", "--captures", directory, "-o", library).withCode(1);
    assertEquals("entroprint: there is no stream to train on\n", empty.err());

    List<String> filled = new ArrayList<>();
    for (String row : Files.readAllLines(labels)) {
      filled.add(row.replace("Z,,", row.startsWith("ssh2") ? "Z,mine-1," : "Z,mine-2,"));
    }
    Files.write(labels, filled);
    Ran.command("train", "--captures", directory, "-o", library).withCode(0).silent();
    Ran asked = Ran.command("classify", "--library", library, "--force", directory);
    assertEquals(13, asked.lines().stream().filter(row -> row.contains(" mine-2 ")).count());
  }

  @Test
  void saysWhatMayHaveBeenMeantByANewLabel() throws IOException {
    copyOf("ssh2.pcap");
    copyOf("http.pcap");
    String sheet = Ran.command("streams", "--labels", directory).withCode(0).out();
    Path labels = directory.resolve("labels.csv");
    Files.writeString(
        labels, sheet.replaceAll("(?m)(^ssh2.*Z),,", "$1,vrcp,").replace("Z,,", "Z,http,"));
    Ran ran =
        Ran.command("train", "--captures", directory, "-o", directory.resolve("library"))
            .withCode(0);
    assertEquals(1, ran.problems().size(), ran.err());
    assertTrue(
        ran.err().contains(": no label 'vrcp' in the bundled library; did you mean brpc or rtcp?"),
        ran.err());
  }

  /** Before the captures are read, not after. */
  @Test
  void theNameAndThePlaceOfTheLibraryAreCheckedFirst() {
    Ran name =
        Ran.command("train", "--captures", directory, "-o", directory.resolve("l"), "--name", "a b")
            .withCode(2);
    assertTrue(name.err().contains("a library's name is"), name.err());
    Ran place =
        Ran.command("train", "--captures", directory, "-o", directory.resolve("no/where"))
            .withCode(1);
    assertTrue(place.err().contains("cannot be written: there is no directory "), place.err());
  }

  @Test
  void zeekAndEveAreNotMistakenForEachOther() throws IOException {
    copyOf("http.pcap");
    Path eve =
        Files.writeString(
            directory.resolve("eve.json"), "{\"event_type\":\"flow\",\"proto\":\"TCP\"}\n");
    Path zeek =
        Files.writeString(directory.resolve("conn.log"), "{\"id.orig_h\":\"1.2.3.4\",\"ts\":1}\n");
    Path out = directory.resolve("l");
    Ran asZeek =
        Ran.command("train", "--captures", directory, "-o", out, "--zeek", eve).withCode(1);
    assertTrue(
        asZeek.err().contains("eve.json line 1: expected a connection of a Zeek log, found"));
    assertTrue(asZeek.err().contains("--eve"), asZeek.err());
    Ran asEve = Ran.command("train", "--captures", directory, "-o", out, "--eve", zeek).withCode(1);
    assertTrue(asEve.err().contains("conn.log line 1: expected an event of Suricata's EVE, found"));
    assertTrue(asEve.err().contains("--zeek"), asEve.err());
  }
}
