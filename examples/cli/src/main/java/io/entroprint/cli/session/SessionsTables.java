package io.entroprint.cli.session;

import io.entroprint.cli.base.Endpoint;
import io.entroprint.cli.base.Table;
import io.entroprint.session.DestinationClusters.Cluster;
import io.entroprint.session.FtpStream.FtpTransfer;
import io.entroprint.session.RecurringSessions.Recurrence;
import io.entroprint.session.Session;
import io.entroprint.text.DecimalText;
import io.entroprint.text.PacketTime;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Findings as tables for people. */
final class SessionsTables implements SessionsOutput {
  private static final int TIME = 26;
  private static final int ENDPOINT = 21;

  private final StringBuilder out;

  SessionsTables(StringBuilder out) {
    this.out = out;
  }

  private Table table(String title, int count, String[] columns, int... widths) {
    out.append(out.isEmpty() ? "" : "\n").append(title).append(": ");
    out.append(count == 0 ? "none" : Integer.toString(count)).append('\n');
    Table table = new Table(columns, widths);
    if (count > 0) {
      out.append(table.headings());
    }
    return table;
  }

  @Override
  public void transfers(List<FoundSession> streams) {
    Table table =
        table(
            "FTP data channels",
            streams.size(),
            new String[] {
              "START", "CLIENT", "SERVER", ">BYTES", "NATURE", "MODE", "COMMAND", "FILE", "CONTROL"
            },
            TIME,
            ENDPOINT,
            ENDPOINT,
            9,
            12,
            7,
            7,
            20);
    for (FoundSession stream : streams) {
      FtpTransfer transfer = stream.transfer().orElseThrow();
      Session session = stream.session();
      out.append(
          table.row(
              PacketTime.text(session.startNanos()),
              Endpoint.client(session.key()),
              Endpoint.server(session.key()),
              Long.toString(session.bytes()),
              session.nature().id(),
              transfer.evidence().name().toLowerCase(Locale.ROOT),
              transfer.command(),
              transfer.fileName(),
              Endpoint.client(transfer.control()) + " > " + Endpoint.server(transfer.control())));
    }
  }

  @Override
  public void clusters(List<Cluster> clusters) {
    Table table =
        table(
            "Clusters of streams to one destination",
            clusters.size(),
            new String[] {
              "START",
              ">SECONDS",
              "DESTINATION",
              ">STREAMS",
              ">CLIENTS",
              ">A MINUTE",
              ">BYTES",
              "LABEL",
              "NATURE"
            },
            TIME,
            9,
            25,
            7,
            7,
            8,
            10,
            22);
    for (Cluster cluster : clusters) {
      double perMinute = cluster.perMinute();
      out.append(
          table.row(
              PacketTime.text(cluster.startNanos()),
              seconds(cluster.lastStartNanos() - cluster.startNanos()),
              cluster.destination().toString(),
              Integer.toString(cluster.sessions().size()),
              Integer.toString(cluster.clients()),
              Double.isInfinite(perMinute) ? "at once" : decimal(perMinute, 1),
              Long.toString(cluster.bytes()),
              share(cluster.label(), cluster.labelShare()),
              share(cluster.nature().id(), cluster.natureShare())));
    }
  }

  private static String share(String what, double share) {
    return share == 1 ? what : what + " (" + Math.round(100 * share) + " %)";
  }

  @Override
  public void recurrences(List<Recurrence> recurrences) {
    Table table =
        table(
            "Sessions that recur (which proves nothing: mail, time and updates do)",
            recurrences.size(),
            new String[] {
              "START",
              "CLIENT",
              "DESTINATION",
              ">SESSIONS",
              ">MISSED",
              ">HOURS",
              ">PERIOD S",
              ">JITTER S",
              ">LASTING S",
              ">BYTES EACH"
            },
            TIME,
            15,
            25,
            8,
            6,
            7,
            9,
            8,
            9,
            10);
    for (Recurrence recurrence : recurrences) {
      double hours = (recurrence.lastStartNanos() - recurrence.startNanos()) / 3600e9;
      out.append(
          table.row(
              PacketTime.text(recurrence.startNanos()),
              recurrence.client().toString(),
              recurrence.destination().toString(),
              Integer.toString(recurrence.sessions().size()),
              Integer.toString(recurrence.missed()),
              decimal(hours, 1),
              seconds(recurrence.period()),
              seconds(recurrence.jitter()),
              seconds(recurrence.medianDuration()),
              Long.toString(recurrence.medianBytes())));
    }
  }

  @Override
  public void context(Session session, List<Session> around) {
    Table table =
        table(
            "Around " + session.key() + " of " + PacketTime.text(session.startNanos()),
            around.size(),
            new String[] {
              "START", ">SECONDS", "PROTO", "CLIENT", "SERVER", ">BYTES", "LABEL", "NATURE"
            },
            TIME,
            9,
            5,
            ENDPOINT,
            ENDPOINT,
            9,
            16,
            0);
    for (Session other : around) {
      out.append(
          table.row(
              PacketTime.text(other.startNanos()),
              seconds(other.durationNanos()),
              other.key().transport().name(),
              Endpoint.client(other.key()),
              Endpoint.server(other.key()),
              Long.toString(other.bytes()),
              other.label(),
              other.nature().id()));
    }
  }

  private static String seconds(Duration duration) {
    return seconds(duration.toNanos());
  }

  private static String seconds(long nanos) {
    return decimal(nanos / 1e9, 3);
  }

  private static String decimal(double value, int decimals) {
    return DecimalText.of(value, decimals);
  }
}
