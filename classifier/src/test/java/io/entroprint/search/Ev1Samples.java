package io.entroprint.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.OffsetGrid;
import io.entroprint.entropy.View;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Vectors and distances of real streams, computed by an independent program.
 *
 * @param streams which stream each vector is of
 * @param vectors one a stream
 * @param curves one a stream
 * @param distances between some of them
 */
public record Ev1Samples(
    List<Stream> streams,
    List<EntropyVector> vectors,
    List<EntropyCurve> curves,
    List<Distance> distances) {

  public record Stream(String capture, FlowKey key, double start) {}

  public record Distance(int stream, int fingerprint, boolean finished, double distance) {}

  static Ev1Samples read(InputStream in) throws IOException {
    JsonNode root = new ObjectMapper().readTree(in);
    List<Stream> streams = new ArrayList<>();
    List<EntropyVector> vectors = new ArrayList<>();
    List<EntropyCurve> curves = new ArrayList<>();
    root.get("streams")
        .forEach(
            stream -> {
              streams.add(stream(stream));
              vectors.add(vector(stream));
              curves.add(curve(stream));
            });
    List<Distance> distances = new ArrayList<>();
    root.get("distances")
        .forEach(
            d ->
                distances.add(
                    new Distance(
                        d.get("stream").asInt(),
                        d.get("fingerprint").asInt(),
                        d.get("finished").asBoolean(),
                        d.get("distance").asDouble())));
    return new Ev1Samples(streams, vectors, curves, distances);
  }

  private static Stream stream(JsonNode stream) {
    String client = stream.get("client").asText();
    String server = stream.get("server").asText();
    FlowKey key =
        new FlowKey(
            Transport.valueOf(stream.get("proto").asText().toUpperCase(Locale.ROOT)),
            IpAddress.parse(client.substring(0, client.lastIndexOf(':'))),
            Integer.parseInt(client.substring(client.lastIndexOf(':') + 1)),
            IpAddress.parse(server.substring(0, server.lastIndexOf(':'))),
            Integer.parseInt(server.substring(server.lastIndexOf(':') + 1)));
    return new Stream(stream.get("capture").asText(), key, stream.get("start").asDouble());
  }

  private static EntropyCurve curve(JsonNode stream) {
    double[][] values = new double[View.values().length][];
    for (View view : View.values()) {
      JsonNode numbers = stream.get("curve").get(view.id());
      values[view.ordinal()] = new double[numbers.size()];
      for (int i = 0; i < numbers.size(); i++) {
        values[view.ordinal()][i] = numbers.get(i).asDouble();
      }
    }
    return new EntropyCurve(OffsetGrid.powersOfTwo(65_536), values);
  }

  private static EntropyVector vector(JsonNode stream) {
    FeatureDefinition ev1 = FeatureDefinition.EV1;
    double[] values = new double[ev1.dimension()];
    int[] reached = new int[View.values().length];
    for (View view : View.values()) {
      for (Measure measure : Measure.values()) {
        JsonNode numbers = stream.get("views").get(view.id()).get(measure.id());
        reached[view.ordinal()] = numbers.size();
        for (int i = 0; i < numbers.size(); i++) {
          values[ev1.coordinate(view, i, measure)] = numbers.get(i).asDouble();
        }
      }
    }
    JsonNode direction = stream.get("direction");
    for (int i = 0; i < direction.size(); i++) {
      values[ev1.directionCoordinate(i)] = direction.get(i).asDouble();
    }
    return EntropyVector.of(ev1, reached[0], reached[1], reached[2], values);
  }
}
