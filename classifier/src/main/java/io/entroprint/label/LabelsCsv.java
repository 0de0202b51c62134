package io.entroprint.label;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.entroprint.library.Attributes;
import io.entroprint.library.Label;
import io.entroprint.library.Nature;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.math.BigDecimal;
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
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : csv) {
        if (labels.isEmpty()) {
          checkHeader(file, row.getHeader());
        }
        labels.add(flowLabel(file, row));
      }
    } catch (CsvParseException e) {
      throw new IOException(file + ": not a CSV file with a header: " + e.getMessage(), e);
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
    try {
      FlowKey key =
          new FlowKey(
              Transport.valueOf(row.getField("proto").toUpperCase(Locale.ROOT)),
              IpAddress.parse(row.getField("client_ip")),
              Integer.parseInt(row.getField("client_port")),
              IpAddress.parse(row.getField("server_ip")),
              Integer.parseInt(row.getField("server_port")));
      long start = new BigDecimal(row.getField("start")).movePointRight(9).longValue();
      String label = row.getField("label");
      String capture = row.getField("capture");
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
                  : Optional.of(Nature.valueOf(nature.toUpperCase(Locale.ROOT)))),
          family.isEmpty() ? capture : family,
          field(row, "app"),
          place);
    } catch (IllegalArgumentException e) {
      throw new IOException(place + ": not a label of a stream: " + e.getMessage(), e);
    }
  }

  private static String field(NamedCsvRecord row, String column) {
    return row.findField(column).orElse("");
  }
}
