package io.entroprint.cli.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TableTest {
  private static String rows(int columns) {
    Table table = new Table(new String[] {"NAME", ">N", "TEXT"}, new int[] {6, 3, 0});
    return table.cutAt(columns).headings() + table.row("a", "1", "a longer text that says why");
  }

  @Test
  void fitsTheTerminalAndIsWholeElsewhere() {
    assertEquals("NAME      N  TEXT\na         1  a longer text that says why\n", rows(0));
    assertEquals("NAME      N  TEXT\na         1  a longer\n", rows(22));
    assertTrue(rows(40).lines().allMatch(line -> line.length() <= 40));
  }

  /** Captures without a stream have no line: thousands of them would hide the others. */
  @Test
  void headingsStandOnlyAboveSomething() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Terminal terminal = Terminal.of(bytes, new ByteArrayOutputStream());
    OrderedOutput output = new OrderedOutput(terminal, new Progress(terminal, 3), 1000);
    for (int i = 0; i < 3; i++) {
      try (OrderedOutput.Section section = output.section(i)) {
        section.heading(i + ".pcap");
        if (i == 1) {
          section.print("a stream\n");
        }
      }
    }
    assertEquals("1.pcap:\na stream\n", bytes.toString(UTF_8));
  }
}
