package io.entroprint.cli.base;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether somebody watches. */
public final class TerminalCheck {
  private TerminalCheck() {}

  /**
   * Whether the error stream is a terminal. Where the system does not say (it is no Linux), the
   * answer is no, so that no log file fills with progress.
   */
  public static boolean errorStreamIsTerminal() {
    return isTerminal(2);
  }

  /**
   * How many columns the terminal has that the results go to; 0 if they go elsewhere, or the system
   * does not say. {@code COLUMNS} in the environment has the last word.
   */
  public static int columns() {
    if (!isTerminal(1)) {
      return 0;
    }
    String told = System.getenv("COLUMNS");
    if (told != null && told.matches("[1-9][0-9]{0,4}")) {
      return Integer.parseInt(told);
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return size.matches("[0-9]+ [1-9][0-9]{0,4}\\s*")
          ? Integer.parseInt(size.strip().split(" ", 2)[1])
          : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static boolean isTerminal(int descriptor) {
    // System.console() looks at other streams, and those are redirected most often.
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return false;
    }
  }
}
