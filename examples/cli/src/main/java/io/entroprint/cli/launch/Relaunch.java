package io.entroprint.cli.launch;

import io.entroprint.cli.base.PathText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives a program that was started plainly by {@code java -jar} the options for Java that the
 * launcher would have given it. Java takes them only at its start; so the process becomes the
 * launcher, of which the jar holds a copy, and that becomes Java again. It is the same process all
 * the time: its number, its standard streams, its terminal and whoever sends it signals and waits
 * for its exit code stay as they are.
 *
 * <p>That takes 0.3 s of CPU time, so it is done for large captures only; where somebody chose
 * options for Java, nothing is done. Where it cannot be done, as on other systems than Linux, the
 * program goes on as it is.
 */
public final class Relaunch {
  /** Set to anything but nothing, this environment variable forbids it. */
  static final String FORBIDDEN = "ENTROPRINT_NO_RELAUNCH";

  /** By these somebody gives Java options for all programs. */
  private static final List<String> OPTIONS_FOR_JAVA =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** For these Java's own choice is right. */
  private static final Set<String> LEFT_ALONE = Set.of("train", "evaluate");

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
  private static final String SHELL = "/bin/sh";

  /** Java, -jar, the jar. */
  private static final int WORDS_BEFORE = 3;

  private Relaunch() {}

  /**
   * Starts anew if that is worth it, and then does not return.
   *
   * @param words of the command line, as given
   */
  public static void ifWorthwhile(String[] words) {
    try {
      if (words.length == 0
          || LEFT_ALONE.contains(words[0])
          || isForbidden(System.getenv())
          || !CaptureSize.isLarge(words, STANDARD_INPUT)) {
        return;
      }
      List<byte[]> line = split(Files.readAllBytes(COMMAND_LINE));
      if (isPlain(line, words.length)) {
        ProcessImage.become(SHELL, byLauncher(line));
      }
    } catch (IOException | RuntimeException e) {
      // What cannot be read says nothing against going on.
    }
  }

  static boolean isForbidden(Map<String, String> environment) {
    return !environment.getOrDefault(FORBIDDEN, "").isEmpty()
        || OPTIONS_FOR_JAVA.stream().anyMatch(environment::containsKey);
  }

  /** Whether this is {@code java -jar JAR} and so many words, without an option. */
  static boolean isPlain(List<byte[]> line, int words) {
    return line.size() == WORDS_BEFORE + words
        && Arrays.equals(line.get(1), "-jar".getBytes(StandardCharsets.US_ASCII));
  }

  /** The words of a command line, of whatever bytes they are. */
  static List<byte[]> split(byte[] commandLine) {
    List<byte[]> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < commandLine.length; i++) {
      if (commandLine[i] == 0) {
        words.add(Arrays.copyOfRange(commandLine, from, i));
        from = i + 1;
      }
    }
    return words;
  }

  /** The words by which a shell runs the launcher with the same Java and jar. */
  private static List<byte[]> byLauncher(List<byte[]> line) throws IOException {
    List<byte[]> words = new ArrayList<>();
    words.add(ascii("sh"));
    words.add(ascii("-c"));
    words.add(launcher());
    words.add(ascii("entroprint"));
    words.add(ascii("--by"));
    words.add(
        PathText.of(Path.of(System.getProperty("java.home"), "bin", "java"))
            .getBytes(StandardCharsets.UTF_8));
    words.addAll(line.subList(WORDS_BEFORE - 1, line.size()));
    return words;
  }

  private static byte[] launcher() throws IOException {
    try (InputStream in = Relaunch.class.getResourceAsStream("entroprint")) {
      if (in == null) {
        throw new IOException("the launcher is not in the jar");
      }
      return in.readAllBytes();
    }
  }

  private static byte[] ascii(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }
}
