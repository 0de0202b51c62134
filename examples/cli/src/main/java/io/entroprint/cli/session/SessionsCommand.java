package io.entroprint.cli.session;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.CaptureOptions;
import io.entroprint.cli.option.CaptureRun;
import io.entroprint.cli.option.DecimalNumber;
import io.entroprint.cli.option.JoinOption;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.cli.option.StreamId;
import io.entroprint.match.StreamClassifier;
import io.entroprint.session.Session;
import io.entroprint.session.SessionContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code entroprint sessions}: what streams belong to. All captures together are taken for one
 * observation.
 */
@CommandLine.Command(
    name = "sessions",
    description = "Says what streams belong to: FTP transfers, clusters, recurring sessions.")
public final class SessionsCommand implements Command {

  @Option(names = "--json", description = "Print a JSON object a line instead of tables.")
  private boolean json;

  @Option(
      names = "--around",
      paramLabel = "ID",
      converter = StreamId.Converter.class,
      description =
          "Say what else the two hosts of this stream did. ID is its Community ID, or both ends:"
              + " 'tcp 192.0.2.1:50412 192.0.2.2:22'.")
  private StreamId around;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      converter = DecimalNumber.Seconds.class,
      description = "With --around: look so long before and after that stream (default: 60).")
  private Double within;

  @Mixin private LibraryChoice library;
  @Mixin private SessionOptions finding;
  @Mixin private JoinOption join;
  @Mixin private CaptureOptions captures;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    if (within != null && around == null) {
      throw new UsageException("--within goes with --around");
    }
    CaptureRun run = captures.run(terminal, join);
    StreamClassifier classifier = new StreamClassifier(library.read());

    List<FoundSession> found = new ArrayList<>();
    int code = SessionReader.of(classifier).read(run, found);
    List<Session> sessions = found.stream().map(FoundSession::session).toList();
    if (json) {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      tell(found, sessions, new SessionsJson(lines));
      terminal.write(lines.toByteArray());
      run.printStatistics();
    } else {
      StringBuilder text = new StringBuilder();
      tell(found, sessions, new SessionsTables(text));
      terminal.print(text);
    }
    return code;
  }

  private void tell(List<FoundSession> found, List<Session> sessions, SessionsOutput output)
      throws IOException {
    if (around != null) {
      around(found, sessions, output);
    } else {
      output.transfers(found.stream().filter(f -> f.transfer().isPresent()).toList());
      output.clusters(finding.clusters(sessions));
      output.recurrences(finding.recurrences(sessions));
    }
  }

  private void around(List<FoundSession> found, List<Session> sessions, SessionsOutput output)
      throws IOException {
    SessionContext context = new SessionContext(sessions);
    Duration time = SessionOptions.seconds(within == null ? 60 : within);
    boolean any = false;
    for (FoundSession one : found) {
      if (around.test(one.session().key())) {
        any = true;
        output.context(one.session(), context.around(one.session(), time));
      }
    }
    if (!any) {
      throw new IOException("no stream is " + around);
    }
  }
}
