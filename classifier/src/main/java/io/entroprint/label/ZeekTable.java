package io.entroprint.label;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the header lines of a Zeek log say of the rows that follow. A log may have several headers,
 * each for the rows up to the next.
 */
final class ZeekTable {
  private static final List<String> REQUIRED =
      List.of("ts", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "proto", "service");

  private String separator = "\t";
  private String unset = "-";
  private String empty = "(empty)";
  private String setSeparator = ",";
  private Map<String, Integer> columns = Map.of();

  /**
   * Takes a line that begins with {@code #}.
   *
   * @throws IllegalArgumentException if it is not as Zeek writes it, or the log is not one of
   *     connections
   */
  void header(String line) {
    if (line.startsWith("#separator ")) {
      separator = unescaped(line.substring("#separator ".length()));
      return;
    }
    String[] parts = line.split(Pattern.quote(separator), -1);
    switch (parts[0]) {
      case "#unset_field" -> unset = value(parts);
      case "#empty_field" -> empty = value(parts);
      case "#set_separator" -> setSeparator = value(parts);
      case "#fields" -> columns = columns(parts);
      default -> {
        // Types, times and comments change nothing.
      }
    }
  }

  private static String value(String[] parts) {
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "expected one value after '" + parts[0] + "', found " + (parts.length - 1));
    }
    return parts[1];
  }

  private static Map<String, Integer> columns(String[] parts) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      if (columns.put(parts[i], i - 1) != null) {
        throw new IllegalArgumentException(
            "not the header of a conn.log: field " + i + " has the name of an earlier one");
      }
    }
    for (String required : REQUIRED) {
      if (!columns.containsKey(required)) {
        throw new IllegalArgumentException(
            "not the header of a conn.log: no field '" + required + "'; expected " + REQUIRED);
      }
    }
    return columns;
  }

  /**
   * The fields of a row; those that are unset or empty have no value.
   *
   * @throws IllegalArgumentException if it has not as many as the header
   */
  FlowFields row(String line) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("expected a header with #fields before the first row");
    }
    String[] values = line.split(Pattern.quote(separator), -1);
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "expected " + columns.size() + " fields, found " + values.length);
    }
    return new FlowFields(
        name -> {
          String value = values[columns.get(name)];
          if (value.equals(unset) || value.equals(empty)) {
            return null;
          }
          return name.equals("service") ? value.replace(setSeparator, ",") : value;
        });
  }

  /** Zeek writes its separator as a byte in hexadecimal, such as {@code \x09}. */
  private static String unescaped(String text) {
    if (!text.matches("\\\\x[0-9a-fA-F]{2}|[^\\\\]")) {
      throw new IllegalArgumentException(
          "expected a separator such as \\x09, found '" + text + "'");
    }
    return text.length() == 1 ? text : Character.toString(Integer.parseInt(text.substring(2), 16));
  }
}
