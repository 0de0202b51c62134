package io.entroprint.envelope;

import java.io.IOException;

/** What was read is not one of net-entropy's files. */
final class EnvelopeFormatException extends IOException {
  private static final long serialVersionUID = 1;

  private final String file;
  private final int line;

  EnvelopeFormatException(String file, int line, String what) {
    super(file + ", line " + line + ": " + what);
    this.file = file;
    this.line = line;
  }

  /** The file's name, as given. */
  public String file() {
    return file;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }
}
