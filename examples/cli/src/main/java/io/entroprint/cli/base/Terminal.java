package io.entroprint.cli.base;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a run of the command writes.
 *
 * @param out results; errors of writing must surface, so this is no PrintStream
 * @param err problems and progress
 * @param showsProgress the error stream is a terminal, so a line may be drawn over
 */
public record Terminal(OutputStream out, PrintStream err, boolean showsProgress) {

  public static Terminal of(OutputStream out, OutputStream err) {
    return new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), false);
  }

  public void problem(String line) {
    err.print("entroprint: " + line + "\n");
    err.flush();
  }
}
