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
final class SessionsCommand implements Command {

  @Mixin private LibraryChoice library;
  @Mixin private CaptureOptions captures;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Option(
      names = "--all",
      description = "Look for clusters of all streams, not of encrypted and compressed ones only.")
  private boolean all;

  @Option(
      names = "--cluster-radius",
      paramLabel = "SECONDS",
      converter = Real.Seconds.class,
      description = "Streams so near in time are neighbours (default: 30).")
  private double clusterRadius = 30;

  @Option(
      names = "--cluster-min",
      paramLabel = "N",
      converter = Count.Neighbours.class,
      description = "So many neighbours make a cluster (default: 8).")
  private int clusterMin = 8;

  @Option(
      names = "--recurring-min",
      paramLabel = "N",
      converter = Count.Sessions.class,
      description = "Sessions recur so often at least (default: 6).")
  private int recurringMin = 6;

  @Option(
      names = "--recurring-span",
      paramLabel = "SECONDS",
      converter = Real.Seconds.class,
      description = "From first to last so long at least (default: 1800).")
  private double recurringSpan = 1800;

  @Option(
      names = "--recurring-bytes",
      paramLabel = "N",
      converter = Count.class,
      description = "Half of them have at most so many bytes (default: 65536).")
  private int recurringBytes = 65_536;

  @Option(
      names = "--around",
      paramLabel = "ID",
      description = "What else the hosts of the stream of this Community ID did.")
  private String around;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      converter = Real.Seconds.class,
      description = "With --around: so long before and after (default: 60).")
  private Double within;

  @Override
  public int run(Terminal terminal) throws UsageException, IOException {
    if (within != null && around == null) {
      throw new UsageException("--within goes with --around");
    }
    CaptureScan scan = captures.scan();
    CaptureRun run = captures.run(terminal);
    StreamClassifier classifier = new StreamClassifier(library.read());

    List<List<FoundSession>> byCapture = new ArrayList<>();
    for (int i = 0; i < run.files(); i++) {
      byCapture.add(new ArrayList<>());
    }
    int code =
        run.forEach(
            (index, file, out) -> scan.read(file, streams(classifier, file, byCapture.get(index))));

    List<FoundSession> found = byCapture.stream().flatMap(List::stream).toList();
    List<Session> sessions = found.stream().map(FoundSession::session).toList();
    StringBuilder text = new StringBuilder();
    SessionsOutput output = json ? new SessionsJson(text) : new SessionsTables(text);
    if (around != null) {
      around(found, sessions, output);
    } else {
      output.transfers(found.stream().filter(f -> f.transfer().isPresent()).toList());
      List<Session> asked =
          all ? sessions : sessions.stream().filter(SessionsCommand::hasHighEntropy).toList();
      output.clusters(clusters().find(asked));
      output.recurrences(recurring().find(sessions));
    }
    terminal.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
    return code;
  }

  private DestinationClusters clusters() {
    return new DestinationClusters(seconds(clusterRadius), clusterMin);
  }

  private RecurringSessions recurring() {
    RecurringSessions.Options usual = RecurringSessions.Options.DEFAULT;
    return new RecurringSessions(
        new RecurringSessions.Options(
            recurringMin,
            usual.minPeriod(),
            seconds(recurringSpan),
            recurringBytes,
            usual.maxJitter()));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static StreamObserver.Factory streams(
      StreamClassifier classifier, CaptureFile file, List<FoundSession> into) {
    SessionObserver.Source source = new SessionObserver.Source(classifier, file.name());
    return new InOrder<>(source::open, (summary, stream) -> stream.found(summary), into::add);
  }

  private static boolean hasHighEntropy(Session session) {
    return session.nature() == Nature.ENCRYPTED || session.nature() == Nature.COMPRESSED;
  }

  private void around(List<FoundSession> found, List<Session> sessions, SessionsOutput output)
      throws IOException {
    SessionContext context = new SessionContext(sessions);
    Duration time = seconds(within == null ? 60 : within);
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
