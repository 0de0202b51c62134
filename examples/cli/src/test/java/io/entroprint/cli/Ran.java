package io.entroprint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.cli.base.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** One run of the command inside this process: its exit code and what it printed. */
public record Ran(int code, String out, String err) {

  public static Ran command(Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    int code = EntroprintCommand.run(words, Terminal.of(out, err));
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The captures that are part of the project. */
  public static Path exampleCaptures() {
    return Path.of("..", "captures");
  }

  public Ran withCode(int expected) {
    assertEquals(expected, code, () -> "exit code; stderr: " + err);
    return this;
  }

  public Ran silent() {
    assertEquals("", err, "stderr");
    return this;
  }

  /** What was printed, without the last object of JSON that says what was seen and left out. */
  public List<String> lines() {
    return out.lines().filter(line -> !isStatistics(line)).toList();
  }

  /** That object. */
  public String statistics() {
    List<String> all = out.lines().toList();
    String last = all.isEmpty() ? "" : all.get(all.size() - 1);
    assertTrue(isStatistics(last), () -> "no statistics at the end: " + out);
    return last;
  }

  private static boolean isStatistics(String line) {
    return line.contains("\"event_type\":\"entroprint_stats\"");
  }

  public List<String> problems() {
    return err.lines().toList();
  }
}
