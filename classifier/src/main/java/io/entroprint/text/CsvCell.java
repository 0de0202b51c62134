package io.entroprint.text;

/**
 * Cells of comma-separated values (RFC 4180), in quotes where they need them.
 *
 * <p>A spreadsheet takes a cell that begins with {@code =}, {@code +}, {@code -} or {@code @} for a
 * formula, in quotes or not, and what a capture or a file is called is for strangers to choose.
 * Where a table is for people, {@link #appendText} puts an apostrophe in front of such a text,
 * which spreadsheets do not show; files that programs read back are written as they are, by {@link
 * #append}.
 */
public final class CsvCell {
  private CsvCell() {}

  /** Appends a cell as it is. */
  public static void append(StringBuilder out, String cell) {
    boolean plain = true;
    for (int i = 0; i < cell.length() && plain; i++) {
      char c = cell.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    if (plain) {
      out.append(cell);
    } else {
      out.append('"').append(cell.replace("\"", "\"\"")).append('"');
    }
  }

  /** Appends a text from elsewhere: printable, on one line, and no formula. */
  public static void appendText(StringBuilder out, String cell) {
    String text = PrintableText.of(cell);
    append(out, isFormula(text) ? "'" + text : text);
  }

  private static boolean isFormula(String text) {
    return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
  }
}
