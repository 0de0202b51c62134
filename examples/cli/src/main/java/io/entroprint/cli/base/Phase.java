package io.entroprint.cli.base;

import io.entroprint.text.PrintableText;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Work that takes a while: a terminal shows what is being done for as long as it is done. */
public final class Phase {
  private Phase() {}

  /** Work that waits for other threads, and may read files. */
  public interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /**
   * Does the work.
   *
   * @param doing what it is, such as {@code training}
   * @throws InterruptedIOException if somebody wants this process to stop meanwhile
   * @throws IOException if the work does
   */
  public static <T> T run(Terminal terminal, String doing, Work<T> work) throws IOException {
    if (terminal.showsProgress()) {
      terminal.err().print(PrintableText.of(doing) + " ...");
      terminal.err().flush();
    }
    try {
      return work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped = new InterruptedIOException("interrupted while " + doing);
      stopped.initCause(e);
      throw stopped;
    } finally {
      if (terminal.showsProgress()) {
        terminal.err().print(Progress.ERASE);
        terminal.err().flush();
      }
    }
  }
}
