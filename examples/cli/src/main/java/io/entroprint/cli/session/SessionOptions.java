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
      description = "Look for clusters of all streams, not of encrypted and compressed ones only.")
  private boolean all;

  @Option(
      names = "--cluster-radius",
      paramLabel = "SECONDS",
      converter = DecimalNumber.Seconds.class,
      description = "Streams so near in time are neighbours (default: 30).")
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
      description = "Sessions recur so often at least (default: 6).")
  private int recurringMin = 6;

  @Option(
      names = "--recurring-span",
      paramLabel = "SECONDS",
      converter = DecimalNumber.Seconds.class,
      description = "From first to last so long at least (default: 1800).")
  private double recurringSpan = 1800;

  @Option(
      names = "--recurring-bytes",
      paramLabel = "N",
      converter = WholeNumber.class,
      description = "Half of them have at most so many bytes (default: 65536).")
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
