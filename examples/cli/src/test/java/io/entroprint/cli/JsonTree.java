package io.entroprint.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as tests look at it.
 *
 * @param value a map, a list, a text, a number, a truth value, or null
 */
public record JsonTree(Object value) {

  /** Reads an object. */
  public static JsonTree of(String line) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      parser.nextToken();
      return new JsonTree(read(parser));
    }
  }

  private static Object read(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.put(name, read(parser));
        }
        return object;
      }
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(read(parser));
        }
        return array;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        return parser.getDoubleValue();
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        return parser.getBooleanValue();
      }
      case VALUE_NULL -> {
        return null;
      }
      default -> {
        return parser.getText();
      }
    }
  }

  /** What is at the end of a path of names, such as {@code flow.start}. */
  public JsonTree at(String path) {
    Object found = value;
    for (String name : path.split("\\.", -1)) {
      if (!(found instanceof Map<?, ?> object && object.containsKey(name))) {
        throw new AssertionError("no " + path + " in " + value);
      }
      found = object.get(name);
    }
    return new JsonTree(found);
  }

  public double number() {
    return (Double) value;
  }

  public String text() {
    return (String) value;
  }

  /** How many members an array or object has. */
  public int size() {
    return value instanceof Map<?, ?> object ? object.size() : ((List<?>) value).size();
  }

  /** All numbers in it together. */
  public double sum() {
    double sum = value instanceof Double number ? number : 0;
    Iterable<?> members =
        value instanceof Map<?, ?> object
            ? object.values()
            : value instanceof List<?> array ? array : List.of();
    for (Object member : members) {
      sum += new JsonTree(member).sum();
    }
    return sum;
  }
}
