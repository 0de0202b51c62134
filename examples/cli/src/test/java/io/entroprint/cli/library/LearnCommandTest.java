package io.entroprint.cli.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.cli.ExampleLibrary;
import io.entroprint.cli.JsonTree;
import io.entroprint.cli.Ran;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A label of one's own, taught and taken back. */
class LearnCommandTest {
  private static final Path RTMP = Ran.exampleCaptures().resolve("rtmp.pcap");

  @TempDir static Path directory;

  /** The library of the examples, but without RTMP. */
  private static Path library;

  @BeforeAll
  static void trainALibraryWithoutRtmp() {
    Path all = ExampleLibrary.trainTo(directory.resolve("all"));
    library = directory.resolve("without");
    prune(all, "rtmp", library);
  }

  private static void prune(Path from, String label, Path to) {
    Ran.command(
            "library",
            "prune",
            "--label",
            label,
            "--name=without",
            "--created=2026-11-29",
            "-o",
            to,
            from)
        .withCode(0)
        .silent();
  }

  private static Ran learn(Object label, Path to, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("learn", "--library", library, "--name=without", "-o", to, label));
    words.add("--created=2026-11-29");
    words.addAll(List.of(more));
    return Ran.command(words.toArray());
  }

  private static List<String> labels(Path with, Path capture) throws IOException {
    List<String> labels = new ArrayList<>();
    for (String line : Ran.command("classify", "--json", "--library", with, capture).lines()) {
      labels.add(JsonTree.of(line).at("entroprint.label").text());
    }
    return labels;
  }

  @Test
  void fewStreamsTeachALabelAndPruneTakesItBack() throws IOException {
    assertEquals(List.of("unknown"), labels(library, RTMP).stream().distinct().toList());
    String port = "dst port " + (int) first(RTMP).at("dest_port").number();
    Path taught = directory.resolve("taught");
    Ran ran =
        learn("our-video", taught, "--filter", port, "--check", Ran.exampleCaptures(), RTMP)
            .withCode(0)
            .silent();
    assertTrue(ran.lines().get(0).startsWith("our-video: "), ran.out());
    assertTrue(ran.out().contains("\nchecked 115 streams: 10 are called our-video now\n"));
    assertTrue(ran.out().contains(", 0 (0.00 %) would be called our-video; "), ran.out());
    assertTrue(ran.out().contains("\nunknown           our-video               10\n"), ran.out());
    String undo = "\nto undo it: entroprint library prune --label our-video -o FILE " + taught;
    assertTrue(ran.out().contains(undo + "\n"), ran.out());
    assertEquals(List.of("our-video"), labels(taught, RTMP).stream().distinct().toList());
    Path back = directory.resolve("back");
    prune(taught, "our-video", back);
    assertArrayEquals(Files.readAllBytes(library), Files.readAllBytes(back));
  }

  private static JsonTree first(Path capture) throws IOException {
    return JsonTree.of(Ran.command("streams", "--json", capture).lines().get(0));
  }

  @Test
  void twoFamiliesSayHowMuchStreamsOfTheLabelDifferAndPruneTakesThatBackToo() throws IOException {
    Path copy = directory.resolve("other.pcap");
    Files.copy(Ran.exampleCaptures().resolve("ssh1.pcap"), copy);
    Path one = directory.resolve("one");
    learn("twofold", one, "--anyway", RTMP).withCode(0);
    Path two = directory.resolve("two");
    learn("twofold", two, "--anyway", RTMP, copy).withCode(0);
    String spread = "tcp.label.spread.twofold";
    assertFalse(FingerprintLibrary.read(one).calibration().containsKey(spread));
    assertTrue(FingerprintLibrary.read(two).calibration().containsKey(spread));
    Path back = directory.resolve("back2");
    prune(two, "twofold", back);
    assertArrayEquals(Files.readAllBytes(library), Files.readAllBytes(back));
  }

  /** What streams are taught by is all that counts, whatever the attributes of the fingerprints. */
  @Test
  void writesWhatIsKnownOfTheStreams() throws IOException {
    Path out = directory.resolve("attributes");
    learn("our-video", out, "--client=Player_2", "--server=Camera", "--nature=mixed", RTMP)
        .withCode(0);
    FingerprintLibrary taught = FingerprintLibrary.read(out);
    Label label = new Label("our-video");
    taught.fingerprints().stream()
        .filter(fingerprint -> fingerprint.label().equals(label))
        .forEach(
            fingerprint -> {
              assertEquals("Player_2", fingerprint.attributes().client());
              assertEquals("Camera", fingerprint.attributes().server());
              assertEquals("mixed", fingerprint.attributes().nature().orElseThrow().id());
              assertEquals(RTMP.toString(), fingerprint.provenance().capture());
              assertEquals(64, fingerprint.provenance().captureSha256().length());
            });
    assertTrue(taught.labels().contains(label));
  }

  /** All that is encrypted, called by one name, is nothing that a library could tell. */
  @Test
  void refusesALabelThatIsSpreadOverKnownOnes() {
    Path out = directory.resolve("spread");
    Path ssh = Ran.exampleCaptures().resolve("ssh2.pcap");
    Path tls = Ran.exampleCaptures().resolve("tls.pcap");
    Ran ran = learn("secret", out, ssh, tls).withCode(1);
    assertTrue(ran.err().startsWith("entroprint: not learnt: "), ran.err());
    assertTrue(ran.err().contains("--anyway"), ran.err());
    assertEquals(1, ran.problems().size(), ran.err());
    assertTrue(ran.out().contains("they are called: "), ran.out());
    assertFalse(Files.exists(out));
    learn("secret", out, "--anyway", ssh, tls).withCode(0);
    assertTrue(Files.exists(out));
  }

  @Test
  void learnsAGroupThatDiscoverFound() throws IOException {
    List<String> lines = Ran.command("classify", "--json", RTMP).lines();
    StringBuilder groups = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String group = i < 3 ? "2" : i < 6 ? "1" : "null";
      String line = lines.get(i);
      groups.append(line, 0, line.length() - 1);
      groups.append(",\"discover\":{\"group\":").append(group).append("}}\n");
    }
    groups.append("{\"event_type\":\"entroprint\",\"group\":{\"group\":2,\"ports\":[1,2]}}\n");
    Path file = Files.writeString(directory.resolve("groups.json"), groups);
    Path out = directory.resolve("group");
    for (Object[] captures : new Object[][] {{}, {Ran.exampleCaptures()}}) {
      List<Object> more = new ArrayList<>(List.of("--group", 2, "--groups", file));
      more.addAll(List.of(captures));
      Ran ran = learn("our-video", out, more.toArray()).withCode(0).silent();
      assertTrue(ran.out().startsWith("our-video: 3 streams give "), ran.out());
    }
    Ran.command("library", "list", out).withCode(0);
    Ran none = learn("x", out, "--group", 7, "--groups", file, RTMP).withCode(1);
    assertEquals("entroprint: " + file + ": no stream of group 7\n", none.err());
    Path ssh = Ran.exampleCaptures().resolve("ssh1.pcap");
    Path never = directory.resolve("x");
    Ran other = learn("x", never, "--group", 2, "--groups", file, ssh).withCode(1);
    assertTrue(other.err().contains("no stream of these captures is meant"), other.err());
    Files.writeString(file, groups + "}{\n");
    Ran bad = learn("x", out, "--group", 2, "--groups", file, RTMP).withCode(1);
    assertTrue(bad.err().contains("line 12: expected an object of discover --json"), bad.err());
    learn("x", out, "--group", 2, RTMP).withCode(2);
    learn("x", out, "--groups", file, RTMP).withCode(2);
  }

  /** From end to end: what stays unknown is grouped, and a group of it gets a name. */
  @Test
  void aGroupOfUnknownStreamsGetsAName() throws IOException {
    TinyCapture made = TinyCapture.create();
    for (int i = 0; i < 6; i++) {
      String zeros = "\0\1\2\3".repeat(20) + (char) i;
      made.tcp(40000 + i, 6379, zeros + "ping", "\0\0\0\0\0\0\0\0" + zeros);
    }
    for (int i = 0; i < 5; i++) {
      made.tcp(41000 + i, 7000 + i, "~".repeat(40) + i, "!");
    }
    Path capture = made.writeTo(directory.resolve("unknown.pcap"));
    Ran found = Ran.command("discover", "--json", "--library", library, capture).withCode(0);
    Path groups = Files.writeString(directory.resolve("found.json"), found.out());
    Path out = directory.resolve("discovered");
    Ran ran = learn("pings", out, "--group", 1, "--groups", groups).withCode(0).silent();
    assertTrue(ran.out().startsWith("pings: 6 streams give "), ran.out());
    List<String> labels = labels(out, capture);
    assertEquals(6, labels.stream().filter("pings"::equals).count(), labels.toString());
    assertEquals(5, labels.stream().filter("unknown"::equals).count(), labels.toString());
  }

  /** Two lessons into one file, the second by somebody who did not name the file as the library. */
  @Test
  void doesNotLoseTheLessonBefore() throws IOException {
    Path out = directory.resolve("lessons");
    learn("first", out, "--anyway", RTMP).withCode(0);
    byte[] before = Files.readAllBytes(out);
    Ran lost = learn("second", out, RTMP).withCode(1);
    assertTrue(lost.err().contains(out + " knows first, which "), lost.err());
    assertTrue(lost.err().contains("--library " + out + " keeps it"), lost.err());
    assertArrayEquals(before, Files.readAllBytes(out));
    learn("first", out, RTMP).withCode(0);
    Ran.command("learn", "second", "--library", out, "--anyway", "-o", out, RTMP).withCode(0);
    Label first = new Label("first");
    assertTrue(FingerprintLibrary.read(out).labels().contains(first));
    learn("second", out, "--anyway", RTMP).withCode(0);
    assertFalse(FingerprintLibrary.read(out).labels().contains(first));
  }

  @Test
  void oneStreamGivesOneFingerprint() throws IOException {
    String zeros = "\0\1\2\3".repeat(20);
    Path one =
        TinyCapture.create().tcp(40000, 6379, zeros, zeros).writeTo(directory.resolve("one.pcap"));
    Ran ran = learn("pings", directory.resolve("single"), "--anyway", one).withCode(0);
    assertEquals("pings: 1 stream gives 1 new fingerprint", ran.lines().get(0));
  }

  /** What a lesson cannot be called is said in one line, before anything is read. */
  @Test
  void saysWhatNameIsWrong() {
    Path out = directory.resolve("unnamed");
    List<List<Object>> wrong =
        List.of(
            List.of("unknown", "'unknown' is what a stream without a label is called"),
            List.of("undecided", "'undecided' is what a stream without a label is called"),
            List.of("x", "a library's version is like 1.0.0", "--version=1"),
            List.of("x", "a library's name is ", "--name=A b"),
            List.of("x", "family: character U+000A is not allowed", "--family=a\nb"));
    for (List<Object> row : wrong) {
      List<Object> words = new ArrayList<>(List.of("learn", "-o", out, row.get(0), "missing"));
      words.addAll(row.subList(2, row.size()));
      Ran ran = Ran.command(words.toArray()).withCode(2);
      assertTrue(ran.err().startsWith("entroprint: " + row.get(1)), ran.err());
      assertEquals(1, ran.err().lines().count(), ran.err());
    }
    assertFalse(Files.exists(out));
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Path out = directory.resolve("never");
    learn("Our Video", out, RTMP).withCode(2);
    learn("our-video", out).withCode(2);
    Path small = TinyCapture.create().tcp(1, 2, "a", "b").writeTo(directory.resolve("small"));
    Ran ran = learn("our-video", out, small).withCode(1);
    assertEquals(
        "entroprint: none of the streams is fit to learn from: fewer than 32 payload bytes (1)\n",
        ran.err());
    Ran none = learn("our-video", out, "--filter", "port 9", small).withCode(1);
    assertTrue(none.err().contains("nothing to learn from"), none.err());
    assertFalse(Files.exists(out));
  }
}
