package io.entroprint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.packets.TinyCapture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures of one place that were cut into files, and those that come by the standard input. */
class JoinTest {
  private static final int HEADER = 24;

  @TempDir private Path directory;

  private static TinyCapture sessions() {
    TinyCapture capture = TinyCapture.create();
    for (int i = 0; i < 5; i++) {
      capture.tcp(1000 + i, 22, "hello " + i, "good day").udp(1000 + i, 53, "question");
    }
    return capture;
  }

  /** The packets of a capture dealt into files, each with its own header. */
  private void deal(byte[] capture, int files, int[] to) throws IOException {
    byte[][] parts = new byte[files][];
    Arrays.fill(parts, Arrays.copyOf(capture, HEADER));
    int packet = 0;
    for (int at = HEADER; at < capture.length; packet++) {
      int length =
          16
              + java.nio.ByteBuffer.wrap(capture, at + 8, 4)
                  .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                  .getInt();
      int part = to[packet % to.length] % files;
      byte[] grown = Arrays.copyOf(parts[part], parts[part].length + length);
      System.arraycopy(capture, at, grown, parts[part].length, length);
      parts[part] = grown;
      at += length;
    }
    for (int i = 0; i < files; i++) {
      Files.write(directory.resolve("part" + i + ".pcap"), parts[i]);
    }
  }

  private static List<String> withoutNames(Ran ran) {
    return ran.lines().stream()
        .map(line -> line.replaceAll("\"pcap_filename\":\"[^\"]*\",", ""))
        .toList();
  }

  @Test
  void capturesReadAsOneSayWhatTheWholeSays() throws IOException {
    byte[] whole = sessions().bytes();
    Path file = Files.write(directory.resolveSibling("whole.pcap"), whole);
    for (String command : List.of("streams", "classify")) {
      List<String> expected = withoutNames(Ran.command(command, "--json", file).withCode(0));
      // One after another, as rotation cuts them; and by turns, as two taps see them.
      for (int[] to : new int[][] {{0, 0, 0, 1, 1, 2, 2, 2, 2, 2}, {0, 1, 0, 2, 1}}) {
        deal(whole, 3, to);
        Ran joined = Ran.command(command, "--json", "--join", directory).withCode(0).silent();
        assertEquals(expected, withoutNames(joined));
      }
    }
    Files.delete(file);
  }

  @Test
  void aStreamIsOfTheFileOfItsFirstPacket() throws IOException {
    deal(
        TinyCapture.create().tcp(1, 22, "hello", "good day").bytes(),
        2,
        new int[] {0, 0, 1, 1, 1, 1});
    Ran joined = Ran.command("streams", "--json", "--join", directory).withCode(0);
    assertEquals(1, joined.lines().size());
    assertTrue(joined.lines().get(0).contains("\"pcap_filename\":\"part0.pcap\""), joined.out());
    assertEquals(2, Ran.command("streams", "--json", directory).withCode(0).lines().size());
  }

  @Test
  void aBrokenFileAmongThemIsOneLine() throws IOException {
    deal(sessions().bytes(), 2, new int[] {0, 1});
    Files.writeString(directory.resolve("part9.pcap"), "junk");
    Ran joined = Ran.command("streams", "--json", "--join", directory).withCode(1);
    assertEquals(10, joined.lines().size());
    assertEquals(1, joined.problems().size(), joined.err());
  }

  @Test
  void readsTheStandardInput() throws IOException {
    byte[] capture = sessions().bytes();
    Path file = Files.write(directory.resolve("a.pcap"), capture);
    List<String> expected = withoutNames(Ran.command("classify", "--json", file).withCode(0));
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(capture));
      Ran ran = Ran.command("classify", "--json", "-").withCode(0).silent();
      assertEquals(expected, withoutNames(ran));
      assertTrue(ran.lines().get(0).contains("\"pcap_filename\":\"-\""), ran.out());
      System.setIn(new ByteArrayInputStream(new byte[0]));
      Ran empty = Ran.command("classify", "-").withCode(1);
      assertTrue(empty.err().startsWith("entroprint: standard input: "), empty.err());
    } finally {
      System.setIn(before);
    }
    Ran.command("classify", "-", "-").withCode(2);
  }
}
