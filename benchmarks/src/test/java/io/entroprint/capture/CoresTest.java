package io.entroprint.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class CoresTest {
  @Test
  void moreProcessorsHelpAsFarAsThereIsWorkForThem() {
    assertEquals(8, Cores.wall(2, 8, 1));
    assertEquals(4, Cores.wall(2, 8, 2));
    assertEquals(2, Cores.wall(2, 8, 4));
    assertEquals(2, Cores.wall(2, 8, 16));
  }

  @Test
  void printsWhatEachStageCostsAndWhatProcessorsMakeOfIt() throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(out, true, UTF_8)) {
      System.setOut(captured);
      Cores.main(new String[] {"../examples/captures/ssh2.pcap", "1"});
    } finally {
      System.setOut(before);
    }
    String printed = out.toString(UTF_8);
    assertTrue(printed.startsWith("785 packets, 20 streams; medians of 1\n"), printed);
    assertEquals(
        6, printed.lines().filter(l -> l.matches(".* (ns a packet|us a stream) \\|")).count());
    assertEquals(2, printed.lines().filter(l -> l.startsWith("| 16 |")).count());
  }
}
