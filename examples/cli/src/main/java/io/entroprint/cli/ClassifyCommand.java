package io.entroprint.cli;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.StreamEvidence;
import io.entroprint.match.Verdict;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entroprint classify}: what each stream is. */
@CommandLine.Command(name = "classify", description = "Says what the streams of captures are.%n")
final class ClassifyCommand implements Command {

  /** A stream that has ended, with what is said of it. */
  record Classified(StreamSummary summary, Verdict verdict) {}

  @Mixin private LibraryChoice library;
  @Mixin private CaptureOptions captures;

  @Option(
      names = "--json",
      description = "One JSON object a line, in the manner of Suricata's EVE.")
  private boolean json;

  @Option(
      names = "--force",
      description = "Answer every stream with its nearest label, however far that is.")
  private boolean force;

  @Override
  public int run(Terminal terminal) throws IOException {
    CaptureScan scan = captures.scan();
    CaptureRun run = captures.run(terminal);
    StreamClassifier classifier = new StreamClassifier(library.read());
    Function<StreamEvidence, Verdict> judge =
        force ? classifier::classifyAnyway : classifier::classify;
    if (json) {
      return run.forEach((index, file, out) -> json(scan, judge, file, out));
    }
    LabelCounts counts = new LabelCounts();
    boolean several = run.files() > 1;
    int code =
        run.forEach(
            (index, file, out) -> {
              if (index == 0) {
                table().headings(out.text());
              }
              if (several) {
                out.text().append(file.name()).append(":\n");
              }
              rows(scan, judge, counts, file, out);
            });
    counts.print(terminal);
    return code;
  }

  private static void json(
      CaptureScan scan,
      Function<StreamEvidence, Verdict> judge,
      CaptureFile file,
      OrderedOutput.Section out)
      throws IOException {
    scan.read(
        file,
        streams(
            judge,
            stream -> {
              EveJson.verdict(out.text(), file.name(), stream.summary(), stream.verdict());
              out.flushIfLarge();
            }));
  }

  private static void rows(
      CaptureScan scan,
      Function<StreamEvidence, Verdict> judge,
      LabelCounts counts,
      CaptureFile file,
      OrderedOutput.Section out)
      throws IOException {
    Table table = table();
    scan.read(
        file,
        streams(
            judge,
            stream -> {
              counts.add(stream.verdict().labelOrDecision(), stream.summary().bytes());
              row(table, out.text(), stream);
              out.flushIfLarge();
            }));
  }

  private static InOrder<MeteredStream, Classified> streams(
      Function<StreamEvidence, Verdict> judge, Consumer<Classified> next) {
    return new InOrder<>(
        start -> new MeteredStream(start, FeatureDefinition.EV1),
        (summary, stream) ->
            new Classified(summary, judge.apply(StreamEvidence.of(summary, stream.meter()))),
        next);
  }

  private static Table table() {
    return new Table(
        new String[] {
          "PROTO", "CLIENT", "SERVER", ">BYTES", "LABEL", ">CONF", "NATURE", "CLIENT > SERVER"
        },
        new int[] {5, 21, 21, 9, 16, 4, 12, 0});
  }

  private static void row(Table table, StringBuilder out, Classified stream) {
    FlowKey key = stream.summary().start().key();
    Verdict verdict = stream.verdict();
    StringBuilder confidence = new StringBuilder();
    Decimal.append(confidence, verdict.confidence(), 2, false);
    table.row(
        out,
        key.transport().name(),
        Endpoint.client(key),
        Endpoint.server(key),
        Long.toString(stream.summary().bytes()),
        verdict.labelOrDecision(),
        confidence.toString(),
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
