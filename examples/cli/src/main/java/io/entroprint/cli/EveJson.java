package io.entroprint.cli;

import io.entroprint.match.Verdict;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.StreamSummary;

/**
 * Objects in the manner of Suricata's EVE output, one a line. The names are a contract: other
 * programs read them.
 */
final class EveJson {
  private EveJson() {}

  /** The object of a verdict on a stream. */
  static void verdict(StringBuilder out, String capture, StreamSummary stream, Verdict verdict) {
    begin(out, capture, stream)
        .object("entroprint")
        .field("label", verdict.labelOrDecision())
        .field("decision", verdict.decision().id())
        .field("confidence", verdict.confidence())
        .field("client", verdict.client().value())
        .field("server", verdict.server().value())
        .field("settings", verdict.settings().value())
        .field("nature", verdict.nature().id())
        .field("distance", verdict.distance())
        .field("margin", verdict.margin())
        .field("nearest", verdict.nearest())
        .field("offset", verdict.offset())
        .field("gap", stream.gap())
        .field("midstream", stream.start().midstream())
        .field("library", verdict.library())
        .endObject()
        .end();
  }

  /** Begins the object of a stream: where it was found, its five-tuple, its flow. */
  static JsonLine begin(StringBuilder out, String capture, StreamSummary stream) {
    FlowKey key = stream.start().key();
    return new JsonLine(out)
        .time("timestamp", stream.start().startNanos())
        .field("event_type", "entroprint")
        .field("pcap_filename", capture)
        .field("proto", key.transport().name())
        .field("src_ip", key.client().toString())
        .field("src_port", key.clientPort())
        .field("dest_ip", key.server().toString())
        .field("dest_port", key.serverPort())
        .field("community_id", key.communityId())
        .object("flow")
        .time("start", stream.start().startNanos())
        .time("end", stream.endNanos())
        .field("pkts_toserver", stream.packetsToServer())
        .field("pkts_toclient", stream.packetsToClient())
        .field("bytes_toserver", stream.bytesToServer())
        .field("bytes_toclient", stream.bytesToClient())
        .endObject();
  }
}
