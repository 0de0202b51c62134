package io.entroprint.cli.base;

import java.io.PrintStream;

/**
 * One line on the error stream that is drawn over as files are done; nothing at all when that is no
 * terminal. Thread-safe.
 */
public final class Progress {
  /** Takes back what stands on the line. */
  static final String ERASE = "\r\033[K";

  private static final long REDRAW_NANOS = 200_000_000;

  private final PrintStream err;
  private final boolean shown;
  private final int files;
  private int done;
  private long drawnAt;
  private boolean onScreen;

  public Progress(Terminal terminal, int files) {
    this.err = terminal.err();
    this.shown = terminal.showsProgress();
    this.files = files;
    this.drawnAt = System.nanoTime();
  }

  /** One more file is done. */
  public synchronized void fileDone() {
    done++;
    if (shown && System.nanoTime() - drawnAt > REDRAW_NANOS) {
      drawnAt = System.nanoTime();
      err.print("\r" + done + " of " + files + " files");
      err.flush();
      onScreen = true;
    }
  }

  /** Makes room for other output. */
  public synchronized void erase() {
    if (onScreen) {
      err.print(ERASE);
      err.flush();
      onScreen = false;
    }
  }
}
