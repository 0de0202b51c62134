package io.entroprint.label;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.entroprint.text.PrintableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of CSV files by fastcsv, an optional dependency. */
final class CsvRows {
  private CsvRows() {}

  static List<CsvRow> read(Path file) throws IOException {
    List<CsvRow> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().allowMissingFields(true).ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : csv) {
        rows.add(new CsvRow(row.getStartingLineNumber(), row.getHeader(), row.getFieldsAsMap()));
      }
    } catch (UncheckedIOException e) {
      throw new IOException(file + ": cannot be read: " + e.getCause().getMessage(), e);
    } catch (CsvParseException | IllegalStateException e) {
      String because = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
      throw new IOException(
          file + ": not a CSV file with a header: " + PrintableText.of(e.getMessage() + because),
          e);
    }
    return rows;
  }
}
