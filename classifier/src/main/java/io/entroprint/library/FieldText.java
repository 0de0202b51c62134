package io.entroprint.library;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;

/** The rules for the texts of a library, the same in memory and in a file. */
final class FieldText {
  static final int MAX_BYTES = 512;
  static final int MAX_NAME = 64;
  static final int MAX_KEY = 128;
  static final int MIN_NUMBER_DIGITS = 4;
  static final int MAX_NUMBER_DIGITS = 12;

  private static final int MAX_QUOTED = 60;

  private FieldText() {}

  /** Whether it is a label: a name, but not one of those for a stream that has none. */
  static boolean isLabel(String text) {
    return isName(text) && !isOfNoLabel(text);
  }

  /** Whether a verdict says so of a stream without a label. */
  static boolean isOfNoLabel(String text) {
    return text.equals("unknown") || text.equals("undecided");
  }

  /** Whether it is the name of a library, or has the form of a label. */
  static boolean isName(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_NAME || !isLowerOrDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = text.charAt(i);
      if (!isLowerOrDigit(c) && c != '.' && c != '_' && c != '+' && c != '-') {
        return false;
      }
    }
    return true;
  }

  /** Whether it is {@code major.minor.patch}, with or without {@code -pre} and {@code +build}. */
  static boolean isVersion(String text) {
    int length = text.length();
    if (length > MAX_NAME) {
      return false;
    }
    int i = 0;
    for (int part = 0; part < 3; part++) {
      if (part > 0 && (i >= length || text.charAt(i++) != '.')) {
        return false;
      }
      int from = i;
      while (i < length && isDigit(text.charAt(i))) {
        i++;
      }
      if (i == from || (text.charAt(from) == '0' && i > from + 1)) {
        return false;
      }
    }
    if (i == length) {
      return true;
    }
    if (text.charAt(i) != '-' && text.charAt(i) != '+') {
      return false;
    }
    for (int j = i + 1; j < length; j++) {
      char c = text.charAt(j);
      if (!isLetterOrDigit(c) && c != '.' && c != '-' && c != '+') {
        return false;
      }
    }
    return length > i + 1;
  }

  /** Whether it can be the key of a calibration or evaluation number. */
  static boolean isKey(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_KEY) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (!isLetterOrDigit(c) && (i == 0 || "._+-/:@".indexOf(c) < 0)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether it is the id of a fingerprint of the label: the label, a slash, 4 to 12 digits, and no
   * zero in front of more than 4.
   */
  static boolean isId(String text, Label label) {
    String name = label.name();
    int digits = text.length() - name.length() - 1;
    if (digits < MIN_NUMBER_DIGITS
        || digits > MAX_NUMBER_DIGITS
        || !text.startsWith(name)
        || text.charAt(name.length()) != '/'
        || (digits > MIN_NUMBER_DIGITS && text.charAt(name.length() + 1) == '0')) {
      return false;
    }
    for (int i = name.length() + 1; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isSha256(String text) {
    if (text.length() != 64) {
      return false;
    }
    for (int i = 0; i < 64; i++) {
      char c = text.charAt(i);
      if (!isDigit(c) && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** Whether a date has a year of four digits, from 1970. */
  static boolean isDate(LocalDate date) {
    return date.getYear() >= 1970 && date.getYear() <= 9999;
  }

  static void requireDate(String field, LocalDate date) {
    if (!isDate(date)) {
      throw new IllegalArgumentException(
          field + ": expected a date from 1970-01-01 to 9999-12-31, found " + date);
    }
  }

  /**
   * Checks a text field; empty is allowed.
   *
   * @throws IllegalArgumentException naming the field and what is wrong
   */
  static void requireText(String field, String text) {
    String fault = faultOf(text);
    if (fault != null) {
      throw new IllegalArgumentException(field + ": " + fault + " in " + quoted(text));
    }
  }

  /** What is wrong with a text field, or null. */
  static String faultOf(String text) {
    int length = text.length();
    if (length == 0) {
      return null;
    }
    boolean ascii = true;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        continue;
      }
      ascii = false;
      if (isForbidden(c)) {
        return "character U+%04X is not allowed".formatted((int) c);
      }
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == length
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return "half a character (an unpaired surrogate)";
        }
        i++;
      }
    }
    if (text.charAt(0) == ' ' || text.charAt(length - 1) == ' ') {
      return "space at an end";
    }
    if (length > MAX_BYTES
        || (!ascii && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES)) {
      return "more than " + MAX_BYTES + " bytes";
    }
    return null;
  }

  /**
   * Controls, line ends, byte-order mark, and what turns the direction of writing: none of them is
   * seen when a library is reviewed.
   */
  private static boolean isForbidden(char c) {
    return c < ' '
        || (c >= 0x7f && c <= 0x9f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0xfeff;
  }

  /** A text of unknown content for an error message: in quotes, printable, of bounded length. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("'");
    int shown = Math.min(text.length(), MAX_QUOTED);
    for (int i = 0; i < shown; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c));
      }
    }
    return out.append(shown < text.length() ? "...'" : "'").toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLowerOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || isDigit(c);
  }

  private static boolean isLetterOrDigit(char c) {
    return isLowerOrDigit(c) || (c >= 'A' && c <= 'Z');
  }
}
