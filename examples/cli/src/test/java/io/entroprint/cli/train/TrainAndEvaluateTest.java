package io.entroprint.cli.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.cli.Ran;
import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainAndEvaluateTest {
  @TempDir Path directory;

  private static Ran train(Object output, Object... more) {
    Object[] all = new Object[more.length + 6];
    all[0] = "train";
    all[1] = "--captures";
    all[2] = Ran.exampleCaptures();
    all[3] = "-o";
    all[4] = output;
    all[5] = "--created=2026-11-21";
    System.arraycopy(more, 0, all, 6, more.length);
    return Ran.command(all);
  }

  @Test
  void givesTheSameBytesForAnyNumberOfThreads() throws IOException {
    Path one = directory.resolve("one");
    Path many = directory.resolve("many");
    train(one, "--threads", 1).withCode(0).silent();
    train(many, "--threads", 3).withCode(0).silent();
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(many));
  }

  @Test
  void saysWhatWasMadeAndWhatWasLeftOut() {
    Path file = directory.resolve("library");
    List<String> lines =
        train(file, "--name", "mine", "--version", "2.1.0").withCode(0).silent().lines();
    assertEquals("wrote mine@2.1.0 to " + file, lines.get(0));
    assertTrue(lines.get(1).endsWith(" labels, made of 111 streams"), lines.get(1));
    int reasons = lines.indexOf("streams left out, because");
    assertEquals("         4  no protocol is meant", lines.get(reasons + 1));
    String last = lines.get(lines.size() - 1);
    assertTrue(last.startsWith("labels of one capture family, "), last);
    assertTrue(last.contains(": ntp udp, openvpn udp, "), last);
    String show = Ran.command("library", "show", file).withCode(0).silent().out();
    assertTrue(show.contains("name: mine\nversion: 2.1.0\ncreated: 2026-11-21\n"), show);
    assertTrue(show.contains(lines.get(reasons - 1).replace("sha256 ", "sha256: ")), show);
  }

  @Test
  void writesADirectoryThatListsTheSameLabels() {
    Path file = directory.resolve("file");
    Path split = directory.resolve("split");
    train(file).withCode(0);
    train(split, "--directory").withCode(0);
    assertTrue(Files.isDirectory(split));
    String list = Ran.command("library", "list", file).withCode(0).silent().out();
    assertTrue(list.contains("\nssh-2 "), list);
    assertEquals(list, Ran.command("library", "list", split).withCode(0).out());
    Ran entries = Ran.command("library", "list", "--fingerprints", split).withCode(0);
    assertTrue(entries.lines().stream().anyMatch(l -> l.startsWith("rdp/")), entries.out());
  }

  /** A label without its stream is a problem; the others are trained on. */
  @Test
  void goesOnWithoutLabelsThatFitNothing() throws IOException {
    List<String> rows = Files.readAllLines(Ran.exampleCaptures().resolve("labels.csv"));
    rows.set(3, rows.get(3).replaceFirst("198\\.18\\.", "198.51."));
    rows.add(rows.get(5).replace("ssh2.pcap", "missing.pcap"));
    Path labels = Files.write(directory.resolve("labels.csv"), rows);
    Ran ran = train(directory.resolve("l"), "--labels", labels).withCode(1);
    assertEquals(2, ran.problems().size(), ran.err());
    assertTrue(ran.err().contains(labels + " line 4"), ran.err());
    assertTrue(ran.err().contains("missing.pcap: no such"), ran.err());
    assertTrue(ran.out().contains("made of 110 streams"), ran.out());
  }

  @Test
  void refusesLabelsThatAreNone() throws IOException {
    Path labels = Files.writeString(directory.resolve("labels.csv"), "capture,proto\nx,tcp\n");
    Ran ran = train(directory.resolve("l"), "--labels", labels).withCode(1);
    assertEquals(1, ran.problems().size(), ran.err());
    assertTrue(ran.err().contains(labels + " line 1"), ran.err());
  }

  /** Without a labels.csv: what the folder, the rules and the log say of the streams. */
  @Test
  void takesLabelsFromFoldersFiltersAndLogs() throws IOException {
    Path captures = directory.resolve("captures");
    Files.createDirectories(captures.resolve("ssh-1"));
    Files.copy(Ran.exampleCaptures().resolve("ssh1.pcap"), captures.resolve("ssh-1/a.pcap"));
    TinyCapture.create()
        .tcp(50412, 8080, "a".repeat(40), "b".repeat(40))
        .tcp(50413, 9090, "c".repeat(40), "d".repeat(40))
        .tcp(50414, 7070, "e".repeat(40), "f".repeat(40))
        .writeTo(captures.resolve("tiny.pcap"));
    Path rules = Files.writeString(directory.resolve("rules"), "http: tcp port 8080\n");
    Path zeek =
        Files.writeString(
            directory.resolve("conn.log"),
            "{\"ts\":1795293886.129456,\"id.orig_h\":\"192.0.2.1\",\"id.orig_p\":50413,"
                + "\"id.resp_h\":\"198.51.100.2\",\"id.resp_p\":9090,\"proto\":\"tcp\","
                + "\"service\":\"ssl\"}\n");
    Path eve =
        Files.writeString(
            directory.resolve("eve.json"),
            "{\"event_type\":\"flow\",\"src_ip\":\"192.0.2.1\",\"src_port\":50414,"
                + "\"dest_ip\":\"198.51.100.2\",\"dest_port\":7070,\"proto\":\"TCP\",\"app_proto\":\"smtp\",\"flow\":{\"start\":\"2026-11-21T20:44:46.135456+0000\"}}\n");
    Path file = directory.resolve("library");
    Object[] sources = {
      "train",
      "-o",
      file,
      "--captures",
      captures,
      "--label-folders",
      "--label-filters",
      rules,
      "--zeek",
      zeek,
      "--eve",
      eve,
      "--drop-suspects"
    };
    Ran.command(sources).withCode(0).silent();
    String list = Ran.command("library", "list", file).withCode(0).silent().out();
    for (String label : List.of("http", "smtp", "ssh-1", "tls")) {
      assertTrue(list.contains("\n" + label + " "), label + " in " + list);
    }
    assertEquals(5, list.lines().count(), list);
  }

  @Test
  void evaluatesByLeavingFamiliesOutAndWritesWhatItAsked() throws IOException {
    Path output = directory.resolve("answers");
    Ran ran =
        Ran.command("evaluate", "--captures", Ran.exampleCaptures(), "--per-label", "-o", output)
            .withCode(0)
            .silent();
    assertTrue(ran.out().startsWith("TCP: "), ran.out());
    int streams = Integer.parseInt(ran.out().substring(5, ran.out().indexOf(" streams")));
    assertTrue(streams > 60, ran.out());
    assertTrue(ran.out().contains("\nevery one answered "), ran.out());
    assertTrue(ran.out().contains("\nssh-2 "), ran.out());
    assertEquals(streams, Files.readAllLines(output.resolve("verdicts.jsonl")).size());
    assertEquals(streams + 1, Files.readAllLines(output.resolve("labels.csv")).size());
  }

  @Test
  void refusesToEvaluateALibraryOnItsOwnCaptures() {
    Path file = directory.resolve("library");
    train(file).withCode(0);
    Ran ran =
        Ran.command("evaluate", "--captures", Ran.exampleCaptures(), "--library", file).withCode(1);
    assertEquals(1, ran.problems().size(), ran.err());
    assertTrue(ran.err().contains("was trained on"), ran.err());
  }

  /** What a library was asked, what it said, and which software it knows, for another program. */
  @Test
  void writesWhatTheLibraryKnowsThatWasAsked() throws IOException {
    List<String> rows = Files.readAllLines(Ran.exampleCaptures().resolve("labels.csv"));
    List<String> others = rows.stream().filter(row -> !row.startsWith("tls.pcap")).toList();
    List<String> asked =
        rows.stream().filter(r -> r.startsWith("tls.pcap") || r.equals(rows.get(0))).toList();
    Path library = directory.resolve("library");
    train(library, "--labels", Files.write(directory.resolve("others.csv"), others)).withCode(0);
    Path answers = directory.resolve("answers");
    Ran.command(
            "evaluate",
            "--captures",
            Ran.exampleCaptures(),
            "--labels",
            Files.write(directory.resolve("asked.csv"), asked),
            "--library",
            library,
            "--output",
            answers)
        .withCode(0);
    List<String> known = Files.readAllLines(answers.resolve("known.csv"));
    assertEquals("proto,label,client,server,settings", known.get(0));
    assertTrue(known.stream().anyMatch(row -> row.startsWith("tcp,ssh-2,")), known.toString());
    assertTrue(known.stream().noneMatch(row -> row.startsWith("tcp,tls,")), known.toString());
    assertEquals(asked.size(), Files.readAllLines(answers.resolve("labels.csv")).size());
    assertEquals(
        List.of("proto,label,asked,right,said", "tcp,tls," + (asked.size() - 1) + ",0,0"),
        Files.readAllLines(answers.resolve("by-label.csv")));
  }

  /** Captures that were cut into files are trained on and evaluated as if they were whole. */
  @Test
  void joinedCapturesGiveTheStreamsOfTheWhole() throws IOException {
    Path whole = Files.createDirectory(directory.resolve("whole"));
    Path cut = Files.createDirectory(directory.resolve("cut"));
    for (String name : List.of("ssh2.pcap", "http.pcap", "rdp.pcap")) {
      byte[] capture = Files.readAllBytes(Ran.exampleCaptures().resolve(name));
      Files.write(whole.resolve(name), capture);
      List<byte[]> parts = Rotated.cut(capture, 40);
      assertTrue(parts.size() > 3, name);
      for (int i = 0; i < parts.size(); i++) {
        Files.write(cut.resolve(name.replace(".", "-" + (100 + i) + ".")), parts.get(i));
      }
    }
    Path rules = directory.resolve("rules");
    Files.writeString(rules, "ssh-2: tcp port 2201\nhttp: tcp port 80\nrdp: tcp port 3389\n");
    List<String> expected = said(whole, rules);
    assertEquals(expected, said(cut, rules, "--join"));
    assertNotEquals(expected, said(cut, rules));
  }

  /** How many streams were trained on, and what an evaluation read. */
  private List<String> said(Path captures, Path rules, Object... more) {
    List<Object> train = new ArrayList<>(List.of("train", "--captures", captures));
    List<Object> evaluate = new ArrayList<>(List.of("evaluate", "--json", "--captures", captures));
    for (List<Object> words : List.of(train, evaluate)) {
      words.addAll(List.of("--label-filters", rules));
      words.addAll(List.of(more));
    }
    train.addAll(List.of("-o", directory.resolve("library"), "--created=2026-11-21"));
    String made = Ran.command(train.toArray()).lines().get(1).replaceAll(".*made of ", "");
    String read = Ran.command(evaluate.toArray()).statistics().replaceAll(".*\"streams\":", "");
    return List.of(made, read);
  }
}
