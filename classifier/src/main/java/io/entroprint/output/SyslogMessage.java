package io.entroprint.output;

/**
 * A message for a syslog server.
 *
 * @param severity how grave it is
 * @param timeNanos when what it tells of happened, nanoseconds since 1970
 * @param id the kind of message: 1 to 32 printable ASCII characters without spaces
 * @param text what it says
 */
public record SyslogMessage(Severity severity, long timeNanos, String id, String text) {
  private static final int MAX_ID = 32;

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if it is no such id
   */
  public SyslogMessage {
    if (id.isEmpty() || id.length() > MAX_ID || !id.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("not an id of a syslog message: '" + id + "'");
    }
  }

  /** The severities of RFC 5424 that are used here. */
  public enum Severity {
    /** A warning condition. */
    WARNING(4),
    /** A normal but significant condition. */
    NOTICE(5),
    /** For information. */
    INFORMATIONAL(6);

    private final int code;

    Severity(int code) {
      this.code = code;
    }

    /** The number of RFC 5424. */
    public int code() {
      return code;
    }
  }
}
