package io.entroprint.label;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.entroprint.library.Attributes;
import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads labels from a CSV file with a header line. Columns: {@code capture, proto, client_ip,
 * client_port, server_ip, server_port, start, label}, and where they are known {@code client,
 * server, settings, nature, group}; others are ignored. {@code start} is in seconds since 1970; a
 * {@code label} of {@code ?} or nothing says that no protocol is meant; where there is no {@code
 * group}, the capture is the family.
 */
public final class LabelsCsv {
  private static final List<String> REQUIRED =
      List.of(
          "capture",
          "proto",
          "client_ip",
          "client_port",
          "server_ip",
          "server_port",
          "start",
          "label");

  private LabelsCsv() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it can't be read or a line is not as described; the message names the
   *     file, the line and what was expected
   */
  public static List<FlowLabel> read(Path file) throws IOException {
    List<FlowLabel> labels = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().allowMissingFields(true).ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : csv) {
        if (labels.isEmpty()) {
          checkHeader(file, row.getHeader());
        }
        labels.add(flowLabel(file, row));
      }
    } catch (UncheckedIOException e) {
      throw new IOException(file + ": cannot be read: " + e.getCause().getMessage(), e);
    } catch (CsvParseException | IllegalStateException e) {
      throw new IOException(
          file + ": not a CSV file with a header: " + e.getMessage() + because(e), e);
    }
    return labels;
  }

  private static void checkHeader(Path file, List<String> header) throws IOException {
    for (String column : REQUIRED) {
      if (!header.contains(column)) {
        throw new IOException(file + " line 1: no column '" + column + "'; expected " + REQUIRED);
      }
    }
  }

  private static FlowLabel flowLabel(Path file, NamedCsvRecord row) throws IOException {
    String place = file + " line " + row.getStartingLineNumber();
    FlowFields fields = new FlowFields(name -> row.findField(name).orElse(null));
    try {
      Transport transport =
          fields
              .transport("proto")
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "proto: expected tcp or udp, found '" + field(row, "proto") + "'"));
      FlowKey key = fields.key(transport, "client_ip", "client_port", "server_ip", "server_port");
      long start = fields.nanos("start");
      String label = fields.get("label");
      String capture = fields.get("capture");
      String nature = field(row, "nature");
      String family = field(row, "group");
      return new FlowLabel(
          capture,
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
          family.isEmpty() ? capture : family,
          field(row, "app"),
          place);
    } catch (IllegalArgumentException e) {
      throw new IOException(place + ": not a label of a stream: " + e.getMessage(), e);
    }
  }

  private static String because(RuntimeException e) {
    return e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
  }

  private static String field(NamedCsvRecord row, String column) {
    return row.findField(column).orElse("");
  }
}
