package io.entroprint.cli.base;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of files as text and back, whatever bytes they are made of and whatever the locale says.
 * Java takes the words of the command line and the names of files for text in the encoding of the
 * locale, and loses what is none: in the locale C every letter that is not ASCII.
 *
 * <p>A byte that is not UTF-8 stands in a word of the command line as the character U+DC00 and its
 * value, as in Python.
 */
public final class PathText {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final char LOST = '\ufffd';
  private static final int ESCAPED = 0xdc00;

  private PathText() {}

  /** The words of the command line as they were given, where the system tells. */
  public static String[] asGiven(String[] words) {
    boolean ascii = true;
    for (String word : words) {
      ascii &= word.chars().allMatch(c -> c < 0x80);
    }
    if (ascii || !Files.isReadable(COMMAND_LINE)) {
      return words;
    }
    try {
      List<String> all = split(Files.readAllBytes(COMMAND_LINE));
      return all.size() < words.length
          ? words
          : all.subList(all.size() - words.length, all.size()).toArray(String[]::new);
    } catch (IOException e) {
      return words;
    }
  }

  private static List<String> split(byte[] bytes) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        words.add(decoded(bytes, from, i));
        from = i + 1;
      }
    }
    return words;
  }

  private static String decoded(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder();
    int at = from;
    while (at < to) {
      int length = Math.min(to - at, lengthOfCharacter(bytes[at]));
      String character = new String(bytes, at, length, StandardCharsets.UTF_8);
      if (character.indexOf(LOST) < 0) {
        text.append(character);
        at += length;
      } else {
        text.append((char) (ESCAPED + (bytes[at++] & 0xff)));
      }
    }
    return text.toString();
  }

  private static int lengthOfCharacter(byte first) {
    return first >= 0 ? 1 : Math.max(1, Integer.numberOfLeadingZeros(~(first << 24)));
  }

  /**
   * The path of a word of the command line.
   *
   * @throws InvalidPathException if it is none
   */
  public static Path parse(String word) {
    boolean escaped = word.chars().anyMatch(c -> c >= ESCAPED + 0x80 && c <= ESCAPED + 0xff);
    if (!escaped || hasOnlyPairs(word)) {
      try {
        return Path.of(word);
      } catch (InvalidPathException e) {
        if (word.indexOf(0) >= 0) {
          throw e;
        }
        // The locale has no such letters; the system has the bytes all the same.
      }
    }
    // The one way to a path of any bytes: a URI has them as %FF.
    Path here = Path.of("").toAbsolutePath();
    boolean absolute = word.startsWith("/");
    String start = absolute ? "" : here.toUri().getRawPath().replaceAll("/*$", "/");
    Path path = Path.of(URI.create("file://" + start + percentEncoded(word)));
    return absolute ? path : here.relativize(path);
  }

  private static boolean hasOnlyPairs(String word) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(word);
  }

  private static String percentEncoded(String word) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    word.codePoints()
        .forEach(
            c -> {
              if (c >= ESCAPED + 0x80 && c <= ESCAPED + 0xff) {
                bytes.write(c - ESCAPED);
              } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
              }
            });
    StringBuilder text = new StringBuilder();
    for (byte b : bytes.toByteArray()) {
      if (b > 0 && (b == '/' || b == '.' || Character.isLetterOrDigit(b))) {
        text.append((char) b);
      } else {
        text.append('%').append(Character.forDigit(b >> 4 & 15, 16));
        text.append(Character.forDigit(b & 15, 16));
      }
    }
    return text.toString();
  }

  /** A path as text: its bytes as UTF-8, in any locale; U+FFFD for those that are none. */
  public static String of(Path path) {
    if (path.toString().indexOf(LOST) < 0) {
      return path.toString();
    }
    StringBuilder text = new StringBuilder(path.isAbsolute() ? "/" : "");
    for (Path name : path) {
      text.append(text.isEmpty() || text.charAt(text.length() - 1) == '/' ? "" : "/");
      String raw = name.toUri().getRawPath().replaceAll("/+$", "");
      text.append(percentDecoded(raw.substring(raw.lastIndexOf('/') + 1)));
    }
    return text.toString();
  }

  private static String percentDecoded(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(raw.charAt(i));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
