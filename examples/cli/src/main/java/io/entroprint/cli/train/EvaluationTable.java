package io.entroprint.cli.train;

import io.entroprint.cli.base.Table;
import io.entroprint.text.DecimalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of a report, as text or as Markdown.
 *
 * @param title what it shows; empty for none
 * @param columns the headings; a {@code >} in front sets the column to the right
 * @param rows the cells, in the order of the columns
 */
record EvaluationTable(String title, List<String> columns, List<List<String>> rows) {
  private static final int DECIMALS = 4;

  /** A table without rows. */
  static EvaluationTable titled(String title, String... columns) {
    return new EvaluationTable(title, List.of(columns), new ArrayList<>());
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** A share or another small number; a dash where there is none. */
  static String text(double number) {
    if (Double.isNaN(number)) {
      return "-";
    }
    return DecimalText.of(number, DECIMALS);
  }

  void print(StringBuilder out, boolean markdown) {
    if (markdown) {
      printMarkdown(out);
    } else {
      printText(out);
    }
  }

  private void printText(StringBuilder out) {
    if (!title.isEmpty()) {
      out.append(title).append('\n');
    }
    String[] headings =
        columns.stream().map(c -> c.toUpperCase(Locale.ROOT)).toArray(String[]::new);
    int[] widths = new int[headings.length];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    Table table = new Table(headings, widths);
    out.append(table.headings());
    rows.forEach(row -> out.append(table.row(row.toArray(String[]::new))));
    out.append('\n');
  }

  private void printMarkdown(StringBuilder out) {
    if (!title.isEmpty()) {
      out.append("**").append(escaped(title)).append("**\n\n");
    }
    StringBuilder rule = new StringBuilder("|");
    out.append('|');
    for (String column : columns) {
      boolean right = column.startsWith(">");
      out.append(' ').append(escaped(right ? column.substring(1) : column)).append(" |");
      rule.append(right ? "---:|" : "---|");
    }
    out.append('\n').append(rule).append('\n');
    for (List<String> row : rows) {
      out.append('|');
      row.forEach(cell -> out.append(' ').append(escaped(cell)).append(" |"));
      out.append('\n');
    }
    out.append('\n');
  }

  private static String escaped(String cell) {
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;");
  }
}
