package io.entroprint.label;

import io.entroprint.library.Attributes;
import io.entroprint.library.Label;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The fields of one record of a log of connections. */
final class FlowFields {
  /** With an offset of {@code +0100}, {@code +01:00} or {@code Z}. */
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter(Locale.ROOT);

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

  private String get(String name) {
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
        transport,
        IpAddress.parse(get(client)),
        port(clientPort),
        IpAddress.parse(get(server)),
        port(serverPort));
  }

  private int port(String name) {
    String text = get(name);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": expected a port, found '" + text + "'", e);
    }
  }

  /** A time in nanoseconds since 1970, from seconds since then or from ISO 8601. */
  long nanos(String name) {
    String text = get(name);
    try {
      if (text.indexOf(':') < 0) {
        BigDecimal nanos = new BigDecimal(text).movePointRight(9);
        // 1e999999999 must not become an integer of that many digits.
        if (nanos.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
          return nanos.longValue();
        }
      } else {
        Instant instant = ISO.parse(text, OffsetDateTime::from).toInstant();
        return Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
      }
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        name + ": expected seconds since 1970 or a time as in ISO 8601, found '" + text + "'");
  }

  /** The label that a log gives to a stream. */
  static FlowLabel label(
      Optional<String> capture, FlowKey key, long nanos, Label label, String place) {
    return new FlowLabel(
        capture, key, nanos, Optional.of(label), Attributes.NONE, Optional.empty(), "", place);
  }
}
