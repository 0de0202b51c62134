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
  private boolean cut;

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

  static CaptureFormatException cut(String file, long position, String problem, Throwable cause) {
    CaptureFormatException cut = new CaptureFormatException(file, position, problem, cause);
    cut.cut = true;
    return cut;
  }

  /**
   * Whether nothing is wrong but that the capture ends before it is whole: it was cut, or is still
   * being written.
   */
  public boolean isCut() {
    return cut;
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
