package io.entroprint.cli.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often each label was right: {@code by-label.csv} as {@code evaluate --output} writes it.
 *
 * @param of by transport, comma and label
 */
record LabelMeasures(Map<String, Measure> of) {
  private static final String HEADER = "proto,label,asked,right,said";

  /**
   * Of one label over one transport.
   *
   * @param asked how many streams of it were asked about
   * @param right how many of them got it
   * @param said how many streams got it, others' too
   */
  record Measure(int asked, int right, int said) {}

  static LabelMeasures none() {
    return new LabelMeasures(Map.of());
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be read or is something else, naming the line
   */
  static LabelMeasures read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IOException(file + ": line 1: expected '" + HEADER + "'");
    }
    Map<String, Measure> of = new HashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      try {
        if (cells.length == 5) {
          of.put(
              cells[0] + "," + cells[1],
              new Measure(
                  Integer.parseInt(cells[2]),
                  Integer.parseInt(cells[3]),
                  Integer.parseInt(cells[4])));
          continue;
        }
      } catch (NumberFormatException e) {
        // Said below, with the line.
      }
      throw new IOException(
          file + ": line " + (i + 1) + ": expected a protocol, a label and three numbers");
    }
    return new LabelMeasures(of);
  }

  Optional<Measure> of(LabelGroup group) {
    return Optional.ofNullable(of.get(group.transport().id() + "," + group.label().name()));
  }
}
