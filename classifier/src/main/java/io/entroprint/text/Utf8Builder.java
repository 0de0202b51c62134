package io.entroprint.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text that is put together as by a {@link StringBuilder}, but in UTF-8, as it goes out: what a
 * line is made of is nearly always ASCII, and is then moved once. Not thread-safe.
 */
public final class Utf8Builder {
  private static final int BILLION = 1_000_000_000;

  private byte[] bytes;
  private int length;

  /** An empty one. */
  public Utf8Builder(int capacity) {
    bytes = new byte[capacity];
  }

  /** How many bytes it has. */
  public int length() {
    return length;
  }

  /**
   * Leaves out what is behind so many bytes.
   *
   * @param kept at most its length
   */
  public void setLength(int kept) {
    length = kept;
  }

  /** Appends a character that is no surrogate. */
  public Utf8Builder append(char c) {
    if (c >= 0x80) {
      return encoded(String.valueOf(c));
    }
    room(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /** Appends a text; a surrogate alone becomes a question mark. */
  public Utf8Builder append(String text) {
    int count = text.length();
    room(count);
    byte[] to = bytes;
    int at = length;
    int all = 0;
    // Without a way out of the loop: it is a fifth faster.
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      all |= c;
      to[at + i] = (byte) c;
    }
    if (all >= 0x80) {
      return encoded(text);
    }
    length = at + count;
    return this;
  }

  private Utf8Builder encoded(String text) {
    return append(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends bytes of UTF-8. */
  public Utf8Builder append(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  /**
   * Appends of a text what comes before the first character that is not plain.
   *
   * @param plain which characters are, all of ASCII; those behind the end of the array are not
   * @param from where to begin
   * @return where that character is; the length of the text if there is none
   */
  public int appendPlain(boolean[] plain, String text, int from) {
    int count = text.length();
    room(count - from);
    byte[] to = bytes;
    int at = length - from;
    int i = from;
    while (i < count) {
      char c = text.charAt(i);
      if (c >= plain.length || !plain[c]) {
        break;
      }
      to[at + i++] = (byte) c;
    }
    length = at + i;
    return i;
  }

  /** Appends a whole number. */
  public Utf8Builder append(long number) {
    if (number < 0) {
      return append(Long.toString(number));
    }
    if (number > Integer.MAX_VALUE) {
      return append(number / BILLION).padded((int) (number % BILLION), 9);
    }
    int digits = 1;
    for (int rest = (int) number; rest >= 10; rest /= 10) {
      digits++;
    }
    return padded((int) number, digits);
  }

  /**
   * Appends the last digits of a number, with zeros in front if it has fewer.
   *
   * @param number at least 0
   */
  Utf8Builder padded(int number, int digits) {
    room(digits);
    int end = length + digits;
    int rest = number;
    for (int at = end - 1; at >= length; at--) {
      int tenth = rest / 10;
      bytes[at] = (byte) ('0' + (rest - 10 * tenth));
      rest = tenth;
    }
    length = end;
    return this;
  }

  private void room(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
