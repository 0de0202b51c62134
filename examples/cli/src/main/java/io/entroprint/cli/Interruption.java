package io.entroprint.cli;

import java.io.InterruptedIOException;

/** Somebody wants this process to stop while it waits. */
final class Interruption {
  private Interruption() {}

  /** Keeps the thread's mark, and gives the exception that ends the command. */
  static InterruptedIOException during(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException e = new InterruptedIOException("interrupted while " + what);
    e.initCause(cause);
    return e;
  }
}
