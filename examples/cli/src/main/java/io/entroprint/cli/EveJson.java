package io.entroprint.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entroprint.match.Verdict;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import java.io.IOException;

/**
 * Objects in the manner of Suricata's EVE output, one a line. The names are a contract: other
 * programs read them.
 */
final class EveJson {
  private EveJson() {}

  /** The object of a verdict on a stream. */
  static void verdict(StringBuilder out, String capture, StreamSummary stream, Verdict verdict) {
    ended(out, capture, stream, verdict, json -> {});
  }

  /** The same, with the offset at which the label was decided, {@code null} if it was not. */
  static void early(StringBuilder out, String capture, ClassifyCommand.Classified stream) {
    ended(
        out,
        capture,
        stream.summary(),
        stream.verdict(),
        json -> {
          if (stream.decidedAt().isPresent()) {
            json.writeNumberField("decided_at", stream.decidedAt().getAsInt());
          } else {
            json.writeNullField("decided_at");
          }
        });
  }

  private static void ended(
      StringBuilder out,
      String capture,
      StreamSummary stream,
      Verdict verdict,
      JsonLine.Fields more) {
    JsonLine.append(
        out,
        json -> {
          stream(json, capture, stream);
          json.writeObjectFieldStart("entroprint");
          answer(json, verdict);
          json.writeBooleanField("gap", stream.gap());
          json.writeBooleanField("midstream", stream.start().midstream());
          json.writeStringField("library", verdict.library());
          more.write(json);
          json.writeEndObject();
        });
  }

  /** The object of something that happens while a stream goes on. */
  static void event(
      StringBuilder out,
      String capture,
      String name,
      StreamStart start,
      Verdict verdict,
      long timeNanos) {
    JsonLine.append(
        out,
        json -> {
          place(json, capture, start.key(), timeNanos);
          json.writeObjectFieldStart("flow");
          JsonLine.time(json, "start", start.startNanos());
          json.writeEndObject();
          json.writeObjectFieldStart("entroprint");
          json.writeStringField("event", name);
          answer(json, verdict);
          json.writeStringField("library", verdict.library());
          json.writeEndObject();
        });
  }

  /** The object of what was reassembled of a stream. */
  static void digests(StringBuilder out, String capture, StreamDigests.Result digests) {
    StreamSummary stream = digests.summary();
    JsonLine.append(
        out,
        json -> {
          stream(json, capture, stream);
          json.writeObjectFieldStart("stream");
          json.writeStringField("sha256_toserver", digests.toServer());
          json.writeStringField("sha256_toclient", digests.toClient());
          json.writeStringField("sha256_both", digests.both());
          json.writeBooleanField("gap", stream.gap());
          json.writeBooleanField("midstream", stream.start().midstream());
          json.writeEndObject();
        });
  }

  /** The fields that say of which stream an object is. */
  static void stream(JsonGenerator json, String capture, StreamSummary stream) throws IOException {
    place(json, capture, stream.start().key(), stream.start().startNanos());
    flow(json, stream);
  }

  /** When something was seen, in which capture, between which ends. */
  private static void place(JsonGenerator json, String capture, FlowKey key, long nanos)
      throws IOException {
    JsonLine.time(json, "timestamp", nanos);
    json.writeStringField("event_type", "entroprint");
    json.writeStringField("pcap_filename", capture);
    json.writeStringField("proto", key.transport().name());
    json.writeStringField("src_ip", key.client().toString());
    json.writeNumberField("src_port", key.clientPort());
    json.writeStringField("dest_ip", key.server().toString());
    json.writeNumberField("dest_port", key.serverPort());
    json.writeStringField("community_id", key.communityId());
  }

  private static void flow(JsonGenerator json, StreamSummary stream) throws IOException {
    json.writeObjectFieldStart("flow");
    JsonLine.time(json, "start", stream.start().startNanos());
    JsonLine.time(json, "end", stream.endNanos());
    json.writeNumberField("pkts_toserver", stream.packetsToServer());
    json.writeNumberField("pkts_toclient", stream.packetsToClient());
    json.writeNumberField("bytes_toserver", stream.bytesToServer());
    json.writeNumberField("bytes_toclient", stream.bytesToClient());
    json.writeEndObject();
  }

  private static void answer(JsonGenerator json, Verdict verdict) throws IOException {
    json.writeStringField("label", verdict.labelOrDecision());
    json.writeStringField("decision", verdict.decision().id());
    JsonLine.number(json, "confidence", verdict.confidence());
    json.writeStringField("client", verdict.client().value());
    json.writeStringField("server", verdict.server().value());
    json.writeStringField("settings", verdict.settings().value());
    json.writeStringField("nature", verdict.nature().id());
    JsonLine.number(json, "distance", verdict.distance());
    JsonLine.number(json, "margin", verdict.margin());
    json.writeStringField("nearest", verdict.nearest());
    json.writeNumberField("offset", verdict.offset());
  }
}
