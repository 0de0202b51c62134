package io.entroprint.cli.session;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entroprint.cli.base.EveJson;
import io.entroprint.cli.base.JsonLine;
import io.entroprint.session.DestinationClusters.Cluster;
import io.entroprint.session.FtpStream.FtpTransfer;
import io.entroprint.session.RecurringSessions.Recurrence;
import io.entroprint.session.Session;
import io.entroprint.session.Session.Destination;
import io.entroprint.stream.FlowKey;
import java.io.IOException;
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
      EveJson.stream(out, stream.capture(), stream.summary())
          .object("ftp_data")
          .field("control_community_id", transfer.control().communityId())
          .field("mode", transfer.evidence().name().toLowerCase(Locale.ROOT))
          .field("command", transfer.command())
          .field("filename", transfer.fileName())
          .field("nature", stream.session().nature().id())
          .end()
          .endLine();
    }
  }

  @Override
  public void clusters(List<Cluster> clusters) {
    for (Cluster cluster : clusters) {
      JsonLine.append(out, json -> cluster(json, cluster));
    }
  }

  private static void cluster(JsonGenerator json, Cluster cluster) throws IOException {
    event(json, cluster.startNanos());
    destination(json, cluster.destination());
    json.writeObjectFieldStart("cluster");
    JsonLine.time(json, "start", cluster.startNanos());
    JsonLine.time(json, "last_start", cluster.lastStartNanos());
    json.writeNumberField("streams", cluster.sessions().size());
    json.writeNumberField("clients", cluster.clients());
    JsonLine.number(json, "per_minute", cluster.perMinute());
    json.writeNumberField("bytes", cluster.bytes());
    json.writeStringField("label", cluster.label());
    JsonLine.number(json, "label_share", cluster.labelShare());
    json.writeStringField("nature", cluster.nature().id());
    JsonLine.number(json, "nature_share", cluster.natureShare());
    json.writeEndObject();
  }

  @Override
  public void recurrences(List<Recurrence> recurrences) {
    for (Recurrence recurrence : recurrences) {
      JsonLine.append(out, json -> recurrence(json, recurrence));
    }
  }

  private static void recurrence(JsonGenerator json, Recurrence recurrence) throws IOException {
    event(json, recurrence.startNanos());
    json.writeStringField("src_ip", recurrence.client().toString());
    destination(json, recurrence.destination());
    json.writeObjectFieldStart("recurring");
    JsonLine.time(json, "start", recurrence.startNanos());
    JsonLine.time(json, "last_start", recurrence.lastStartNanos());
    json.writeNumberField("sessions", recurrence.sessions().size());
    json.writeNumberField("occurrences", recurrence.occurrences());
    json.writeNumberField("missed", recurrence.missed());
    seconds(json, "period", recurrence.period());
    seconds(json, "jitter", recurrence.jitter());
    seconds(json, "duration", recurrence.medianDuration());
    json.writeNumberField("bytes_each", recurrence.medianBytes());
    json.writeNumberField("bytes", recurrence.bytes());
    json.writeEndObject();
  }

  @Override
  public void context(Session session, List<Session> around) {
    for (Session other : around) {
      JsonLine.append(out, json -> neighbour(json, session, other));
    }
  }

  private static void neighbour(JsonGenerator json, Session session, Session other)
      throws IOException {
    FlowKey key = other.key();
    event(json, other.startNanos());
    json.writeStringField("src_ip", key.client().toString());
    json.writeNumberField("src_port", key.clientPort());
    destination(json, other.destination());
    json.writeStringField("community_id", key.communityId());
    json.writeObjectFieldStart("context");
    json.writeStringField("around", session.key().communityId());
    JsonLine.time(json, "start", other.startNanos());
    JsonLine.time(json, "end", other.endNanos());
    json.writeNumberField("bytes_toserver", other.bytesToServer());
    json.writeNumberField("bytes_toclient", other.bytesToClient());
    json.writeStringField("label", other.label());
    json.writeStringField("nature", other.nature().id());
    json.writeEndObject();
  }

  private static void event(JsonGenerator json, long nanos) throws IOException {
    JsonLine.time(json, "timestamp", nanos);
    json.writeStringField("event_type", "entroprint");
  }

  private static void destination(JsonGenerator json, Destination destination) throws IOException {
    json.writeStringField("proto", destination.transport().name());
    json.writeStringField("dest_ip", destination.address().toString());
    json.writeNumberField("dest_port", destination.port());
  }

  private static void seconds(JsonGenerator json, String name, Duration duration)
      throws IOException {
    JsonLine.number(json, name, duration.toNanos() / 1e9);
  }
}
