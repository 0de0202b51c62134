package io.entroprint.envelope;

import io.entroprint.envelope.ProtoSpec.BoundUnit;
import io.entroprint.envelope.ProtoSpec.EntropyRange;
import io.entroprint.output.EveLine;
import io.entroprint.text.DecimalText;

/** An {@link Alarm} as JSON. */
final class AlarmJson {
  private static final int DECIMALS = 8;

  private AlarmJson() {}

  static byte[] line(Alarm alarm, String capture) {
    ProtoSpec spec = alarm.spec();
    EntropyRange range = spec.ranges().get(alarm.range());
    EveLine line = new EveLine("entroprint", alarm.timeNanos());
    if (!capture.isEmpty()) {
      line.field("pcap_filename", capture);
    }
    line.stream(alarm.stream()).flow(alarm.stream()).object("envelope");
    line.field("alarm", alarm.kind().id());
    line.field("spec", spec.name());
    line.field("direction", ProtoSpec.directionId(spec.direction()));
    line.field("offset", alarm.offset());
    line.field("packets", alarm.packets());
    decimal(line, "entropy", alarm.entropy());
    if (spec.boundUnit() == BoundUnit.DEVIATIONS) {
      decimal(line, "deviations", alarm.deviations());
    }
    line.field("range", alarm.range());
    line.field("start", range.start());
    line.field("end", range.end());
    decimal(line, "min", range.min());
    decimal(line, "max", range.max());
    line.field("range_unit", spec.rangeUnit().id());
    line.field("bound_unit", spec.boundUnit().id());
    return line.end().endLine();
  }

  /** JSON has no infinity: {@code null} stands for no bound. */
  private static void decimal(EveLine line, String name, double value) {
    if (Double.isInfinite(value)) {
      line.fieldNull(name);
    } else {
      line.field(name, DecimalText.rounded(value, DECIMALS));
    }
  }
}
