package io.entroprint.cli.base;

import io.entroprint.text.PrintableText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a run of the command writes, in UTF-8. What is for people goes through {@link #print} and
 * {@link #problem}, so that nothing that a file is called or holds commands a terminal; what is for
 * programs goes through {@link #write}, and has its own way of escaping.
 *
 * @param out results; errors of writing must surface, so this is no PrintStream
 * @param err problems and progress
 * @param showsProgress the error stream is a terminal, so a line may be drawn over
 * @param columns how many columns the terminal has that shows the results; 0 if none does
 */
public record Terminal(OutputStream out, PrintStream err, boolean showsProgress, int columns) {

  /** One that nobody watches. */
  public static Terminal of(OutputStream out, OutputStream err) {
    return new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), false, 0);
  }

  /** Lines for people; a name in them must have gone through {@link PrintableText} already. */
  public void print(CharSequence lines) throws IOException {
    write(PrintableText.lines(lines.toString()).getBytes(StandardCharsets.UTF_8));
  }

  /** Text for programs, in UTF-8, as it is. */
  public void write(byte[] text) throws IOException {
    out.write(text);
  }

  /** Something is wrong, or worth to be known: one line on the error stream. */
  public void problem(String line) {
    err.print(problemLine(line));
    err.flush();
  }

  /** The line that {@link #problem} prints, with its end. */
  static String problemLine(String line) {
    return "entroprint: " + PrintableText.of(line) + "\n";
  }
}
