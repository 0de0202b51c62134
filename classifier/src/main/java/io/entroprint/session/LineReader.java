package io.entroprint.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts one direction of a text protocol into lines. Holds one line, of which it keeps the start; a
 * byte that no text has makes it say so.
 */
final class LineReader {
  /** More than a path that any system takes; what is longer is cut. */
  private static final int MAX_LINE = 4096 + 64;

  private byte[] line = new byte[64];
  private int length;
  private boolean binary;

  /** What takes the lines. */
  interface Lines {
    /**
     * A line, without its end.
     *
     * @return whether to go on
     */
    boolean line(String text);
  }

  /** Takes bytes; stops where a line says so or a byte is no text. */
  void add(byte[] array, int offset, int count, Lines lines) {
    for (int i = offset; i < offset + count && !binary; i++) {
      byte b = array[i];
      if (b == '\n') {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        String text = new String(line, 0, end, StandardCharsets.UTF_8);
        length = 0;
        if (!lines.line(text)) {
          return;
        }
      } else if (b >= 0 && b < ' ' && b != '\r' && b != '\t' && b != 0x1b) {
        binary = true;
      } else if (length < MAX_LINE) {
        if (length == line.length) {
          line = Arrays.copyOf(line, Math.min(2 * length, MAX_LINE));
        }
        line[length++] = b;
      }
    }
  }

  /** Whether something came that no text has. */
  boolean isBinary() {
    return binary;
  }
}
