package io.entroprint.library;

import java.io.IOException;

/**
 * What was read is not a fingerprint library, a signature or a key, or not one that this version
 * can read. The message is one line: file, line, and what was expected.
 */
final class LibraryFormatException extends IOException {
  private static final long serialVersionUID = 1;

  private final String file;
  private final int line;

  LibraryFormatException(String file, int line, String what) {
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
