package io.entroprint.cli.stream;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.OrderedOutput;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.CaptureOptions;
import io.entroprint.cli.option.CaptureRun;
import io.entroprint.cli.option.DecimalNumber;
import io.entroprint.cli.option.JoinOption;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.cli.option.MeasuredBytes;
import io.entroprint.cli.option.StreamId;
import io.entroprint.library.LabelDefinition.Tool;
import io.entroprint.match.Explanation;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.match.VerdictTracker;
import io.entroprint.output.EveFormat;
import io.entroprint.output.EveLine;
import io.entroprint.output.VerdictFormat;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entroprint classify}: what each stream is. */
@CommandLine.Command(name = "classify", description = "Says what the streams of captures are.")
public final class ClassifyCommand implements Command {
  private static final double FAST_PRECISION = 0.99;

  @Mixin private LibraryChoice library;

  @Option(
      names = "--json",
      description =
          "Print a JSON object a line, in the manner of Suricata's EVE, instead of a table.")
  private boolean json;

  @Option(
      names = "--names",
      paramLabel = "TOOL",
      split = ",",
      description =
          "With --json: write also what these programs call the label; some of zeek, suricata, ndpi,"
              + " wireshark.")
  private Set<Tool> names = Set.of();

  @Option(
      names = "--force",
      description =
          "Answer every stream with its nearest label, however far that is; never 'unknown'.")
  private boolean force;

  @Option(
      names = "--midstream",
      description = {
        "Judge streams whose beginning was not captured, too, as sure as such streams were when the"
            + " library was built. Without it they are undecided."
      })
  private boolean midstream;

  @Option(
      names = "--precision",
      paramLabel = "P",
      converter = DecimalNumber.Share.class,
      description = {
        "Decide each label on as few bytes as it takes to be right in this share of cases, such as"
            + " 0.99, and say at which offset."
      })
  private Double precision;

  @Option(
      names = "--fast",
      description =
          "Measure a stream no further once its label is decided, with --precision 0.99 unless"
              + " another is given. Client, server and settings of such a stream are not said, and"
              + " its nature is the usual one of its like.")
  private boolean fast;

  @Option(
      names = "--events",
      description =
          "With --json and --precision or --fast: print an object as soon as a label is decided or"
              + " changes.")
  private boolean events;

  @Option(
      names = "--explain",
      paramLabel = "ID",
      converter = StreamId.Converter.class,
      description =
          "Print what the verdict on one stream rests on: what each offset, view and measure adds to"
              + " the distances of the nearest fingerprint and of the second label. ID is its"
              + " Community ID, or both ends: 'tcp 192.0.2.1:50412 192.0.2.2:22'.")
  private StreamId explained;

  @Mixin private MeasuredBytes measured;
  @Mixin private JoinOption join;
  @Mixin private CaptureOptions captures;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    if (fast && precision == null) {
      precision = FAST_PRECISION;
    }
    if (explained != null && precision != null) {
      throw new UsageException(
          "--explain is of whole streams, --precision and --fast of their beginnings");
    }
    if (force && precision != null) {
      throw new UsageException(
          "--force answers every stream, --precision and --fast only what is sure");
    }
    if (!names.isEmpty() && !json) {
      throw new UsageException("--names goes with --json");
    }
    if (events && !(json && precision != null)) {
      throw new UsageException("--events needs --json and --precision or --fast");
    }
    CaptureRun run = captures.run(terminal, join);
    StreamClassifier classifier = new StreamClassifier(library.read());
    if (midstream) {
      classifier = classifier.judgingMidstream();
    }
    if (explained != null) {
      return explain(run, classifier);
    }
    StreamClassifier chosen = classifier;
    Classification classification =
        precision == null
            ? Classification.late(measured::stream, verdict(classifier))
            : Classification.early((start, listener) -> tracker(chosen, start, listener));
    if (json) {
      int code = run.forEach((input, out) -> classification.read(input, new JsonPrinter(out)));
      run.printStatistics();
      return code;
    }
    LabelCounts counts = new LabelCounts();
    boolean several = run.inputs() > 1;
    int code =
        run.forEach(
            (input, out) -> {
              if (input.index() == 0) {
                out.print(VerdictTable.create(terminal.columns()).headings());
              }
              if (several) {
                out.heading(input.name());
              }
              classification.read(input, new RowPrinter(terminal.columns(), counts, out));
            });
    counts.print(terminal);
    return code;
  }

  private int explain(CaptureRun run, StreamClassifier classifier) throws IOException {
    AtomicBoolean found = new AtomicBoolean();
    int code =
        run.forEach(
            (input, out) ->
                input.read(
                    input.inOrder(
                        measured::stream,
                        (capture, summary, stream) -> {
                          if (!explained.test(summary.start().key())) {
                            return new byte[0];
                          }
                          found.set(true);
                          return explanation(classifier, capture, summary, stream);
                        },
                        out::write)));
    if (!found.get()) {
      throw new IOException("no stream is " + explained);
    }
    if (json) {
      run.printStatistics();
    }
    return code;
  }

  private byte[] explanation(
      StreamClassifier classifier, String capture, StreamSummary summary, MeteredStream stream) {
    StreamEvidence evidence = StreamEvidence.of(summary, stream.meter());
    Verdict verdict = verdict(classifier).apply(evidence);
    Optional<Explanation> explanation = classifier.explain(evidence);
    if (json) {
      EveLine line = eve(capture).begin(VerdictEvent.ended(summary, verdict, OptionalInt.empty()));
      ExplanationJson.append(line, explanation);
      return line.endLine();
    }
    StringBuilder text = new StringBuilder();
    ExplanationTables.append(
        text, new Classified(capture, summary, verdict, OptionalInt.empty()), explanation);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Function<StreamEvidence, Verdict> verdict(StreamClassifier classifier) {
    return force ? classifier::classifyAnyway : classifier::classify;
  }

  /** Judges a stream as its bytes come. */
  private VerdictTracker tracker(
      StreamClassifier classifier, StreamStart start, VerdictTracker.Listener listener) {
    VerdictTracker tracker =
        new VerdictTracker(measured.stream(start), () -> classifier, precision, listener);
    return fast ? tracker.stopOnceDecided() : tracker;
  }

  private EveFormat eve(String capture) {
    EveFormat eve = VerdictFormat.eve().ofCapture(capture).withNames(names);
    return precision == null ? eve : eve.withDecidedAt();
  }

  /** Prints the objects of a capture. */
  private final class JsonPrinter implements VerdictPrinter {
    private final OrderedOutput.Section out;
    private final Optional<Events> told;

    JsonPrinter(OrderedOutput.Section out) {
      this.out = out;
      told = events ? Optional.of(this::object) : Optional.empty();
    }

    @Override
    public Runnable line(Classified stream) {
      return object(
          stream.capture(),
          VerdictEvent.ended(stream.summary(), stream.verdict(), stream.decidedAt()));
    }

    @Override
    public Optional<Events> events() {
      return told;
    }

    private Runnable object(String capture, VerdictEvent event) {
      byte[] line = eve(capture).line(event);
      return () -> out.write(line);
    }
  }
}
