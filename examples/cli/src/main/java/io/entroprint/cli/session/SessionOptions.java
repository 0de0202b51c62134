package io.entroprint.cli.session;

import io.entroprint.cli.option.DecimalNumber;
import io.entroprint.cli.option.WholeNumber;
import io.entroprint.library.Nature;
import io.entroprint.session.DestinationClusters;
import io.entroprint.session.RecurringSessions;
import io.entroprint.session.Session;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** What counts as a cluster and as recurring; finds both among streams. */
public final class SessionOptions {
  @Option(
      names = "--all",
      description = "Look for clusters among all streams, not only encrypted and compressed ones.")
  private boolean all;

  @Option(
      names = "--cluster-radius",
      paramLabel = "SECONDS",
      converter = DecimalNumber.Seconds.class,
      description =
          "A cluster is of streams to one destination, each with neighbours within this time (default: 30).")
  private double clusterRadius = 30;

  @Option(
      names = "--cluster-min",
      paramLabel = "N",
      converter = WholeNumber.Neighbours.class,
      description = "So many neighbours make a cluster (default: 8).")
  private int clusterMin = 8;

  @Option(
      names = "--recurring-min",
      paramLabel = "N",
      converter = WholeNumber.Sessions.class,
      description = "A session recurs if it was seen so often at least (default: 6).")
  private int recurringMin = 6;

  @Option(
      names = "--recurring-span",
      paramLabel = "SECONDS",
      converter = DecimalNumber.Seconds.class,
      description =
          "A session recurs if it goes on for so long at least, from first to last (default: 1800).")
  private double recurringSpan = 1800;

  @Option(
      names = "--recurring-bytes",
      paramLabel = "N",
      converter = WholeNumber.class,
      description =
          "A session recurs if half of its streams have at most so many bytes (default: 65536).")
  private int recurringBytes = 65_536;

  public List<DestinationClusters.Cluster> clusters(List<Session> sessions) {
    List<Session> asked =
        all ? sessions : sessions.stream().filter(SessionOptions::hasHighEntropy).toList();
    return new DestinationClusters(seconds(clusterRadius), clusterMin).find(asked);
  }

  public List<RecurringSessions.Recurrence> recurrences(List<Session> sessions) {
    RecurringSessions.Options usual = RecurringSessions.Options.DEFAULT;
    return new RecurringSessions(
            new RecurringSessions.Options(
                recurringMin,
                usual.minPeriod(),
                seconds(recurringSpan),
                recurringBytes,
                usual.maxJitter()))
        .find(sessions);
  }

  static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static boolean hasHighEntropy(Session session) {
    return session.nature() == Nature.ENCRYPTED || session.nature() == Nature.COMPRESSED;
  }
}
