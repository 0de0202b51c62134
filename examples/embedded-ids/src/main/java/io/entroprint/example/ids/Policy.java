package io.entroprint.example.ids;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The rules of a file. On each line one of
 *
 * <pre>
 * port LABEL PORT...      the protocol may be on these server ports only
 * service ADDRESS:PORT... encrypted streams may go there
 * client LABEL PREFIX...  the protocol's client software must begin with one of these
 * </pre>
 *
 * where {@code #} begins a comment. Encrypted streams are looked at if there is a service line.
 */
final class Policy {
  private Policy() {}

  /**
   * Reads rules.
   *
   * @throws IOException if the file cannot be read, or a line is none of these
   */
  static List<Rule> read(Path file) throws IOException {
    List<Rule> rules = new ArrayList<>();
    SortedSet<String> services = new TreeSet<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
      if (words[0].isEmpty()) {
        continue;
      }
      try {
        switch (words[0]) {
          case "port" -> rules.add(new LabelOnPort(word(words), ports(rest(words, 2))));
          case "client" -> rules.add(new ClientSoftware(word(words), rest(words, 2)));
          case "service" -> services.addAll(rest(words, 1));
          default ->
              throw new IllegalArgumentException(
                  "expected 'port', 'service' or 'client', found '" + words[0] + "'");
        }
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ":" + number + ": " + e.getMessage(), e);
      }
    }
    if (!services.isEmpty()) {
      rules.add(new UnknownEncryptedService(services));
    }
    return rules;
  }

  private static String word(String[] words) {
    if (words.length < 2) {
      throw new IllegalArgumentException("expected a label after '" + words[0] + "'");
    }
    return words[1];
  }

  private static SortedSet<String> rest(String[] words, int from) {
    if (words.length <= from) {
      throw new IllegalArgumentException("expected more after '" + words[words.length - 1] + "'");
    }
    return new TreeSet<>(Arrays.asList(words).subList(from, words.length));
  }

  private static SortedSet<Integer> ports(SortedSet<String> words) {
    SortedSet<Integer> ports = new TreeSet<>();
    for (String word : words) {
      if (!word.matches("\\d{1,5}") || Integer.parseInt(word) > 0xffff) {
        throw new IllegalArgumentException("expected a port, found '" + word + "'");
      }
      ports.add(Integer.parseInt(word));
    }
    return ports;
  }
}
