package io.entroprint.envelope;

import io.entroprint.stream.FlowKey;

/** An {@link Alarm} as JSON. */
final class AlarmJson {
  private final StringBuilder out = new StringBuilder(512);

  private AlarmJson() {}

  static String text(Alarm alarm, String capture) {
    return new AlarmJson().object(alarm, capture);
  }

  private String object(Alarm alarm, String capture) {
    FlowKey key = alarm.stream().key();
    ProtoSpec spec = alarm.spec();
    EntropyRange range = spec.ranges().get(alarm.range());
    out.append('{');
    string("timestamp", PacketTime.eve(alarm.timeNanos()));
    string("event_type", "entroprint");
    if (!capture.isEmpty()) {
      string("pcap_filename", capture);
    }
    string("proto", key.transport().name());
    string("src_ip", key.client().toString());
    number("src_port", key.clientPort());
    string("dest_ip", key.server().toString());
    number("dest_port", key.serverPort());
    string("community_id", key.communityId());
    name("flow").append('{');
    string("start", PacketTime.eve(alarm.stream().startNanos()));
    out.append('}');
    name("envelope").append('{');
    string("alarm", alarm.kind().id());
    string("spec", spec.name());
    string("direction", ProtoSpec.directionId(spec.direction()));
    number("offset", alarm.offset());
    number("packets", alarm.packets());
    decimal("entropy", alarm.entropy());
    if (spec.boundUnit() == BoundUnit.DEVIATIONS) {
      decimal("deviations", alarm.deviations());
    }
    number("range", alarm.range());
    number("start", range.start());
    number("end", range.end());
    decimal("min", range.min());
    decimal("max", range.max());
    string("range_unit", spec.rangeUnit().id());
    string("bound_unit", spec.boundUnit().id());
    return out.append("}}").toString();
  }

  private StringBuilder name(String name) {
    if (out.charAt(out.length() - 1) != '{') {
      out.append(',');
    }
    return out.append('"').append(name).append("\":");
  }

  private void number(String name, long value) {
    name(name).append(value);
  }

  /** JSON has no infinity: {@code null} stands for no bound. */
  private void decimal(String name, double value) {
    name(name).append(Double.isInfinite(value) ? "null" : FixedDecimals.text(value, 8));
  }

  private void string(String name, String value) {
    name(name).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c)) {
        out.append("\\u").append(Character.forDigit(c >> 12, 16));
        out.append(Character.forDigit(c >> 8 & 15, 16)).append(Character.forDigit(c >> 4 & 15, 16));
        out.append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
