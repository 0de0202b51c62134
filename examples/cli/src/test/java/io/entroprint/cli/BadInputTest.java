package io.entroprint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each bad input gives one line that names it, and the good ones are read all the same. */
class BadInputTest {
  @TempDir Path directory;

  private Path good;

  @BeforeEach
  void writeAGoodCapture() throws IOException {
    good = TinyCapture.create().udp(1, 2, "x").writeTo(directory.resolve("good.pcap"));
  }

  /** Runs over a bad capture and a good one behind it, and returns the one line. */
  private String problemOf(Path bad, int streamsOfBad) {
    Ran ran = Ran.command("streams", "--json", bad, good).withCode(1);
    assertEquals(streamsOfBad + 1, ran.lines().size(), ran.out());
    assertEquals(1, ran.problems().size(), ran.err());
    String line = ran.problems().get(0);
    assertTrue(line.startsWith("entroprint: " + bad + ": "), line);
    return line.substring(("entroprint: " + bad + ": ").length());
  }

  @Test
  void missingFile() {
    assertEquals("no such file", problemOf(directory.resolve("missing.pcap"), 0));
  }

  @Test
  void emptyFile() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty.pcap"));
    assertTrue(problemOf(empty, 0).startsWith("byte 0: expected a pcap or pcapng capture"));
  }

  @Test
  void textFile() throws IOException {
    Path text = Files.writeString(directory.resolve("notes.txt"), "these are my notes\n");
    assertTrue(problemOf(text, 0).startsWith("byte 0: expected a pcap or pcapng"));
  }

  @Test
  void truncatedCaptureKeepsTheStreamsBeforeTheCut() throws IOException {
    byte[] whole = TinyCapture.create().udp(5, 6, "one").udp(7, 8, "two").bytes();
    Path cut = directory.resolve("cut.pcap");
    Files.write(cut, Arrays.copyOf(whole, whole.length - 2));
    int second = 24 + 16 + 20 + 8 + "one".length();
    String problem = problemOf(cut, 1);
    assertTrue(problem.startsWith("byte " + second + ": expected a packet of"), problem);
  }

  @Test
  void unknownLinkType() throws IOException {
    Path bluetooth = TinyCapture.ofLinkType(187).udp(1, 2, "x").writeTo(directory.resolve("bt"));
    Ran ran = Ran.command("streams", "--json", bluetooth).withCode(0);
    assertEquals(
        List.of("1 of 1 packet not decoded: link type 187 (BLUETOOTH)"),
        ran.problems().stream().map(line -> line.replaceFirst("^entroprint: ", "")).toList());
  }

  @Test
  void directoryWithoutCaptures() throws IOException {
    Path nothing = Files.createDirectories(directory.resolve("nothing"));
    assertEquals("no capture in this directory", problemOf(nothing, 0));
  }

  /** What is named as a capture is meant to be one, even where its content says otherwise. */
  @Test
  void badCaptureInsideADirectory() throws IOException {
    Files.createFile(directory.resolve("empty.pcap"));
    Ran ran = Ran.command("streams", "--json", directory).withCode(1);
    assertEquals(1, ran.lines().size());
    assertEquals(1, ran.problems().size());
    assertTrue(ran.err().contains(directory.resolve("empty.pcap") + ": byte 0"), ran.err());
  }

  /** What is named as a capture is missed; another link that leads nowhere is not. */
  @Test
  void aLinkThatLeadsNowhereIsSaidIfItIsNamedAsACapture() throws IOException {
    Path links = Files.createDirectories(directory.resolve("links"));
    Files.createSymbolicLink(links.resolve("gone.pcap"), Path.of("nowhere"));
    Files.createSymbolicLink(links.resolve("gone.txt"), Path.of("nowhere"));
    List<String> problems = Ran.command("streams", links).withCode(1).problems();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("gone.pcap: no such file"), problems.toString());
  }
}
