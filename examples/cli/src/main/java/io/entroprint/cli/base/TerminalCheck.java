package io.entroprint.cli.base;

import java.io.IOException;
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
    // System.console() looks at the other two streams, and those are redirected most often.
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return false;
    }
  }
}
