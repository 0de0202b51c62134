package io.entroprint.cli.session;

import io.entroprint.cli.base.EveJson;
import io.entroprint.output.EveLine;
import io.entroprint.session.DestinationClusters.Cluster;
import io.entroprint.session.FtpStream.FtpTransfer;
import io.entroprint.session.RecurringSessions.Recurrence;
import io.entroprint.session.Session;
import io.entroprint.session.Session.Destination;
import io.entroprint.stream.FlowKey;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Findings as JSON, one object a line, in the manner of Suricata's EVE output. Times in seconds.
 */
final class SessionsJson implements SessionsOutput {
  private final ByteArrayOutputStream out;

  SessionsJson(ByteArrayOutputStream out) {
    this.out = out;
  }

  @Override
  public void transfers(List<FoundSession> streams) {
    for (FoundSession stream : streams) {
      FtpTransfer transfer = stream.transfer().orElseThrow();
      out.writeBytes(
          EveJson.stream(stream.capture(), stream.summary())
              .object("ftp_data")
              .field("control_community_id", transfer.control().communityId())
              .field("mode", transfer.evidence().name().toLowerCase(Locale.ROOT))
              .field("command", transfer.command())
              .field("filename", transfer.fileName())
              .field("nature", stream.session().nature().id())
              .end()
              .endLine());
    }
  }

  @Override
  public void clusters(List<Cluster> clusters) {
    for (Cluster cluster : clusters) {
      cluster(cluster);
    }
  }

  private void cluster(Cluster cluster) {
    EveLine line = new EveLine("entroprint", cluster.startNanos());
    destination(line, cluster.destination());
    line.object("cluster");
    line.time("start", cluster.startNanos());
    line.time("last_start", cluster.lastStartNanos());
    line.field("streams", cluster.sessions().size());
    line.field("clients", cluster.clients());
    line.field("per_minute", cluster.perMinute());
    line.field("bytes", cluster.bytes());
    line.field("label", cluster.label());
    line.field("label_share", cluster.labelShare());
    line.field("nature", cluster.nature().id());
    line.field("nature_share", cluster.natureShare());
    out.writeBytes(line.end().endLine());
  }

  @Override
  public void recurrences(List<Recurrence> recurrences) {
    for (Recurrence recurrence : recurrences) {
      recurrence(recurrence);
    }
  }

  private void recurrence(Recurrence recurrence) {
    EveLine line = new EveLine("entroprint", recurrence.startNanos());
    line.field("src_ip", recurrence.client().toString());
    destination(line, recurrence.destination());
    line.object("recurring");
    line.time("start", recurrence.startNanos());
    line.time("last_start", recurrence.lastStartNanos());
    line.field("sessions", recurrence.sessions().size());
    line.field("occurrences", recurrence.occurrences());
    line.field("missed", recurrence.missed());
    seconds(line, "period", recurrence.period());
    seconds(line, "jitter", recurrence.jitter());
    seconds(line, "duration", recurrence.medianDuration());
    line.field("bytes_each", recurrence.medianBytes());
    line.field("bytes", recurrence.bytes());
    out.writeBytes(line.end().endLine());
  }

  @Override
  public void context(Session session, List<Session> around) {
    for (Session other : around) {
      neighbour(session, other);
    }
  }

  private void neighbour(Session session, Session other) {
    FlowKey key = other.key();
    EveLine line = new EveLine("entroprint", other.startNanos());
    line.field("src_ip", key.client().toString());
    line.field("src_port", key.clientPort());
    destination(line, other.destination());
    line.field("community_id", key.communityId());
    line.object("context");
    line.field("around", session.key().communityId());
    line.time("start", other.startNanos());
    line.time("end", other.endNanos());
    line.field("bytes_toserver", other.bytesToServer());
    line.field("bytes_toclient", other.bytesToClient());
    line.field("label", other.label());
    line.field("nature", other.nature().id());
    out.writeBytes(line.end().endLine());
  }

  private static void destination(EveLine line, Destination destination) {
    line.field("proto", destination.transport().name());
    line.field("dest_ip", destination.address().toString());
    line.field("dest_port", destination.port());
  }

  private static void seconds(EveLine line, String name, Duration duration) {
    line.field(name, duration.toNanos() / 1e9);
  }
}
