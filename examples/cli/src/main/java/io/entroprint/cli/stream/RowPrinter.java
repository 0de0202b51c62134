package io.entroprint.cli.stream;

import io.entroprint.cli.base.OrderedOutput;
import io.entroprint.cli.base.Table;

/**
 * Prints the rows of a capture, whose columns grow with what they hold, and counts its labels. They
 * have only what is said in the end.
 */
final class RowPrinter implements VerdictPrinter {
  private final Table table;
  private final LabelCounts counts;
  private final OrderedOutput.Section out;

  RowPrinter(int terminalColumns, LabelCounts counts, OrderedOutput.Section out) {
    table = VerdictTable.create(terminalColumns);
    this.counts = counts;
    this.out = out;
  }

  @Override
  public Runnable line(Classified stream) {
    String[] cells = VerdictTable.cells(stream);
    String label = stream.verdict().labelOrDecision();
    long bytes = stream.summary().bytes();
    return () -> {
      counts.add(label, bytes);
      out.print(table.row(cells));
    };
  }
}
