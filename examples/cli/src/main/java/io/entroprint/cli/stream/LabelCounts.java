package io.entroprint.cli.stream;

import io.entroprint.cli.base.Table;
import io.entroprint.cli.base.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many streams and bytes each label has, most streams first. Thread-safe. */
public final class LabelCounts {
  private final Map<String, long[]> counts = new TreeMap<>();

  public synchronized void add(String label, long bytes) {
    long[] count = counts.computeIfAbsent(label, l -> new long[2]);
    count[0]++;
    count[1] += bytes;
  }

  /** Prints a table, if there is anything to be said. */
  public synchronized void print(Terminal terminal) throws IOException {
    if (counts.isEmpty()) {
      return;
    }
    Table table = new Table(new String[] {"LABEL", ">STREAMS", ">BYTES"}, new int[] {16, 9, 12});
    StringBuilder out = new StringBuilder("\n");
    out.append(table.headings());
    List<Map.Entry<String, long[]>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort((a, b) -> Long.compare(b.getValue()[0], a.getValue()[0]));
    long streams = 0;
    long bytes = 0;
    for (Map.Entry<String, long[]> entry : sorted) {
      long[] count = entry.getValue();
      streams += count[0];
      bytes += count[1];
      out.append(table.row(entry.getKey(), Long.toString(count[0]), Long.toString(count[1])));
    }
    out.append(table.row("all", Long.toString(streams), Long.toString(bytes)));
    terminal.print(out);
  }
}
