package io.entroprint.cli.session;

import io.entroprint.cli.base.Command;
import io.entroprint.cli.base.Terminal;
import io.entroprint.cli.base.UsageException;
import io.entroprint.cli.option.CaptureOptions;
import io.entroprint.cli.option.CaptureRun;
import io.entroprint.cli.option.DecimalNumber;
import io.entroprint.cli.option.JoinOption;
import io.entroprint.cli.option.LibraryChoice;
import io.entroprint.match.StreamClassifier;
import io.entroprint.session.Session;
import io.entroprint.session.SessionContext;
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
    description = "Says what streams belong to: FTP transfers, clusters, recurring sessions.%n")
public final class SessionsCommand implements Command {

  @Mixin private LibraryChoice library;
  @Mixin private CaptureOptions captures;
  @Mixin private JoinOption join;
  @Mixin private SessionOptions finding;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Option(
      names = "--around",
      paramLabel = "ID",
      description = "What else the hosts of the stream of this Community ID did.")
  private String around;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      converter = DecimalNumber.Seconds.class,
      description = "With --around: so long before and after (default: 60).")
  private Double within;

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
    StringBuilder text = new StringBuilder();
    SessionsOutput output = json ? new SessionsJson(text) : new SessionsTables(text);
    if (around != null) {
      around(found, sessions, output);
    } else {
      output.transfers(found.stream().filter(f -> f.transfer().isPresent()).toList());
      output.clusters(finding.clusters(sessions));
      output.recurrences(finding.recurrences(sessions));
    }
    if (json) {
      terminal.write(text);
      run.printStatistics();
    } else {
      terminal.print(text);
    }
    return code;
  }

  private void around(List<FoundSession> found, List<Session> sessions, SessionsOutput output)
      throws IOException {
    SessionContext context = new SessionContext(sessions);
    Duration time = SessionOptions.seconds(within == null ? 60 : within);
    boolean any = false;
    for (FoundSession one : found) {
      if (one.session().key().communityId().equals(around)) {
        any = true;
        output.context(one.session(), context.around(one.session(), time));
      }
    }
    if (!any) {
      throw new IOException("no stream has the Community ID " + around);
    }
  }
}
