package io.entroprint.output;

import io.entroprint.match.Verdict;
import io.entroprint.match.Verdict.Claim;
import io.entroprint.match.Verdict.Reason;
import io.entroprint.sensor.VerdictEvent;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.StreamSummary;
import io.entroprint.text.DecimalText;
import io.entroprint.text.PacketTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A column of a table of events.
 *
 * @param field its name
 * @param type the type that Zeek has for it
 * @param value of an event; null where it has none
 */
record EventColumn(String field, String type, Function<VerdictEvent, String> value) {
  /** All columns, in their order. */
  static final List<EventColumn> ALL =
      List.of(
          new EventColumn("ts", "time", e -> PacketTime.seconds(e.start().startNanos())),
          new EventColumn("event", "enum", e -> e.kind().id()),
          new EventColumn("event_ts", "time", e -> PacketTime.seconds(e.timeNanos())),
          new EventColumn("id.orig_h", "addr", e -> e.start().key().client().toString()),
          new EventColumn("id.orig_p", "port", e -> Integer.toString(e.start().key().clientPort())),
          new EventColumn("id.resp_h", "addr", e -> e.start().key().server().toString()),
          new EventColumn("id.resp_p", "port", e -> Integer.toString(e.start().key().serverPort())),
          new EventColumn("proto", "enum", e -> proto(e.start().key())),
          new EventColumn("community_id", "string", e -> e.start().key().communityId()),
          new EventColumn("duration", "interval", ended(s -> duration(s))),
          new EventColumn("orig_bytes", "count", ended(s -> Long.toString(s.bytesToServer()))),
          new EventColumn("resp_bytes", "count", ended(s -> Long.toString(s.bytesToClient()))),
          new EventColumn("orig_pkts", "count", ended(s -> Long.toString(s.packetsToServer()))),
          new EventColumn("resp_pkts", "count", ended(s -> Long.toString(s.packetsToClient()))),
          new EventColumn("label", "string", said(Verdict::labelOrDecision)),
          new EventColumn("decision", "enum", said(v -> v.decision().id())),
          new EventColumn("reason", "enum", said(v -> v.reason().map(Reason::id).orElse(null))),
          new EventColumn("confidence", "double", said(v -> number(v.confidence()))),
          new EventColumn("client", "string", said(v -> value(v.client()))),
          new EventColumn("client_confidence", "double", said(v -> confidence(v.client()))),
          new EventColumn("server", "string", said(v -> value(v.server()))),
          new EventColumn("server_confidence", "double", said(v -> confidence(v.server()))),
          new EventColumn("settings", "string", said(v -> value(v.settings()))),
          new EventColumn("settings_confidence", "double", said(v -> confidence(v.settings()))),
          new EventColumn("nature", "enum", said(v -> v.nature().id())),
          new EventColumn("distance", "double", said(v -> number(v.distance()))),
          new EventColumn("margin", "double", said(v -> number(v.margin()))),
          new EventColumn("nearest", "string", said(v -> v.nearest().orElse(null))),
          new EventColumn("offset", "count", said(v -> Integer.toString(v.offset()))),
          new EventColumn("decided_at", "count", e -> number(e.decidedAt())),
          new EventColumn("gap", "bool", ended(s -> flag(s.gap()))),
          new EventColumn("midstream", "bool", e -> flag(e.start().midstream())),
          new EventColumn(
              "end_reason", "enum", ended(s -> s.reason().name().toLowerCase(Locale.ROOT))),
          new EventColumn("library", "string", said(Verdict::library)));

  /** The value of an event; null where it has none. */
  String of(VerdictEvent event) {
    return value.apply(event);
  }

  private static Function<VerdictEvent, String> said(Function<Verdict, String> value) {
    return event -> value.apply(event.verdict());
  }

  private static Function<VerdictEvent, String> ended(Function<StreamSummary, String> value) {
    return event -> {
      Optional<StreamSummary> summary = event.summary();
      return summary.isPresent() ? value.apply(summary.get()) : null;
    };
  }

  private static String proto(FlowKey key) {
    return key.transport().id();
  }

  private static String duration(StreamSummary stream) {
    return PacketTime.seconds(stream.endNanos() - stream.start().startNanos());
  }

  private static String value(Optional<Claim> claim) {
    return claim.map(Claim::value).orElse(null);
  }

  private static String confidence(Optional<Claim> claim) {
    return claim.map(made -> number(made.confidence())).orElse(null);
  }

  private static String flag(boolean value) {
    return value ? "T" : "F";
  }

  private static String number(OptionalInt value) {
    return value.isPresent() ? Integer.toString(value.getAsInt()) : null;
  }

  private static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return null;
    }
    return DecimalText.ofShort(value, 6);
  }
}
