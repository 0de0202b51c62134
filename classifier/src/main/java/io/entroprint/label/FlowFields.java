package io.entroprint.label;

import io.entroprint.library.Attributes;
import io.entroprint.library.Label;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.Transport;
import io.entroprint.text.PacketTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The fields of one record of a log of connections. */
final class FlowFields {
  private final Function<String, String> field;

  /**
   * A record.
   *
   * @param field gives the value of a field, null if it has none
   */
  FlowFields(Function<String, String> field) {
    this.field = field;
  }

  FlowFields(Map<String, String> fields) {
    this(fields::get);
  }

  /**
   * A reader of records in JSON.
   *
   * @throws IOException if jackson-core is missing, naming the file that asks for it
   */
  static JsonFields json(Path file) throws IOException {
    try {
      // Not asked there: without jackson-core that class can't even be linked.
      return new JsonFields();
    } catch (NoClassDefFoundError e) {
      throw new IOException(
          file
              + ": to read JSON, jackson-core (com.fasterxml.jackson.core:jackson-core) is needed on"
              + " the class path, or its module com.fasterxml.jackson.core among the modules",
          e);
    }
  }

  /** The value of a field, if it has one. */
  Optional<String> find(String name) {
    return Optional.ofNullable(field.apply(name));
  }

  /**
   * The value of a field.
   *
   * @throws IllegalArgumentException if it has none
   */
  String get(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no field '" + name + "'"));
  }

  /** TCP or UDP; empty for anything else, which has no streams. */
  Optional<Transport> transport(String name) {
    return switch (get(name).toLowerCase(Locale.ROOT)) {
      case "tcp" -> Optional.of(Transport.TCP);
      case "udp" -> Optional.of(Transport.UDP);
      default -> Optional.empty();
    };
  }

  /** The five-tuple of the fields so named. */
  FlowKey key(
      Transport transport, String client, String clientPort, String server, String serverPort) {
    return new FlowKey(
        transport, address(client), port(clientPort), address(server), port(serverPort));
  }

  private IpAddress address(String name) {
    try {
      return IpAddress.parse(get(name));
    } catch (IllegalArgumentException e) {
      throw of(name, e);
    }
  }

  private static IllegalArgumentException of(String name, IllegalArgumentException e) {
    return e.getMessage().startsWith("no field")
        ? e
        : new IllegalArgumentException(name + ": " + e.getMessage(), e);
  }

  private int port(String name) {
    String text = get(name);
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 0xffff) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(name + ": expected a port, found '" + text + "'");
  }

  /** A time in nanoseconds since 1970, from seconds since then or from ISO 8601. */
  long nanos(String name) {
    try {
      return PacketTime.parse(get(name));
    } catch (IllegalArgumentException e) {
      throw of(name, e);
    }
  }

  /** The label that a log gives to a stream. */
  static FlowLabel label(
      Optional<String> capture, FlowKey key, long nanos, Label label, String place) {
    return new FlowLabel(
        capture,
        key,
        OptionalLong.of(nanos),
        Optional.of(label),
        Attributes.NONE,
        Optional.empty(),
        "",
        place);
  }
}
