package io.entroprint.library;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * A library file's bytes, one line after the other: a key, a space, a value, a line feed. Parses
 * over the bytes, since a library is read whenever a program starts.
 */
final class LineCursor {
  private static final int LONGEST_EXCERPT = 40;

  private final byte[] bytes;
  private final String file;
  private int line = 1;
  private int start;
  private int end;
  private int valueStart;

  /**
   * A cursor at the first line of a file whose kind is told by its first word.
   *
   * @param kind what the file should be, for the error that it is not
   */
  static LineCursor of(byte[] bytes, String file, String magic, String kind)
      throws LibraryFormatException {
    byte[] expected = (magic + " ").getBytes(US_ASCII);
    if (bytes.length == 0) {
      throw new LibraryFormatException(file, 1, "the file is empty; expected " + kind);
    }
    // Before a line is looked for: something else need not have lines.
    int compared = Math.min(bytes.length, expected.length);
    if (!Arrays.equals(bytes, 0, compared, expected, 0, compared)) {
      int shown = Math.min(bytes.length, LONGEST_EXCERPT);
      throw new LibraryFormatException(
          file,
          1,
          "not "
              + kind
              + ": expected '"
              + magic
              + " ...', found "
              + FieldText.quoted(
                  new String(bytes, 0, shown, ISO_8859_1).lines().findFirst().orElse("")));
    }
    return new LineCursor(bytes, file);
  }

  /** A cursor at the first line. */
  LineCursor(byte[] bytes, String file) throws LibraryFormatException {
    this.bytes = bytes;
    this.file = file;
    locate();
  }

  /** Moves to the next line, or to the end. */
  void advance() throws LibraryFormatException {
    start = end + 1;
    line++;
    locate();
  }

  private void locate() throws LibraryFormatException {
    int stop = Math.min(bytes.length, start + LibraryFormat.MAX_LINE_BYTES + 1);
    byte[] b = bytes;
    int at = start;
    while (at < stop && b[at] != ' ' && b[at] != '\n') {
      at++;
    }
    int space = at;
    while (at < stop && b[at] != '\n') {
      at++;
    }
    end = at;
    valueStart = space == at ? at : space + 1;
    if (at == stop && start < bytes.length) {
      throw error(
          stop == bytes.length
              ? "the file ends in the middle of a line"
              : "a line of more than " + LibraryFormat.MAX_LINE_BYTES + " bytes");
    }
  }

  /** Whether there is no line any more. */
  boolean atEnd() {
    return start >= bytes.length;
  }

  /** The index of the line's first byte. */
  int position() {
    return start;
  }

  int line() {
    return line;
  }

  boolean isBlank() {
    return start == end && !atEnd();
  }

  /** Whether the line has this key and a value. */
  boolean has(String key) {
    int length = key.length();
    if (valueStart - start != length + 1 || valueStart >= end) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[start + i] != key.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Asks for a key. */
  void expect(String key) throws LibraryFormatException {
    if (!has(key)) {
      throw unexpected("'" + key + " ...'");
    }
  }

  /** The key of the line; empty if it has none. */
  String key() {
    return new String(bytes, start, Math.max(0, valueStart - 1 - start), ISO_8859_1);
  }

  /**
   * The value as it stands, of ASCII; anything else comes out as something that no field allows.
   */
  String ascii() {
    return new String(bytes, valueStart, end - valueStart, US_ASCII);
  }

  /** The value as text within the rules of {@link FieldText}. */
  String text() throws LibraryFormatException {
    boolean ascii = true;
    for (int i = valueStart; i < end; i++) {
      ascii &= bytes[i] >= ' ' && bytes[i] < 0x7f;
    }
    if (ascii
        && end > valueStart
        && end - valueStart <= FieldText.MAX_BYTES
        && bytes[valueStart] != ' '
        && bytes[end - 1] != ' ') {
      return new String(bytes, valueStart, end - valueStart, ISO_8859_1);
    }
    String text = new String(bytes, valueStart, end - valueStart, UTF_8);
    // Decoding replaces what is not UTF-8; only what was UTF-8 comes back.
    byte[] encoded = text.getBytes(UTF_8);
    if (!Arrays.equals(encoded, 0, encoded.length, bytes, valueStart, end)) {
      throw unexpected("UTF-8");
    }
    String fault = FieldText.faultOf(text);
    if (fault != null) {
      throw error(key() + ": " + fault);
    }
    return text;
  }

  /** The value as an integer from {@code least} to {@code most}, without leading zeros. */
  int integer(int least, int most) throws LibraryFormatException {
    long value = 0;
    boolean good = end > valueStart && end - valueStart <= 10;
    for (int i = valueStart; good && i < end; i++) {
      good = isDigit(i);
      value = value * 10 + bytes[i] - '0';
    }
    good &= bytes[valueStart] != '0' || end == valueStart + 1;
    if (!good || value < least || value > most) {
      throw unexpected("an integer from " + least + " to " + most);
    }
    return (int) value;
  }

  /**
   * Reads the value as non-negative integers with one space between each.
   *
   * @return how many there are
   */
  int integers(int[] into, int largest) throws LibraryFormatException {
    byte[] b = bytes;
    int stop = end;
    int count = 0;
    int at = valueStart;
    while (true) {
      int value = 0;
      int from = at;
      int most = Math.min(stop, from + 8);
      int digit = 0;
      while (at < most && (digit = b[at] - '0') >= 0 && digit <= 9) {
        value = value * 10 + digit;
        at++;
      }
      boolean leadingZero = at > from + 1 && b[from] == '0';
      if (at == from || leadingZero || value > largest || (at < stop && b[at] != ' ')) {
        throw error(
            key()
                + ": expected integers from 0 to "
                + largest
                + " (units of 0.0001 bit) with one space between, found "
                + excerpt(from, wordEnd(from))
                + " as number "
                + (count + 1));
      }
      if (count == into.length) {
        throw error(key() + ": expected at most " + into.length + " numbers, found more");
      }
      into[count++] = value;
      if (at == stop) {
        return count;
      }
      at++;
    }
  }

  /** The value as a date. */
  LocalDate date() throws LibraryFormatException {
    if (end - valueStart == 10
        && bytes[valueStart + 4] == '-'
        && bytes[valueStart + 7] == '-'
        && areDigits(valueStart, 4)
        && areDigits(valueStart + 5, 2)
        && areDigits(valueStart + 8, 2)) {
      try {
        LocalDate date =
            LocalDate.of(
                number(valueStart, 4), number(valueStart + 5, 2), number(valueStart + 8, 2));
        if (FieldText.isDate(date)) {
          return date;
        }
      } catch (DateTimeException e) {
        // No such day: said below.
      }
    }
    throw unexpected("a date like 2026-11-21, from 1970 on");
  }

  /** What is wrong with this line. */
  LibraryFormatException error(String what) {
    return new LibraryFormatException(file, line, what);
  }

  /** That this line is not what was expected. */
  LibraryFormatException unexpected(String expected) {
    return error(
        "expected "
            + expected
            + (atEnd() ? ", but the file ends here" : ", found " + excerpt(start, end)));
  }

  private String excerpt(int from, int to) {
    int shown = Math.min(to, from + LONGEST_EXCERPT);
    String text = FieldText.quoted(new String(bytes, from, shown - from, ISO_8859_1));
    return shown < to ? text + "..." : text;
  }

  private int wordEnd(int from) {
    int at = from;
    while (at < end && bytes[at] != ' ') {
      at++;
    }
    return at;
  }

  private boolean isDigit(int at) {
    return bytes[at] >= '0' && bytes[at] <= '9';
  }

  private boolean areDigits(int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!isDigit(i)) {
        return false;
      }
    }
    return true;
  }

  private int number(int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      value = value * 10 + bytes[i] - '0';
    }
    return value;
  }
}
