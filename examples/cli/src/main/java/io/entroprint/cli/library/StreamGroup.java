package io.entroprint.cli.library;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.entroprint.cli.base.PathText;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.Transport;
import io.entroprint.text.JsonProblem;
import io.entroprint.text.PacketTime;
import io.entroprint.text.PrintableText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The streams of some groups that {@code discover --json} found: known again by both ends, and by
 * the microsecond at which they began, whatever their capture is called now.
 */
final class StreamGroup implements Predicate<StreamStart> {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Set<String> streams = new HashSet<>();
  private final Set<String> captures = new LinkedHashSet<>();

  private StreamGroup() {}

  /**
   * Reads a file.
   *
   * @param groups their numbers
   * @throws IOException if it cannot be read, is no such file, or has no stream of a group: file,
   *     line and what was expected
   */
  static StreamGroup read(Path file, Set<Integer> groups) throws IOException {
    StreamGroup found = new StreamGroup();
    Set<Integer> missing = new HashSet<>(groups);
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          found.add(fields(line), groups, missing);
        } catch (JsonProcessingException e) {
          throw unexpected(file, number, JsonProblem.of(e), e);
        } catch (IllegalArgumentException e) {
          throw unexpected(file, number, e.getMessage(), e);
        }
      }
    } catch (CharacterCodingException e) {
      throw new IOException(PathText.of(file) + ": not UTF-8, as discover --json writes it", e);
    }
    if (!missing.isEmpty()) {
      throw new IOException(
          PathText.of(file) + ": no stream of group " + missing.iterator().next());
    }
    return found;
  }

  private static IOException unexpected(Path file, int line, String what, Exception cause) {
    return new IOException(
        PathText.of(file)
            + " line "
            + line
            + ": expected an object of discover --json: "
            + PrintableText.of(what),
        cause);
  }

  private void add(Map<String, String> fields, Set<Integer> groups, Set<Integer> missing) {
    String group = fields.get("discover.group");
    if (group == null || !groups.contains(number(fields, "discover.group"))) {
      return;
    }
    missing.remove(number(fields, "discover.group"));
    FlowKey key =
        new FlowKey(
            transport(required(fields, "proto")),
            IpAddress.parse(required(fields, "src_ip")),
            number(fields, "src_port"),
            IpAddress.parse(required(fields, "dest_ip")),
            number(fields, "dest_port"));
    streams.add(key + " " + required(fields, "flow.start"));
    captures.add(required(fields, "pcap_filename"));
  }

  private static Transport transport(String name) {
    for (Transport transport : Transport.values()) {
      if (transport.name().equals(name)) {
        return transport;
      }
    }
    throw new IllegalArgumentException("proto: expected TCP or UDP, found '" + name + "'");
  }

  private static int number(Map<String, String> fields, String name) {
    String value = required(fields, name);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": expected a number, found '" + value + "'", e);
    }
  }

  private static String required(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return value;
  }

  /** The scalar fields of an object by name, those of inner objects as {@code outer.inner}. */
  private static Map<String, String> fields(String line) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it is none");
      }
      String outer = "";
      while (parser.nextToken() != null) {
        switch (parser.currentToken()) {
          case START_ARRAY -> parser.skipChildren();
          case START_OBJECT -> outer = parser.currentName() + ".";
          case END_OBJECT -> outer = "";
          case FIELD_NAME, VALUE_NULL -> {}
          default -> fields.put(outer + parser.currentName(), parser.getText());
        }
      }
    }
    return fields;
  }

  /** How many streams there are. */
  int size() {
    return streams.size();
  }

  /** The captures they are in, as {@code discover} named them. */
  Set<String> captures() {
    return captures;
  }

  @Override
  public boolean test(StreamStart stream) {
    return streams.contains(stream.key() + " " + PacketTime.eve(stream.startNanos()));
  }
}
