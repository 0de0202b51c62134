package io.entroprint.label;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A row of a CSV file with a heading.
 *
 * @param line where it begins, from 1
 * @param heading the names of all columns
 * @param fields its values by these names; fewer where the row ends early
 */
record CsvRow(long line, List<String> heading, Map<String, String> fields) {

  /**
   * Reads the rows of a file.
   *
   * @throws IOException if it can't be read or is no such file, or if fastcsv is missing; the
   *     message names the file
   */
  static List<CsvRow> read(Path file) throws IOException {
    try {
      // Not asked there: without fastcsv that class can't even be linked.
      return CsvRows.read(file);
    } catch (NoClassDefFoundError e) {
      throw new IOException(
          file
              + ": to read CSV, fastcsv (de.siegmar:fastcsv) is needed on the class path, or its"
              + " module de.siegmar.fastcsv among the modules",
          e);
    }
  }

  /**
   * A value.
   *
   * @throws NoSuchElementException if the row has no such column
   */
  String get(String column) {
    return find(column).orElseThrow(() -> new NoSuchElementException("no column '" + column + "'"));
  }

  /** A value, if the row has the column. */
  Optional<String> find(String column) {
    return Optional.ofNullable(fields.get(column));
  }
}
