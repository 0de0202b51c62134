package io.entroprint.cli.stream;

import io.entroprint.cli.base.Endpoint;
import io.entroprint.cli.base.Table;
import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.stream.FlowKey;
import io.entroprint.text.DecimalText;
import java.util.Optional;

/** The table of verdicts for people, of {@code classify} and {@code monitor}. */
public final class VerdictTable {
  /** What the wide columns take, without the last one. */
  private static final int WIDE = 102;

  private VerdictTable() {}

  /** For a terminal of so many columns, or 0: on a narrow one label and confidence are seen. */
  public static Table create(int terminalColumns) {
    return new Table(
            new String[] {
              "PROTO", "CLIENT", "SERVER", ">BYTES", "LABEL", ">CONF", "NATURE", "CLIENT > SERVER"
            },
            terminalColumns > 0 && terminalColumns < WIDE
                ? new int[] {5, 21, 21, 7, 12, 4, 12, 0}
                : new int[] {5, 21, 21, 9, 16, 4, 12, 0})
        .cutAt(terminalColumns);
  }

  /** One row of it. */
  public static String row(Table table, Classified stream) {
    return table.row(cells(stream));
  }

  /** The texts of a row. */
  static String[] cells(Classified stream) {
    FlowKey key = stream.summary().start().key();
    Verdict verdict = stream.verdict();
    return new String[] {
      key.transport().name(),
      Endpoint.client(key),
      Endpoint.server(key),
      Long.toString(stream.summary().bytes()),
      verdict.labelOrDecision(),
      DecimalText.of(verdict.confidence(), 2),
      verdict.nature().id(),
      verdict.reason().map(Verdict.Reason::sentence).orElseGet(() -> software(verdict))
    };
  }

  private static String software(Verdict verdict) {
    return verdict.client().isEmpty() && verdict.server().isEmpty()
        ? ""
        : value(verdict.client()) + " > " + value(verdict.server());
  }

  private static String value(Optional<Claim> claim) {
    return claim.map(Claim::value).orElse("?");
  }
}
