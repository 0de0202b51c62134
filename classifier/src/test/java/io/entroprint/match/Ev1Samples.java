package io.entroprint.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Vectors and distances of real streams, computed by an independent program.
 *
 * @param vectors one a stream
 * @param distances between some of them
 */
record Ev1Samples(List<EntropyVector> vectors, List<Distance> distances) {

  record Distance(int stream, int fingerprint, boolean finished, double distance) {}

  static Ev1Samples read(InputStream in) throws IOException {
    JsonNode root = new ObjectMapper().readTree(in);
    List<EntropyVector> vectors = new ArrayList<>();
    root.get("streams").forEach(stream -> vectors.add(vector(stream)));
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
    return new Ev1Samples(vectors, distances);
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
