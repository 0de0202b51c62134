package io.entroprint.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entroprint.cli.base.RandomBand;
import io.entroprint.entropy.ByteCounts;
import io.entroprint.envelope.ProtoSpec;
import io.entroprint.envelope.ProtoSpec.BoundUnit;
import io.entroprint.envelope.ProtoSpec.EntropyRange;
import io.entroprint.envelope.ProtoSpec.RangeUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The ranges of envelopes as shapes of a chart of entropies up to an offset. An envelope that
 * counts packets, or looks at each packet alone, has no place in one.
 */
final class EnvelopeShapes {
  private EnvelopeShapes() {}

  /** A rectangle: offsets and bits. */
  private record Shape(long start, long end, double low, double high) {}

  static void write(JsonGenerator json, List<ProtoSpec> envelopes) throws IOException {
    json.writeArrayFieldStart("envelopes");
    for (ProtoSpec envelope : envelopes) {
      boolean drawn = envelope.cumulative() && envelope.rangeUnit() == RangeUnit.BYTES;
      json.writeStartObject();
      json.writeStringField("name", envelope.name());
      json.writeStringField("view", envelope.direction().id());
      json.writeBooleanField("drawn", drawn);
      json.writeArrayFieldStart("ranges");
      for (Shape shape : drawn ? shapes(envelope) : List.<Shape>of()) {
        json.writeStartArray();
        json.writeNumber(shape.start());
        json.writeNumber(shape.end());
        json.writeNumber(ReportJson.millibits(clamped(shape.low())));
        json.writeNumber(ReportJson.millibits(clamped(shape.high())));
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static double clamped(double bits) {
    return Math.max(0, Math.min(8, bits));
  }

  private static List<Shape> shapes(ProtoSpec envelope) {
    List<Shape> shapes = new ArrayList<>();
    for (EntropyRange range : envelope.ranges()) {
      long start = Math.max(range.start(), envelope.minBytes());
      long end = Math.min(range.end(), ByteCounts.LIMIT);
      if (start > end) {
        continue;
      }
      if (envelope.boundUnit() == BoundUnit.BITS) {
        shapes.add(new Shape(start, end, range.min(), range.max()));
      } else {
        steps(range, start, end, shapes);
      }
    }
    return shapes;
  }

  /** Bounds that bend with the offset, in steps of half an octave. */
  private static void steps(EntropyRange range, long start, long end, List<Shape> shapes) {
    RandomBand.Point last = null;
    for (RandomBand.Point point : RandomBand.points()) {
      if (last != null && last.offset() < end && point.offset() > start) {
        double low = bound(last, range.min());
        double high = bound(last, range.max());
        shapes.add(
            new Shape(Math.max(start, last.offset()), Math.min(end, point.offset()), low, high));
      }
      last = point;
    }
  }

  /** No bound stays none where the deviation is 0. */
  private static double bound(RandomBand.Point point, double deviations) {
    return Double.isInfinite(deviations)
        ? deviations
        : point.expected() + deviations * point.deviation();
  }
}
