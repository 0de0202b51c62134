package io.entroprint.cli;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.match.VerdictTracker;
import io.entroprint.output.EveFormat;
import io.entroprint.output.VerdictEvent;
import io.entroprint.output.VerdictFormat;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entroprint classify}: what each stream is. */
@CommandLine.Command(name = "classify", description = "Says what the streams of captures are.")
final class ClassifyCommand implements Command {

  /** A stream that has ended, with what is said of it. */
  record Classified(StreamSummary summary, Verdict verdict, OptionalInt decidedAt) {}

  /** Makes observers of the streams of a capture that say in the end what each is. */
  private interface Judge {
    InOrder<?, Classified> streams(
        CaptureFile file, OrderedOutput.Section out, Consumer<Classified> next);
  }

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

  @Option(
      names = "--precision",
      paramLabel = "P",
      converter = Real.Share.class,
      description = {
        "Decide each label on as few bytes as it takes to be right in this share of cases, such as"
            + " 0.99, and say at which offset."
      })
  private Double precision;

  @Option(
      names = "--events",
      description = "With --json and --precision: an object when a label is decided or changes.")
  private boolean events;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    if (force && precision != null) {
      throw new UsageException("--force answers every stream, --precision only what is sure");
    }
    if (events && !(json && precision != null)) {
      throw new UsageException("--events needs --json and --precision");
    }
    CaptureScan scan = captures.scan();
    CaptureRun run = captures.run(terminal);
    StreamClassifier classifier = new StreamClassifier(library.read());
    Judge judge = precision == null ? late(classifier) : early(classifier);
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

  private void json(CaptureScan scan, Judge judge, CaptureFile file, OrderedOutput.Section out)
      throws IOException {
    scan.read(
        file,
        judge.streams(
            file,
            out,
            stream -> {
              eve(file)
                  .append(
                      out.text(),
                      VerdictEvent.ended(stream.summary(), stream.verdict(), stream.decidedAt()));
              out.flushIfLarge();
            }));
  }

  private static void rows(
      CaptureScan scan,
      Judge judge,
      LabelCounts counts,
      CaptureFile file,
      OrderedOutput.Section out)
      throws IOException {
    Table table = table();
    scan.read(
        file,
        judge.streams(
            file,
            out,
            stream -> {
              counts.add(stream.verdict().labelOrDecision(), stream.summary().bytes());
              row(table, out.text(), stream);
              out.flushIfLarge();
            }));
  }

  /** Judges a stream by all of its bytes. */
  private Judge late(StreamClassifier classifier) {
    Function<StreamEvidence, Verdict> verdict =
        force ? classifier::classifyAnyway : classifier::classify;
    return (file, out, next) ->
        new InOrder<>(
            start -> new MeteredStream(start, FeatureDefinition.EV1),
            (summary, stream) ->
                new Classified(
                    summary,
                    verdict.apply(StreamEvidence.of(summary, stream.meter())),
                    OptionalInt.empty()),
            next);
  }

  /** Judges a stream as its bytes come. */
  private Judge early(StreamClassifier classifier) {
    return (file, out, next) -> {
      VerdictTracker.Listener told = new Told(eve(file), out);
      return new InOrder<>(
          start -> new VerdictTracker(start, classifier, precision, told),
          (summary, stream) -> new Classified(summary, stream.verdict(), stream.decidedAt()),
          next);
    };
  }

  private EveFormat eve(CaptureFile file) {
    EveFormat eve = VerdictFormat.eve().ofCapture(file.name());
    return precision == null ? eve : eve.withDecidedAt();
  }

  /** Writes an object when a label is decided or changes, if that was asked for. */
  private final class Told implements VerdictTracker.Listener {
    private final EveFormat eve;
    private final OrderedOutput.Section out;

    Told(EveFormat eve, OrderedOutput.Section out) {
      this.eve = eve;
      this.out = out;
    }

    @Override
    public void decided(StreamStart start, Verdict verdict, long timeNanos) {
      write(VerdictEvent.decided(start, verdict, timeNanos));
    }

    @Override
    public void changed(StreamStart start, Verdict was, Verdict is, long timeNanos) {
      write(VerdictEvent.changed(start, was, is, timeNanos));
    }

    private void write(VerdictEvent event) {
      if (events) {
        eve.append(out.text(), event);
        out.flushIfLarge();
      }
    }
  }

  /** The table of verdicts. */
  static Table table() {
    return new Table(
        new String[] {
          "PROTO", "CLIENT", "SERVER", ">BYTES", "LABEL", ">CONF", "NATURE", "CLIENT > SERVER"
        },
        new int[] {5, 21, 21, 9, 16, 4, 12, 0});
  }

  /** One row of it. */
  static void row(Table table, StringBuilder out, Classified stream) {
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
