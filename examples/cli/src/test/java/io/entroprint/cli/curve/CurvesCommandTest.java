package io.entroprint.cli.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.cli.Ran;
import io.entroprint.packets.TinyCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvesCommandTest {
  private static final String NAME = "20261121T204446.123456-tcp-192.0.2.1_50412-198.51.100.2_22";

  @TempDir Path directory;

  private Path capture(String name) throws IOException {
    return TinyCapture.create().tcp(50412, 22, "abcd", "aaaa").writeTo(directory.resolve(name));
  }

  private List<String> files(Path written) throws IOException {
    try (Stream<Path> all = Files.list(written)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Entropy of a, ab, abcd; then of the four values with a at 5 of 8. */
  @Test
  void writesOffsetAndEntropyOfTheJoinedViewForEachStream() throws IOException {
    Path out = directory.resolve("out");
    Ran.command("curves", "-o", out, capture("a.pcap")).withCode(0).silent();
    assertEquals(List.of(NAME + ".dat"), files(out));
    assertEquals(
        "1 0.00000000\n2 1.00000000\n4 2.00000000\n8 1.54879494\n",
        Files.readString(out.resolve(NAME + ".dat")));
  }

  @Test
  void writesAFileForEachViewAskedFor() throws IOException {
    Path out = directory.resolve("out");
    Ran.command("curves", "-o", out, "--view", "to_server,to_client", capture("a.pcap"))
        .withCode(0);
    assertEquals(List.of(NAME + "-to_client.dat", NAME + "-to_server.dat"), files(out));
    assertEquals(
        "1 0.00000000\n2 0.00000000\n4 0.00000000\n",
        Files.readString(out.resolve(NAME + "-to_client.dat")));
  }

  @Test
  void numbersStreamsOfTheSameTimeAndEndpoints() throws IOException {
    Path out = directory.resolve("out");
    Ran.command("curves", "-o", out, capture("a.pcap"), capture("b.pcap")).withCode(0);
    assertEquals(List.of(NAME + "-2.dat", NAME + ".dat"), files(out));
  }

  @Test
  void printsCsvAtTheOffsetsAskedFor() throws IOException {
    Path file = capture("a, b.pcap");
    Ran ran = Ran.command("curves", "--csv", "--offsets", "3,8", file).withCode(0).silent();
    String stream =
        "\"" + file + "\",tcp,192.0.2.1,50412,198.51.100.2,22,2026-11-21T20:44:46.123456,both,";
    assertEquals(
        List.of(
            "capture,proto,client_ip,client_port,server_ip,server_port,start,view,offset,entropy",
            stream + "3,1.58496250",
            stream + "8,1.54879494"),
        ran.lines());
  }
}
