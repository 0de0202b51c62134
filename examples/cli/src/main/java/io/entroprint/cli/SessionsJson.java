package io.entroprint.cli;

import io.entroprint.session.Destination;
import io.entroprint.session.DestinationClusters.Cluster;
import io.entroprint.session.FtpTransfer;
import io.entroprint.session.RecurringSessions.Recurrence;
import io.entroprint.session.Session;
import io.entroprint.stream.FlowKey;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Findings as JSON, one object a line, in the manner of Suricata's EVE output. Times in seconds.
 */
final class SessionsJson implements SessionsOutput {
  private final StringBuilder out;

  SessionsJson(StringBuilder out) {
    this.out = out;
  }

  @Override
  public void transfers(List<FoundSession> streams) {
    for (FoundSession stream : streams) {
      FtpTransfer transfer = stream.transfer().orElseThrow();
      EveJson.begin(out, stream.capture(), stream.summary())
          .object("ftp_data")
          .field("control_community_id", transfer.control().communityId())
          .field("mode", transfer.evidence().name().toLowerCase(Locale.ROOT))
          .field("command", transfer.command())
          .field("filename", transfer.fileName())
          .field("nature", stream.session().nature().id())
          .endObject()
          .end();
    }
  }

  @Override
  public void clusters(List<Cluster> clusters) {
    for (Cluster cluster : clusters) {
      destination(event(cluster.startNanos()), cluster.destination())
          .object("cluster")
          .time("start", cluster.startNanos())
          .time("last_start", cluster.lastStartNanos())
          .field("streams", cluster.sessions().size())
          .field("clients", cluster.clients())
          .field("per_minute", cluster.perMinute())
          .field("bytes", cluster.bytes())
          .field("label", cluster.label())
          .field("label_share", cluster.labelShare())
          .field("nature", cluster.nature().id())
          .field("nature_share", cluster.natureShare())
          .endObject()
          .end();
    }
  }

  @Override
  public void recurrences(List<Recurrence> recurrences) {
    for (Recurrence recurrence : recurrences) {
      destination(
              event(recurrence.startNanos()).field("src_ip", recurrence.client().toString()),
              recurrence.destination())
          .object("recurring")
          .time("start", recurrence.startNanos())
          .time("last_start", recurrence.lastStartNanos())
          .field("sessions", recurrence.sessions().size())
          .field("occurrences", recurrence.occurrences())
          .field("missed", recurrence.missed())
          .field("period", seconds(recurrence.period()))
          .field("jitter", seconds(recurrence.jitter()))
          .field("duration", seconds(recurrence.medianDuration()))
          .field("bytes_each", recurrence.medianBytes())
          .field("bytes", recurrence.bytes())
          .endObject()
          .end();
    }
  }

  @Override
  public void context(Session session, List<Session> around) {
    for (Session other : around) {
      FlowKey key = other.key();
      destination(
              event(other.startNanos())
                  .field("src_ip", key.client().toString())
                  .field("src_port", key.clientPort()),
              other.destination())
          .field("community_id", key.communityId())
          .object("context")
          .field("around", session.key().communityId())
          .time("start", other.startNanos())
          .time("end", other.endNanos())
          .field("bytes_toserver", other.bytesToServer())
          .field("bytes_toclient", other.bytesToClient())
          .field("label", other.label())
          .field("nature", other.nature().id())
          .endObject()
          .end();
    }
  }

  private JsonLine event(long nanos) {
    return new JsonLine(out).time("timestamp", nanos).field("event_type", "entroprint");
  }

  private static JsonLine destination(JsonLine line, Destination destination) {
    return line.field("proto", destination.transport().name())
        .field("dest_ip", destination.address().toString())
        .field("dest_port", destination.port());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
