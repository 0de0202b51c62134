package io.entroprint.label;

import io.entroprint.library.Attributes;
import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.Transport;
import io.entroprint.text.PrintableText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads labels as {@link LabelSource#csv} says. */
final class LabelsCsv {
  private static final List<String> REQUIRED =
      List.of("capture", "proto", "client_ip", "client_port", "server_ip", "server_port", "label");

  /** What a row may say of a stream. */
  private static final List<String> SAID =
      List.of("label", "client", "server", "settings", "nature", "app");

  private LabelsCsv() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it can't be read or a line is not as described; the message names the
   *     file, the line and what was expected
   */
  static List<FlowLabel> read(Path file) throws IOException {
    List<FlowLabel> labels = new ArrayList<>();
    List<CsvRow> rows = CsvRow.read(file);
    // A file without rows may be none of labels at all.
    checkHeader(file, rows.isEmpty() ? CsvRows.heading(file) : rows.get(0).heading());
    for (CsvRow row : rows) {
      if (!isToBeFilled(row)) {
        labels.add(flowLabel(file, row));
      }
    }
    return labels;
  }

  private static void checkHeader(Path file, List<String> heading) throws IOException {
    for (String column : REQUIRED) {
      if (!heading.contains(column)) {
        throw new IOException(file + " line 1: no column '" + column + "'; expected " + REQUIRED);
      }
    }
  }

  /** Whether the row names a stream and says nothing of it yet. */
  private static boolean isToBeFilled(CsvRow row) {
    return row.find("label").isPresent()
        && SAID.stream().allMatch(column -> field(row, column).isEmpty());
  }

  private static FlowLabel flowLabel(Path file, CsvRow row) throws IOException {
    String place = file + " line " + row.line();
    FlowFields fields = new FlowFields(name -> row.find(name).orElse(null));
    try {
      Transport transport =
          fields
              .transport("proto")
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "proto: expected tcp or udp, found '" + field(row, "proto") + "'"));
      FlowKey key = fields.key(transport, "client_ip", "client_port", "server_ip", "server_port");
      OptionalLong start = start(row, fields);
      String label = fields.get("label");
      String capture = fields.get("capture");
      String nature = field(row, "nature");
      String family = field(row, "group");
      return new FlowLabel(
          Optional.of(capture).filter(c -> !c.isEmpty()),
          key,
          start,
          label.isEmpty() || label.equals("?") ? Optional.empty() : Optional.of(new Label(label)),
          new Attributes(
              field(row, "client"),
              field(row, "server"),
              field(row, "settings"),
              nature.isEmpty()
                  ? Optional.empty()
                  : Optional.of(Nature.named(nature.toLowerCase(Locale.ROOT)))),
          Optional.of(family).filter(f -> !f.isEmpty()),
          field(row, "app"),
          place);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          place + ": not a label of a stream: " + PrintableText.of(e.getMessage()), e);
    }
  }

  private static OptionalLong start(CsvRow row, FlowFields fields) {
    if (!field(row, "start").isEmpty()) {
      return OptionalLong.of(fields.nanos("start"));
    }
    if (field(row, "capture").isEmpty()) {
      throw new IllegalArgumentException("start: needed where no capture is named");
    }
    return OptionalLong.empty();
  }

  private static String field(CsvRow row, String column) {
    return row.find(column).orElse("");
  }
}
