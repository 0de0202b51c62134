package io.entroprint.cli.base;

import io.entroprint.text.PrintableText;
import java.util.Arrays;

/**
 * Aligned columns for people, printed row by row: a column is as wide as its heading or its widest
 * cell so far. Numbers stand at the right.
 */
public final class Table {
  private final String[] headings;
  private final boolean[] right;
  private final int[] widths;
  private int columns = Integer.MAX_VALUE;

  /**
   * A table.
   *
   * @param columns the headings; a {@code >} in front sets the column to the right
   * @param widths how wide each column is at least
   */
  public Table(String[] columns, int[] widths) {
    headings = new String[columns.length];
    right = new boolean[columns.length];
    this.widths = Arrays.copyOf(widths, columns.length);
    for (int i = 0; i < columns.length; i++) {
      right[i] = columns[i].startsWith(">");
      headings[i] = right[i] ? columns[i].substring(1) : columns[i];
    }
  }

  /** Cuts each row at so many columns, as {@code ps} does on a terminal; 0 for none. */
  public Table cutAt(int terminalColumns) {
    columns = terminalColumns == 0 ? Integer.MAX_VALUE : terminalColumns;
    return this;
  }

  /** The line of the headings. */
  public String headings() {
    return row(headings);
  }

  /** The line of one row; what would command a terminal is shown as {@code ?}. */
  public String row(String... cells) {
    StringBuilder out = new StringBuilder(100);
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], cells[i].length());
      int gap = widths[i] - cells[i].length();
      if (i > 0) {
        out.append("  ");
      }
      if (right[i]) {
        out.append(" ".repeat(gap)).append(cells[i]);
      } else {
        out.append(cells[i]).append(" ".repeat(gap));
      }
    }
    out.setLength(Math.min(out.length(), columns));
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) == ' ') {
      end--;
    }
    out.setLength(end);
    return PrintableText.of(out.toString()) + "\n";
  }
}
