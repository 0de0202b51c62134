package io.entroprint.cli;

import io.entroprint.fingerprint.Nature;
import io.entroprint.match.StreamClassifier;
import io.entroprint.session.DestinationClusters;
import io.entroprint.session.RecurringSessions;
import io.entroprint.session.Session;
import io.entroprint.session.SessionContext;
import io.entroprint.stream.StreamObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code entroprint sessions}: what streams belong to. All captures together are taken for one
 * observation.
 */
final class SessionsCommand implements Command {
  private static final double DAY = 86_400;

  @Override
  public String summary() {
    return "Says what streams belong to: FTP transfers, clusters, recurring sessions.";
  }

  @Override
  public Options options() {
    return LibraryChoice.option(CaptureRun.options())
        .flag("--json", "one JSON object a line")
        .flag(
            "--all", "look for clusters of all streams, not of encrypted and compressed ones only")
        .value("--cluster-radius", "SECONDS", "streams so near in time are neighbours (default 30)")
        .value("--cluster-min", "N", "so many neighbours make a cluster (default 8)")
        .value("--recurring-min", "N", "sessions recur so often at least (default 6)")
        .value("--recurring-span", "SECONDS", "from first to last so long at least (default 1800)")
        .value("--recurring-bytes", "N", "half of them have at most so many bytes (default 65536)")
        .value("--around", "ID", "what else the hosts of the stream of this Community ID did")
        .value("--within", "SECONDS", "with --around: so long before and after (default 60)");
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    DestinationClusters clusters =
        new DestinationClusters(
            seconds(arguments, "--cluster-radius", 30),
            Math.max(2, arguments.count("--cluster-min", 8, Integer.MAX_VALUE)));
    RecurringSessions.Options usual = RecurringSessions.Options.DEFAULT;
    RecurringSessions recurring =
        new RecurringSessions(
            new RecurringSessions.Options(
                Math.max(3, arguments.count("--recurring-min", 6, Integer.MAX_VALUE)),
                usual.minPeriod(),
                seconds(arguments, "--recurring-span", 1800),
                arguments.count("--recurring-bytes", 65_536, Integer.MAX_VALUE),
                usual.maxJitter()));
    Duration within = seconds(arguments, "--within", 60);
    if (arguments.has("--within") && !arguments.has("--around")) {
      throw new UsageException("--within goes with --around");
    }
    CaptureScan scan = CaptureScan.of(arguments);
    CaptureRun captures = CaptureRun.of(arguments, terminal);
    StreamClassifier classifier = new StreamClassifier(LibraryChoice.of(arguments));

    List<List<FoundSession>> byCapture = new ArrayList<>();
    for (int i = 0; i < captures.files(); i++) {
      byCapture.add(new ArrayList<>());
    }
    int code =
        captures.forEach(
            (index, file, out) -> scan.read(file, streams(classifier, file, byCapture.get(index))));

    List<FoundSession> found = byCapture.stream().flatMap(List::stream).toList();
    List<Session> sessions = found.stream().map(FoundSession::session).toList();
    StringBuilder text = new StringBuilder();
    SessionsOutput output =
        arguments.has("--json") ? new SessionsJson(text) : new SessionsTables(text);
    if (arguments.has("--around")) {
      around(arguments.required("--around"), within, found, sessions, output);
    } else {
      output.transfers(found.stream().filter(f -> f.transfer().isPresent()).toList());
      List<Session> asked =
          arguments.has("--all")
              ? sessions
              : sessions.stream().filter(SessionsCommand::hasHighEntropy).toList();
      output.clusters(clusters.find(asked));
      output.recurrences(recurring.find(sessions));
    }
    terminal.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
    return code;
  }

  private static Duration seconds(Arguments arguments, String option, int otherwise)
      throws UsageException {
    return Duration.ofNanos(Math.round(arguments.number(option, otherwise, 365 * DAY) * 1e9));
  }

  private static StreamObserver.Factory streams(
      StreamClassifier classifier, CaptureFile file, List<FoundSession> into) {
    SessionObserver.Source source = new SessionObserver.Source(classifier, file.name());
    return new InOrder<>(source::open, (summary, stream) -> stream.found(summary), into::add);
  }

  private static boolean hasHighEntropy(Session session) {
    return session.nature() == Nature.ENCRYPTED || session.nature() == Nature.COMPRESSED;
  }

  private static void around(
      String id,
      Duration within,
      List<FoundSession> found,
      List<Session> sessions,
      SessionsOutput output)
      throws IOException {
    SessionContext context = new SessionContext(sessions);
    boolean any = false;
    for (FoundSession one : found) {
      if (one.session().key().communityId().equals(id)) {
        any = true;
        output.context(one.session(), context.around(one.session(), within));
      }
    }
    if (!any) {
      throw new IOException("no stream has the Community ID " + id);
    }
  }
}
