package io.entroprint.label;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.entroprint.text.JsonProblem;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The scalar fields of a JSON object that stands on one line. Needs jackson-core, which those who
 * only classify need not have: {@link FlowFields#json} says so if it is missing.
 */
final class JsonFields {
  private static final int DEEPEST = 64;

  private final JsonFactory factory = new JsonFactory();

  /**
   * The fields by name, those of inner objects under {@code outer.inner}; texts as they mean,
   * numbers as they stand. Null, and what is in an array, is left out.
   *
   * @throws IllegalArgumentException if the line is not one JSON object
   */
  Map<String, String> parse(String line) {
    try (JsonParser parser = factory.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("expected a JSON object");
      }
      Map<String, String> fields = new HashMap<>();
      object(parser, "", fields, 1);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("expected one JSON object, found more");
      }
      return fields;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(JsonProblem.of(e), e);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can be read", e);
    }
  }

  private static void object(JsonParser parser, String prefix, Map<String, String> into, int depth)
      throws IOException {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("nested more than " + DEEPEST + " deep");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = prefix + parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT) {
        object(parser, name + ".", into, depth + 1);
      } else if (value == JsonToken.START_ARRAY) {
        parser.skipChildren();
      } else if (value != JsonToken.VALUE_NULL) {
        into.put(name, parser.getText());
      }
    }
  }
}
