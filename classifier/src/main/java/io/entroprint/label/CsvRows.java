package io.entroprint.label;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
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
      throw unreadable(file, e);
    } catch (CsvParseException | IllegalStateException e) {
      throw noCsv(file, e);
    }
    return rows;
  }

  /** The names of the columns, also where there is no row; none if there is no line. */
  static List<String> heading(Path file) throws IOException {
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      return csv.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
    } catch (UncheckedIOException e) {
      throw unreadable(file, e);
    } catch (CsvParseException | IllegalStateException e) {
      throw noCsv(file, e);
    }
  }

  private static IOException unreadable(Path file, UncheckedIOException e) {
    return new IOException(file + ": cannot be read: " + e.getCause().getMessage(), e);
  }

  private static IOException noCsv(Path file, RuntimeException e) {
    String because = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
    return new IOException(
        file + ": not a CSV file with a header: " + PrintableText.of(e.getMessage() + because), e);
  }
}
