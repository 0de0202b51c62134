package io.entroprint.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.entroprint.cli.base.JsonLine;
import io.entroprint.cli.base.RandomBand;
import io.entroprint.cli.base.Version;
import io.entroprint.cli.session.FoundSession;
import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.OffsetGrid;
import io.entroprint.entropy.View;
import io.entroprint.library.Fingerprint;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.session.DestinationClusters.Cluster;
import io.entroprint.session.RecurringSessions.Recurrence;
import io.entroprint.session.Session;
import io.entroprint.text.DecimalText;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.TreeSet;

/**
 * The data of a report, as its page wants them: columns, not objects, entropies in thousandths of a
 * bit, and times in microseconds since the first stream began. Fit to stand inside a script
 * element: nothing in it can end one.
 */
final class ReportJson {
  private static final long NANOS_PER_MICRO = 1000;
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .characterEscapes(new InScript())
          .build();

  private final ReportContent content;
  private final JsonGenerator json;
  private final long firstNanos;
  private final IdentityHashMap<Session, Integer> places = new IdentityHashMap<>();

  private ReportJson(ReportContent content, JsonGenerator json) {
    this.content = content;
    this.json = json;
    firstNanos =
        content.listed().stream().mapToLong(one -> one.session().startNanos()).min().orElse(0);
    for (int i = 0; i < content.listed().size(); i++) {
      places.put(content.listed().get(i).session(), i);
    }
  }

  static String of(ReportContent content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      new ReportJson(content, json).write();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  /** As on other lines of JSON, and what HTML could take for markup. */
  private static final class InScript extends JsonLine.Escapes {
    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = super.getEscapeCodesForAscii();
      codes['<'] = ESCAPE_STANDARD;
      codes['>'] = ESCAPE_STANDARD;
      codes['&'] = ESCAPE_STANDARD;
      return codes;
    }
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("title", content.title());
    json.writeStringField("version", Version.text());
    json.writeStringField("library", content.library().id());
    json.writeNumberField("captures", content.captures());
    json.writeBooleanField("problems", content.problems());
    json.writeNumberField("streamsSeen", content.streams());
    json.writeNumberField("firstStart", Math.floorDiv(firstNanos, NANOS_PER_MICRO));
    offsets("offsets", OffsetGrid.powersOfTwo(FeatureDefinition.CURRENT.limit()));
    offsets("fingerprintOffsets", content.library().definition().offsets());
    random();
    json.writeArrayFieldStart("thresholds");
    for (double threshold : content.thresholds()) {
      json.writeNumber(millibits(threshold));
    }
    json.writeEndArray();
    EnvelopeShapes.write(json, content.envelopes());
    new ReportColumns(json, content, firstNanos).write(content.listed());
    discovery();
    fingerprints();
    clusters();
    recurrences();
    json.writeEndObject();
  }

  private void discovery() throws IOException {
    IdentityHashMap<FoundSession, Integer> listed = new IdentityHashMap<>();
    for (int i = 0; i < content.listed().size(); i++) {
      listed.put(content.listed().get(i), i);
    }
    DiscoveryData data = new DiscoveryData(json);
    data.write(content.map(), content.listed());
    data.write(content.discovery(), listed);
  }

  static long millibits(double bits) {
    return Math.round(bits * 1000);
  }

  private void offsets(String name, OffsetGrid grid) throws IOException {
    json.writeArrayFieldStart(name);
    for (int i = 0; i < grid.size(); i++) {
      json.writeNumber(grid.get(i));
    }
    json.writeEndArray();
  }

  private void random() throws IOException {
    json.writeArrayFieldStart("random");
    for (RandomBand.Point point : RandomBand.points()) {
      json.writeStartArray();
      json.writeNumber(point.offset());
      // The deviation at 64 KiB is a fraction of a thousandth.
      number(point.expected());
      number(point.deviation());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void number(double value) throws IOException {
    json.writeNumber(DecimalText.ofShort(value, 6));
  }

  static void curves(JsonGenerator json, EntropyCurve curve) throws IOException {
    json.writeStartArray();
    for (View view : View.values()) {
      json.writeStartArray();
      for (int i = 0; i < curve.reached(view); i++) {
        json.writeNumber(millibits(curve.get(view, i)));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /** Of the fingerprints those that a listed stream is nearest to, of its label and of another. */
  private void fingerprints() throws IOException {
    FingerprintLibrary library = content.library();
    TreeSet<String> nearest = new TreeSet<>();
    content.listed().forEach(one -> one.verdict().nearest().ifPresent(nearest::add));
    content.explained().values().forEach(one -> nearest.add(one.second));
    json.writeObjectFieldStart("fingerprints");
    for (String id : nearest) {
      Fingerprint fingerprint = id.isEmpty() ? null : library.find(id).orElse(null);
      if (fingerprint == null) {
        continue;
      }
      EntropyVector vector = fingerprint.vector();
      json.writeArrayFieldStart(id);
      for (View view : View.values()) {
        json.writeStartArray();
        for (int i = 0; i < vector.reached(view); i++) {
          json.writeNumber(millibits(vector.get(view, i, Measure.H)));
        }
        json.writeEndArray();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void clusters() throws IOException {
    json.writeArrayFieldStart("clusters");
    for (Cluster cluster : content.clusters()) {
      json.writeStartObject();
      group(
          cluster.destination().toString(),
          cluster.startNanos(),
          cluster.lastStartNanos(),
          cluster.bytes(),
          cluster.sessions());
      json.writeNumberField("clients", cluster.clients());
      JsonLine.number(json, "perMinute", cluster.perMinute());
      json.writeStringField("label", cluster.label());
      JsonLine.number(json, "labelShare", cluster.labelShare());
      json.writeStringField("nature", cluster.nature().id());
      JsonLine.number(json, "natureShare", cluster.natureShare());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void recurrences() throws IOException {
    json.writeArrayFieldStart("recurring");
    for (Recurrence one : content.recurrences()) {
      json.writeStartObject();
      group(
          one.destination().toString(),
          one.startNanos(),
          one.lastStartNanos(),
          one.bytes(),
          one.sessions());
      json.writeStringField("client", one.client().toString());
      json.writeNumberField("occurrences", one.occurrences());
      json.writeNumberField("missed", one.missed());
      seconds("period", one.period());
      seconds("jitter", one.jitter());
      seconds("duration", one.medianDuration());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void group(
      String destination, long startNanos, long lastNanos, long bytes, List<Session> sessions)
      throws IOException {
    json.writeStringField("destination", destination);
    json.writeNumberField("start", (startNanos - firstNanos) / NANOS_PER_MICRO);
    json.writeNumberField("last", (lastNanos - firstNanos) / NANOS_PER_MICRO);
    json.writeNumberField("bytes", bytes);
    json.writeNumberField("count", sessions.size());
    json.writeArrayFieldStart("streams");
    for (Session session : sessions) {
      Integer place = places.get(session);
      if (place != null) {
        json.writeNumber(place);
      }
    }
    json.writeEndArray();
  }

  private void seconds(String name, Duration duration) throws IOException {
    JsonLine.number(json, name, duration.toNanos() / 1e9);
  }
}
