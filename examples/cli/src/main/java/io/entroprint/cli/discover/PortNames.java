package io.entroprint.cli.discover;

import io.entroprint.stream.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What usually listens at a port, by the labels of the bundled library: for hints alone. A line of
 * the file is a transport, a port and a label.
 */
final class PortNames {
  private static final Map<String, String> NAMES = read();

  private PortNames() {}

  static Optional<String> of(Transport transport, int port) {
    return Optional.ofNullable(NAMES.get(key(transport.name(), Integer.toString(port))));
  }

  private static String key(String transport, String port) {
    return transport.toLowerCase(Locale.ROOT) + " " + port;
  }

  private static Map<String, String> read() {
    Map<String, String> names = new HashMap<>();
    try (InputStream in = PortNames.class.getResourceAsStream("ports.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] words = line.split(" ", -1);
        if (words.length == 3) {
          names.put(key(words[0], words[1]), words[2]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
