package io.entroprint.text;

/**
 * Text from elsewhere made safe to print: file names, what captures and libraries hold, messages
 * that quote them. The result is one line, and nothing in it commands a terminal, reorders what
 * stands beside it, or lacks an encoding.
 */
public final class PrintableText {
  private static final char INSTEAD = '?';

  private PrintableText() {}

  /**
   * The text with a question mark for each control character (C0 with line ends and tabulators,
   * DEL, C1), line or paragraph separator, invisible control of writing direction, and lone
   * surrogate. The very same object if it has none of these.
   */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUnsafe(text, i)) {
        StringBuilder safe = new StringBuilder(text);
        replace(safe, i);
        return safe.toString();
      }
    }
    return text;
  }

  /** The same for several lines, whose ends stay. */
  public static String lines(String text) {
    StringBuilder safe = new StringBuilder(text);
    for (int i = 0; i < safe.length(); i++) {
      if (safe.charAt(i) != '\n' && isUnsafe(safe, i)) {
        safe.setCharAt(i, INSTEAD);
      }
    }
    return safe.toString();
  }

  /** The same for what stands in a builder from an index on. */
  private static void replace(StringBuilder text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (isUnsafe(text, i)) {
        text.setCharAt(i, INSTEAD);
      }
    }
  }

  private static boolean isUnsafe(CharSequence text, int at) {
    char c = text.charAt(at);
    if (c < 0x7f) {
      return c < ' ';
    }
    return c < 0xa0 || (c > 0x600 && isUnsafe(c, text, at));
  }

  private static boolean isUnsafe(char c, CharSequence text, int at) {
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return switch (c) {
      // The Arabic letter mark, left-to-right and right-to-left marks, embeddings, overrides,
      // isolates; line and paragraph separators; the byte order mark.
      case '\u061c', '\u200e', '\u200f', '\u2028', '\u2029', '\ufeff' -> true;
      default -> (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    };
  }
}
