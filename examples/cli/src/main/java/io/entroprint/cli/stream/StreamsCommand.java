package io.entroprint.cli.stream;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Endpoint;
import io.entroprint.cli.base.EveJson;
import io.entroprint.cli.base.OrderedOutput;
import io.entroprint.cli.base.Table;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.CaptureInput;
import io.entroprint.cli.option.CaptureOptions;
import io.entroprint.cli.option.CaptureRun;
import io.entroprint.cli.option.JoinOption;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.entropy.Direction;
import io.entroprint.match.StreamClassifier;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary;
import io.entroprint.text.PacketTime;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entroprint streams}: what streams a capture holds, and what was reassembled of each. */
@CommandLine.Command(
    name = "streams",
    description =
        "Lists the TCP and UDP streams of captures, or makes a labels.csv of them to fill in.")
public final class StreamsCommand implements Command {

  @Option(
      names = "--json",
      description = "Print a JSON object a line, with SHA-256 of the reassembled payload.")
  private boolean json;

  @Option(
      names = "--labels",
      description =
          "Print a labels.csv to fill in: a row for each stream, its label empty. Put it beside the"
              + " captures of a directory for 'train' and 'evaluate'.")
  private boolean labels;

  @Option(
      names = "--suggest",
      description =
          "With --labels: write down the label that the library says, and how sure it is.")
  private boolean suggest;

  @Mixin private LibraryChoice library;
  @Mixin private JoinOption join;
  @Mixin private CaptureOptions captures;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    if (json && labels) {
      throw new UsageException("--json and --labels cannot be given together");
    }
    if (suggest && !labels) {
      throw new UsageException("--suggest goes with --labels");
    }
    CaptureRun run = captures.run(terminal, join);
    if (labels) {
      return run.forEach(new LabelSheet(suggestions())::write);
    }
    if (json) {
      int code = run.forEach(StreamsCommand::json);
      run.printStatistics();
      return code;
    }
    boolean several = run.inputs() > 1;
    return run.forEach((input, out) -> table(several, terminal.columns(), input, out));
  }

  private Optional<StreamClassifier> suggestions() throws IOException {
    return suggest ? Optional.of(new StreamClassifier(library.read())) : Optional.empty();
  }

  private static void json(CaptureInput input, OrderedOutput.Section out) throws IOException {
    input
        .keepingProxyHeaders()
        .read(
            input.inOrder(
                start -> new StreamDigests(),
                StreamDigests.Result::of,
                stream -> out.write(digests(stream))));
  }

  /** The object of what was reassembled of a stream. */
  private static byte[] digests(StreamDigests.Result digests) {
    StreamSummary stream = digests.summary();
    return EveJson.stream(digests.capture(), stream)
        .object("stream")
        .field("sha256_toserver", digests.toServer())
        .field("sha256_toclient", digests.toClient())
        .field("sha256_both", digests.both())
        .field("gap", stream.gap())
        .field("midstream", stream.start().midstream())
        .end()
        .endLine();
  }

  private static void table(
      boolean several, int columns, CaptureInput input, OrderedOutput.Section out)
      throws IOException {
    Table table =
        new Table(
                new String[] {
                  "START",
                  "PROTO",
                  "CLIENT",
                  "SERVER",
                  ">PACKETS",
                  ">TO SERVER",
                  ">TO CLIENT",
                  "NOTES"
                },
                new int[] {26, 5, 21, 21, 7, 10, 10, 0})
            .cutAt(columns);
    if (input.index() == 0) {
      out.print(table.headings());
    }
    if (several) {
      out.heading(input.name());
    }
    input
        .keepingProxyHeaders()
        .read(
            input.inOrder(
                start -> new Unmeasured(),
                (capture, summary, none) -> summary,
                stream ->
                    out.print(
                        table.row(
                            PacketTime.text(stream.start().startNanos()),
                            stream.start().key().transport().name(),
                            Endpoint.client(stream.start().key()),
                            Endpoint.server(stream.start().key()),
                            Long.toString(stream.packetsToServer() + stream.packetsToClient()),
                            Long.toString(stream.bytesToServer()),
                            Long.toString(stream.bytesToClient()),
                            notes(stream)))));
  }

  /** Nothing is kept of the bytes. */
  private static final class Unmeasured implements StreamObserver {
    @Override
    public void bytes(Direction direction, byte[] array, int offset, int length, long timeNanos) {}

    @Override
    public void ended(StreamSummary summary) {}
  }

  private static String notes(StreamSummary stream) {
    StringBuilder notes = new StringBuilder();
    notes.append(stream.start().midstream() ? "midstream " : "");
    notes.append(stream.gap() ? "gap " : "");
    notes.append(stream.oneDirection() ? "one-direction " : "");
    notes.append(stream.reason() == StreamSummary.EndReason.EVICTED ? "evicted " : "");
    return notes.toString();
  }
}
