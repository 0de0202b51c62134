package io.entroprint.cli.stream;

import io.entroprint.cli.base.Endpoint;
import io.entroprint.cli.base.Table;
import io.entroprint.match.Verdict;
import io.entroprint.stream.FlowKey;
import io.entroprint.text.DecimalText;

/** The table of verdicts for people, of {@code classify} and {@code monitor}. */
public final class VerdictTable {
  private VerdictTable() {}

  /** Its columns. */
  public static Table create() {
    return new Table(
        new String[] {
          "PROTO", "CLIENT", "SERVER", ">BYTES", "LABEL", ">CONF", "NATURE", "CLIENT > SERVER"
        },
        new int[] {5, 21, 21, 9, 16, 4, 12, 0});
  }

  /** One row of it. */
  public static void row(Table table, StringBuilder out, Classified stream) {
    FlowKey key = stream.summary().start().key();
    Verdict verdict = stream.verdict();
    table.row(
        out,
        key.transport().name(),
        Endpoint.client(key),
        Endpoint.server(key),
        Long.toString(stream.summary().bytes()),
        verdict.labelOrDecision(),
        DecimalText.of(verdict.confidence(), 2),
        verdict.nature().id(),
        verdict.label().isPresent() ? software(verdict) : verdict.reason());
  }

  private static String software(Verdict verdict) {
    String client = verdict.client().value();
    String server = verdict.server().value();
    return client.isEmpty() && server.isEmpty()
        ? ""
        : (client.isEmpty() ? "?" : client) + " > " + (server.isEmpty() ? "?" : server);
  }
}
