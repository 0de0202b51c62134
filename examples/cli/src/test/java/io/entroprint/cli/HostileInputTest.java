package io.entroprint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.packets.CaptureFile;
import io.entroprint.packets.TinyCapture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Input that was made to hurt: what it costs is one line, and nobody else's answer. */
class HostileInputTest {
  @TempDir private Path directory;

  private Path good(String name) throws IOException {
    return TinyCapture.create()
        .tcp(50412, 22, "hello", "good day")
        .writeTo(directory.resolve(name));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void noNameOfAFileCommandsTheTerminal() throws IOException {
    good("\033]0;pwned\007\033[31mred.pcap");
    good("two\nlines.pcap");
    Files.writeString(directory.resolve("\033[2Jclear.pcap"), "junk");
    for (String command : List.of("classify", "streams")) {
      Ran ran = Ran.command(command, directory).withCode(1);
      String all = ran.out() + ran.err();
      assertTrue(all.chars().allMatch(c -> c >= ' ' || c == '\n'), all);
      assertTrue(ran.lines().contains("two?lines.pcap:"), ran.out());
      assertEquals(1, ran.problems().size(), ran.err());
      assertTrue(ran.err().contains("?[2Jclear.pcap: "), ran.err());
    }
  }

  /** Which need not be named as a capture to be looked at. */
  @Test
  void thousandsOfEmptyMembersAreOneLineAndTheOthersGoOn() throws IOException {
    good("a.pcap");
    good("c.pcap");
    byte[] empty = CaptureFile.gzip(new byte[0]);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 0; i < 8000; i++) {
      joined.writeBytes(empty);
    }
    Files.write(directory.resolve("b.dat"), joined.toByteArray());
    Ran ran = Ran.command("classify", "--json", directory).withCode(1);
    assertEquals(2, ran.lines().size());
    assertEquals(
        List.of(
            "entroprint: "
                + directory.resolve("b.dat")
                + ": byte 0: expected a pcap or pcapng capture, found an empty file"),
        ran.problems());
  }

  @Test
  void aFileOfLabelsWithHugeNumbersIsOneLine() throws IOException {
    Path labels = directory.resolve("labels.csv");
    Files.writeString(
        labels,
        """
        capture,proto,client_ip,client_port,server_ip,server_port,start,label
        a.pcap,tcp,10.0.0.1,1,10.0.0.2,2,1e30000000,ssh-2
        """);
    Path report = directory.resolve("report.html");
    Ran ran = Ran.command("report", "--labels", labels, "-o", report, good("a.pcap")).withCode(1);
    assertEquals(1, ran.problems().size(), ran.err());
    assertTrue(
        ran.err().startsWith("entroprint: " + labels + " line 2: not a label of a stream: start: "),
        ran.err());
    assertFalse(Files.exists(report));
  }

  @Test
  void oneStreamThatStaysOpenHoldsBackOnlySoMany() throws IOException {
    TinyCapture capture = TinyCapture.create().udp(1, 53, "pinned");
    for (int i = 0; i < 40; i++) {
      capture.tcp(1000 + i, 22, "hello", "good day").udp(1, 53, "pinned");
    }
    Path file = capture.writeTo(directory.resolve("pinned.pcap"));
    Ran free = Ran.command("streams", "--json", file).withCode(0).silent();
    assertTrue(free.lines().get(0).contains("\"proto\":\"UDP\""), free.out());
    Ran bounded = Ran.command("streams", "--json", "--max-streams", 10, file).withCode(0);
    assertEquals(41, bounded.lines().size());
    assertTrue(bounded.lines().get(0).contains("\"proto\":\"TCP\""), bounded.out());
    assertTrue(
        bounded.problems().stream().anyMatch(line -> line.endsWith("comes later, out of order")),
        bounded.err());
    assertEquals(
        free.lines().stream().sorted().toList(), bounded.lines().stream().sorted().toList());
  }

  @Test
  void sumsOfWhatWasNotDecodedAreSaidOnce() throws IOException {
    Path junk = TinyCapture.ofLinkType(TinyCapture.RAW_IP).sctp().writeTo(directory.resolve("s"));
    Ran ran = Ran.command("classify", "--json", good("a"), junk, junk).withCode(0);
    assertEquals(
        List.of("entroprint: 2 of 8 packets not decoded: IP protocol 132 (SCTP)"), ran.problems());
    assertTrue(
        ran.statistics().contains("\"not_decoded\":{\"IP protocol 132 (SCTP)\":2}"),
        ran.statistics());
  }
}
