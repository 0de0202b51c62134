package io.entroprint.capture;

import java.io.IOException;

/**
 * A capture is not what its format says it must be. The message is one line: the file, the byte
 * offset, what was expected and what was found. What was read before stays valid.
 */
final class CaptureFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long position;

  CaptureFormatException(String file, long position, String problem) {
    super(file + ": byte " + position + ": " + problem);
    this.file = file;
    this.position = position;
  }

  CaptureFormatException(String file, long position, String problem, Throwable cause) {
    this(file, position, problem);
    if (cause != null) {
      initCause(cause);
    }
  }

  /** The file, as it was named when it was opened. */
  public String file() {
    return file;
  }

  /** The byte offset in the capture; of a gzip file, in what it unpacks to. */
  public long position() {
    return position;
  }
}
