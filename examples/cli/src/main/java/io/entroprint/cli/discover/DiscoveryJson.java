package io.entroprint.cli.discover;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entroprint.cli.base.JsonLine;
import io.entroprint.cli.discover.GroupFacts.Count;
import io.entroprint.cli.session.FoundSession;
import io.entroprint.discover.StreamGroup.KnownLabel;
import io.entroprint.output.EveLine;
import io.entroprint.output.VerdictFormat;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.FlowKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Groups as JSON, one object a line: each stream as {@code classify --json} writes it with the
 * number of its group, then each group, then how many there were. Times of a duration in seconds.
 */
final class DiscoveryJson {
  private static final int MOST_LISTED = 20;
  private static final double NANOS = 1e9;

  private DiscoveryJson() {}

  static void append(ByteArrayOutputStream out, Discovery discovery) {
    for (int i = 0; i < discovery.asked().size(); i++) {
      out.writeBytes(stream(discovery.asked().get(i), discovery.numberOf(i)));
    }
    for (GroupFacts facts : discovery.facts()) {
      out.writeBytes(JsonLine.of(json -> group(json, facts)));
    }
    out.writeBytes(JsonLine.of(json -> summary(json, discovery)));
  }

  private static byte[] stream(FoundSession stream, OptionalInt group) {
    EveLine line =
        VerdictFormat.eve()
            .ofCapture(stream.capture())
            .begin(VerdictEvent.ended(stream.summary(), stream.verdict(), OptionalInt.empty()))
            .object("discover");
    if (group.isPresent()) {
      line.field("group", group.getAsInt());
    } else {
      line.fieldNull("group");
    }
    return line.end().endLine();
  }

  private static void group(JsonGenerator json, GroupFacts facts) throws IOException {
    JsonLine.time(json, "timestamp", facts.firstStartNanos());
    json.writeStringField("event_type", "entroprint");
    json.writeObjectFieldStart("group");
    json.writeNumberField("group", facts.number());
    json.writeStringField("proto", facts.group().transport().name());
    json.writeNumberField("streams", facts.streams().size());
    json.writeNumberField("clients", facts.clients());
    json.writeNumberField("servers", facts.servers());
    counts(json, "destinations", "destination", facts.destinations());
    counts(json, "ports", "port", facts.ports());
    JsonLine.time(json, "start", facts.firstStartNanos());
    JsonLine.time(json, "end", facts.lastEndNanos());
    json.writeNumberField("bytes", facts.bytes());
    json.writeNumberField("median_bytes", facts.medianBytes());
    JsonLine.number(json, "median_duration", facts.medianNanos() / NANOS);
    counts(json, "natures", "nature", facts.natures());
    counts(json, "labels", "label", facts.labels());
    JsonLine.number(json, "spread", facts.group().spread());
    JsonLine.number(json, "radius", facts.group().radius());
    typical(json, facts.typical());
    json.writeArrayFieldStart("nearest");
    for (KnownLabel known : facts.group().nearest()) {
      json.writeStartObject();
      json.writeStringField("label", known.label().name());
      json.writeStringField("fingerprint", known.fingerprint());
      JsonLine.number(json, "distance", known.distance());
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonLine.number(json, "confidence", facts.typical().verdict().confidence());
    JsonLine.number(json, "threshold", facts.threshold());
    json.writeStringField("refused", facts.refusal());
    json.writeStringField("hint", facts.hint().orElse(""));
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, String name, String what, List<Count> counts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Count count : counts.subList(0, Math.min(MOST_LISTED, counts.size()))) {
      json.writeStartObject();
      if (what.equals("port")) {
        json.writeNumberField(what, Integer.parseInt(count.what()));
      } else {
        json.writeStringField(what, count.what());
      }
      json.writeNumberField("streams", count.streams());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void typical(JsonGenerator json, FoundSession stream) throws IOException {
    FlowKey key = stream.session().key();
    json.writeObjectFieldStart("typical");
    json.writeStringField("pcap_filename", stream.capture());
    json.writeStringField("proto", key.transport().name());
    json.writeStringField("src_ip", key.client().toString());
    json.writeNumberField("src_port", key.clientPort());
    json.writeStringField("dest_ip", key.server().toString());
    json.writeNumberField("dest_port", key.serverPort());
    json.writeStringField("community_id", key.communityId());
    JsonLine.time(json, "start", stream.session().startNanos());
    json.writeEndObject();
  }

  private static void summary(JsonGenerator json, Discovery discovery) throws IOException {
    json.writeStringField("event_type", "entroprint_discovery");
    json.writeNumberField("streams", discovery.asked().size());
    json.writeNumberField("groups", discovery.facts().size());
    json.writeNumberField("in_none", discovery.groups().inNone());
    json.writeNumberField("undecided", discovery.undecided());
    json.writeNumberField("sampled", discovery.groups().sampled());
  }
}
