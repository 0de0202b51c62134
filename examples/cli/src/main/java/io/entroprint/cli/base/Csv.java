package io.entroprint.cli.base;

/** Cells of comma-separated values, as RFC 4180 has them. */
public final class Csv {
  private Csv() {}

  /** Appends a cell, in quotes where it needs them. */
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
}
