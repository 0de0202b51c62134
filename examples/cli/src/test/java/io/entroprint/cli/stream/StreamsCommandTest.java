package io.entroprint.cli.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.entroprint.cli.Ran;
import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsCommandTest {
  @TempDir Path directory;

  /** The digests and the Community ID were computed by another program. */
  @Test
  void printsTheFieldsOfTheContract() throws IOException {
    Path file =
        TinyCapture.create().tcp(50412, 22, "hello", "good day").writeTo(directory.resolve("a"));
    Ran ran = Ran.command("streams", "--json", file).withCode(0).silent();
    assertEquals(
        "{\"timestamp\":\"2026-11-21T20:44:46.123456+0000\",\"event_type\":\"entroprint\","
            + "\"pcap_filename\":\""
            + file
            + "\",\"proto\":\"TCP\",\"src_ip\":\"192.0.2.1\",\"src_port\":50412,"
            + "\"dest_ip\":\"198.51.100.2\",\"dest_port\":22,"
            + "\"community_id\":\"1:kQRsk7SD+mILVaLS+x9wb9rgvs0=\","
            + "\"flow\":{\"start\":\"2026-11-21T20:44:46.123456+0000\","
            + "\"end\":\"2026-11-21T20:44:46.128456+0000\",\"pkts_toserver\":3,"
            + "\"pkts_toclient\":3,\"bytes_toserver\":5,\"bytes_toclient\":8},"
            + "\"stream\":{\"sha256_toserver\":"
            + "\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\","
            + "\"sha256_toclient\":"
            + "\"4cb4551bbb244be4e5fae3388c28f82d27c99ce8a6f7da5778f25e0b7f716f72\","
            + "\"sha256_both\":"
            + "\"938c0054c599e6192b730f2d1b9e0da15fa3609ca5919aa6b1ecd2a0fbba355c\",\"gap\":false,\"midstream\":false}}",
        ran.lines().get(0));
  }

  @Test
  void digestsOnlyTheFirst65536BytesOfBothDirectionsTogether() throws IOException {
    String request = "a".repeat(30_000);
    Path file =
        TinyCapture.create()
            .tcp(1, 2, request, "b".repeat(40_000))
            .writeTo(directory.resolve("long.pcap"));
    Path cut =
        TinyCapture.create()
            .tcp(1, 2, request, "b".repeat(35_536))
            .writeTo(directory.resolve("cut.pcap"));
    String ofLong = Ran.command("streams", "--json", file).withCode(0).lines().get(0);
    String ofCut = Ran.command("streams", "--json", cut).withCode(0).lines().get(0);
    assertEquals(digests(ofCut), digests(ofLong));
    assertTrue(ofLong.contains("\"bytes_toclient\":40000"), ofLong);
  }

  private static String digests(String json) {
    return json.substring(json.indexOf("\"stream\""));
  }

  /** Of the captures of this project, each labelled stream has the digests of its label. */
  @Test
  void agreesWithTheDigestsOfTheExampleCaptures() throws IOException {
    List<String> expected = labelled(Ran.exampleCaptures());
    List<String> found = listed(Ran.exampleCaptures());
    assertEquals(expected.stream().sorted().toList(), found.stream().sorted().toList());
  }

  @Test
  @Tag("shared")
  void agreesWithTheDigestsOfTheSharedCaptures() throws IOException {
    Path captures = Path.of(System.getProperty("entroprint.shared"), "captures");
    assertEquals(1.0, shareOfLabelsFound(captures.resolve("lab")));
    assertTrue(shareOfLabelsFound(captures.resolve("public")) >= 0.995);
  }

  private static double shareOfLabelsFound(Path directory) throws IOException {
    List<String> labels = labelled(directory);
    Set<String> streams = new HashSet<>(listed(directory));
    long found = labels.stream().filter(streams::contains).count();
    System.out.println(directory + ": " + found + " of " + labels.size() + " streams agree");
    return (double) found / labels.size();
  }

  /** What labels.csv says of the streams that have a start and no hole. */
  private static List<String> labelled(Path directory) throws IOException {
    List<String> expected = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(directory.resolve("labels.csv"))) {
      for (NamedCsvRecord row : rows) {
        if (row.getField("truncated").equals("0") && row.getField("midstream").equals("0")) {
          expected.add(
              String.join(
                  " ",
                  row.getField("capture"),
                  row.getField("proto"),
                  row.getField("client_ip"),
                  row.getField("client_port"),
                  row.getField("server_ip"),
                  row.getField("server_port"),
                  row.getField("sha256_to_server"),
                  row.getField("sha256_to_client"),
                  row.getField("sha256_both")));
        }
      }
    }
    return expected;
  }

  /** The same of what the command prints. In labels the client is always the first sender. */
  private static List<String> listed(Path directory) {
    List<String> found = new ArrayList<>();
    for (String line : Ran.command("streams", "--json", directory).lines()) {
      boolean answerFirst = line.contains("\"client_by\":\"ports\"");
      String first = answerFirst ? "dest" : "src";
      String second = answerFirst ? "src" : "dest";
      found.add(
          String.join(
              " ",
              text(line, "pcap_filename"),
              text(line, "proto").toLowerCase(Locale.ROOT),
              text(line, first + "_ip"),
              number(line, first + "_port"),
              text(line, second + "_ip"),
              number(line, second + "_port"),
              text(line, answerFirst ? "sha256_toclient" : "sha256_toserver"),
              text(line, answerFirst ? "sha256_toserver" : "sha256_toclient"),
              text(line, "sha256_both")));
    }
    return found;
  }

  private static String text(String json, String name) {
    int from = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
    return json.substring(from, json.indexOf('"', from));
  }

  private static String number(String json, String name) {
    int from = json.indexOf("\"" + name + "\":") + name.length() + 3;
    return json.substring(from, json.indexOf(',', from));
  }

  @Test
  void printsTheSameForAnyNumberOfThreads() {
    Ran one = Ran.command("streams", "--json", "--threads", 1, Ran.exampleCaptures());
    for (int threads : new int[] {2, 3, 16}) {
      assertEquals(one, Ran.command("streams", "--json", "--threads", threads, "../captures"));
    }
    Ran table = Ran.command("streams", "--threads", 1, Ran.exampleCaptures());
    assertEquals(table, Ran.command("streams", "--threads", 4, Ran.exampleCaptures()));
  }

  @Test
  void printsATableForPeople() throws IOException {
    Path file =
        TinyCapture.create()
            .tcp(50412, 22, "hello", "good day")
            .udp(53000, 53, "question")
            .writeTo(directory.resolve("a.pcap"));
    Ran ran = Ran.command("streams", file).withCode(0).silent();
    assertEquals(
        Arrays.asList(
            "START                       PROTO  CLIENT                 SERVER                 "
                + "PACKETS   TO SERVER   TO CLIENT  NOTES",
            "2026-11-21T20:44:46.123456  TCP    192.0.2.1:50412        198.51.100.2:22        "
                + "      6           5           8",
            "2026-11-21T20:44:46.129456  UDP    192.0.2.1:53000        198.51.100.2:53        "
                + "      1           8           0"),
        ran.lines());
  }

  @Test
  void findsCapturesInDirectoriesByContentAndNamesThemRelativeToIt() throws IOException {
    Path below = Files.createDirectories(directory.resolve("b/c"));
    byte[] capture = TinyCapture.create().udp(1, 2, "x").bytes();
    Files.write(below.resolve("trace.1"), capture);
    Files.write(directory.resolve("z.dmp"), capture);
    Files.writeString(directory.resolve("labels.csv"), "capture,proto\n");
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("a.gz")))) {
      gzip.write(capture);
    }
    Files.write(directory.resolve("text.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    Ran ran = Ran.command("streams", "--json", directory).withCode(0).silent();
    assertEquals(
        List.of("a.gz", "b/c/trace.1", "z.dmp"),
        ran.lines().stream().map(line -> text(line, "pcap_filename")).toList());
  }

  @Test
  void saysInTheLastObjectWhatWasSeen() throws IOException {
    Path file =
        TinyCapture.create()
            .tcp(1, 22, "hello", "good day")
            .udp(1, 53, "x")
            .writeTo(directory.resolve("a"));
    String statistics = Ran.command("streams", "--json", file, file).withCode(0).statistics();
    assertTrue(statistics.contains("\"packets\":{\"total\":14,\"tcp\":12,\"udp\":2,"), statistics);
    assertTrue(
        statistics.contains("\"streams\":{\"tcp\":2,\"udp\":2,\"ended_fin\":2,"), statistics);
    assertTrue(statistics.contains("\"bytes\":{\"payload\":28,"), statistics);
  }
}
