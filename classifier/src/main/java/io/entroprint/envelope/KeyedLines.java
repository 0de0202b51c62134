package io.entroprint.envelope;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The lines {@code key: value} of net-entropy's files, without comments and blank lines. Keys are
 * found in any case.
 */
final class KeyedLines {
  private static final int MAX_BYTES = 8 << 20;
  private static final int LONGEST_EXCERPT = 40;

  private final String file;
  private final String[] lines;
  private final Map<String, Integer> given = new HashMap<>();
  private int line;
  private String key = "";
  private String value = "";

  KeyedLines(InputStream in, String file) throws IOException {
    this.file = file;
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new EnvelopeFormatException(file, 1, "a file of more than " + MAX_BYTES + " bytes");
    }
    lines = new String(bytes, StandardCharsets.UTF_8).split("\r?\n", -1);
  }

  /** Moves to the next line that says something; false at the end. */
  boolean next() throws EnvelopeFormatException {
    while (line < lines.length) {
      String text = lines[line++];
      int comment = text.indexOf('#');
      text = (comment < 0 ? text : text.substring(0, comment)).strip();
      if (!text.isEmpty()) {
        int colon = text.indexOf(':');
        if (colon < 0) {
          throw error("expected 'key: value', found " + quoted(text));
        }
        key = text.substring(0, colon).strip();
        value = text.substring(colon + 1).strip();
        return true;
      }
    }
    return false;
  }

  String lowerCaseKey() {
    return key.toLowerCase(Locale.ROOT);
  }

  /** The value, where it must not be empty. */
  String text() throws EnvelopeFormatException {
    if (value.isEmpty()) {
      throw error(key + ": expected a value");
    }
    return value;
  }

  /** The value, where the key may be given only once. */
  String once() throws EnvelopeFormatException {
    Integer before = given.putIfAbsent(lowerCaseKey(), line);
    if (before != null) {
      throw error(key + " was given before, in line " + before);
    }
    return text();
  }

  /** What a word that is not allowed here should have been. */
  EnvelopeFormatException expected(String what) {
    return error(key + ": expected " + what + ", found " + quoted(value));
  }

  EnvelopeFormatException unknownKey(String known) {
    return error("unknown key " + quoted(key) + "; known are " + known);
  }

  /** What is wrong with this line. */
  EnvelopeFormatException error(String what) {
    return new EnvelopeFormatException(file, line, what);
  }

  /** What is missing at the end of the file. */
  EnvelopeFormatException missing(String what) {
    int last = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
    return new EnvelopeFormatException(
        file, Math.max(1, last), "the file ends here without " + what);
  }

  static String quoted(String text) {
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), LONGEST_EXCERPT); i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return shown.append(text.length() > LONGEST_EXCERPT ? "...'" : "'").toString();
  }
}
