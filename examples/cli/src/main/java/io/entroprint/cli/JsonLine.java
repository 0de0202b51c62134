package io.entroprint.cli;

/**
 * Writes one JSON object on one line. Names are written as they are: they are this program's own
 * and need no escape.
 */
final class JsonLine {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out;

  /** A line at the end of a text. */
  JsonLine(StringBuilder out) {
    this.out = out;
    out.append('{');
  }

  private void name(String name) {
    if (out.charAt(out.length() - 1) != '{') {
      out.append(',');
    }
    out.append('"').append(name).append("\":");
  }

  JsonLine object(String name) {
    name(name);
    out.append('{');
    return this;
  }

  JsonLine endObject() {
    out.append('}');
    return this;
  }

  /** The last of the line. */
  void end() {
    out.append("}\n");
  }

  JsonLine field(String name, String value) {
    name(name);
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      escaped(value.charAt(i));
    }
    out.append('"');
    return this;
  }

  private void escaped(char c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c < 0x20 || Character.isSurrogate(c)) {
      // Surrogates as escapes: a lone one could not be written as UTF-8.
      out.append("\\u").append(HEX[c >> 12]).append(HEX[c >> 8 & 15]);
      out.append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
    } else {
      out.append(c);
    }
  }

  JsonLine field(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  JsonLine field(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  /** A number with up to six decimals; {@code null} where there is none (NaN or infinite). */
  JsonLine field(String name, double value) {
    name(name);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      out.append("null");
    } else {
      Decimal.append(out, value, 6, true);
    }
    return this;
  }

  /** A time, as Suricata writes it. */
  JsonLine time(String name, long nanos) {
    name(name);
    out.append('"');
    Timestamp.append(out, nanos);
    out.append("+0000\"");
    return this;
  }
}
