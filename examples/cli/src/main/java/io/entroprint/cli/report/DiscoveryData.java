package io.entroprint.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entroprint.cli.discover.Discovery;
import io.entroprint.cli.discover.GroupFacts;
import io.entroprint.cli.session.FoundSession;
import io.entroprint.discover.StreamGroup.KnownLabel;
import io.entroprint.discover.StreamGrouping;
import io.entroprint.text.DecimalText;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;

/** The map and the groups of unknown streams, as the page of a report wants them. */
final class DiscoveryData {

  private final JsonGenerator json;

  DiscoveryData(JsonGenerator json) {
    this.json = json;
  }

  /** The map: x and y of each listed stream, those of the fingerprints as pairs. */
  void write(ReportMap map, List<FoundSession> listed) throws IOException {
    json.writeObjectFieldStart("map");
    axis("x", map, listed, true);
    axis("y", map, listed, false);
    json.writeNumberField("fingerprintsKnown", map.fingerprintsKnown());
    json.writeArrayFieldStart("fingerprints");
    for (int i = map.firstFingerprint(); i < map.size(); i++) {
      json.writeStartArray();
      json.writeNumber(map.x(i));
      json.writeNumber(map.y(i));
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void axis(String name, ReportMap map, List<FoundSession> listed, boolean x)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (FoundSession stream : listed) {
      OptionalInt place = map.place(stream);
      if (place.isEmpty()) {
        json.writeNull();
      } else {
        json.writeNumber(x ? map.x(place.getAsInt()) : map.y(place.getAsInt()));
      }
    }
    json.writeEndArray();
  }

  /**
   * The groups.
   *
   * @param places by listed stream its place
   */
  void write(Discovery discovery, IdentityHashMap<FoundSession, Integer> places)
      throws IOException {
    json.writeNumberField("foundNeighbours", StreamGrouping.DEFAULT_NEIGHBOURS);
    json.writeNumberField("foundStreams", discovery.asked().size());
    json.writeNumberField("foundInNone", discovery.groups().inNone());
    json.writeArrayFieldStart("found");
    for (GroupFacts facts : discovery.facts()) {
      json.writeStartObject();
      json.writeNumberField("number", facts.number());
      json.writeNumberField("count", facts.streams().size());
      json.writeStringField("proto", facts.group().transport().name());
      json.writeNumberField("clients", facts.clients());
      json.writeNumberField("servers", facts.servers());
      json.writeStringField("ports", facts.listed(facts.ports()));
      json.writeNumberField("bytes", facts.bytes());
      json.writeStringField("natures", facts.listed(facts.natures()));
      decimal("spread", facts.group().spread());
      json.writeStringField("hint", facts.hint().orElse(""));
      json.writeArrayFieldStart("nearest");
      for (KnownLabel known : facts.group().nearest()) {
        json.writeStartArray();
        json.writeString(known.label().name());
        json.writeNumber(DecimalText.ofShort(known.distance(), 3));
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeStringField("refused", facts.refusal());
      json.writeArrayFieldStart("streams");
      for (FoundSession stream : facts.streams()) {
        Integer place = places.get(stream);
        if (place != null) {
          json.writeNumber(place);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void decimal(String name, double value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(DecimalText.ofShort(value, 3));
  }
}
