package io.entroprint.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Comma-separated values with a heading. What has no value is empty. */
final class CsvFormat implements VerdictFormat {
  @Override
  public String header() {
    return row(EventColumn.ALL.stream().map(EventColumn::field).toList());
  }

  @Override
  public void append(StringBuilder out, VerdictEvent event) {
    out.append(row(EventColumn.ALL.stream().map(c -> c.of(event)).toList()));
  }

  private static String row(List<String> values) {
    StringWriter row = new StringWriter(512);
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(row)) {
      // A line feed inside quotes would be legal, but not one line.
      csv.writeRecord(values.stream().map(CsvFormat::onOneLine).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return row.toString();
  }

  private static String onOneLine(String value) {
    return value == null || (value.indexOf('\n') < 0 && value.indexOf('\r') < 0)
        ? value
        : value.replace('\n', ' ').replace('\r', ' ');
  }
}
