package io.entroprint.output;

import io.entroprint.sensor.VerdictEvent;
import java.util.Set;

/**
 * Makes a line of text of an event. What a text field holds is escaped, so that an event is always
 * one line and no content can pass for another field. The same event gives the same line on any
 * machine. Immutable and thread-safe.
 */
public interface VerdictFormat {
  /**
   * An event as one line.
   *
   * @return the line in UTF-8, its line feed included
   */
  byte[] line(VerdictEvent event);

  /** What stands before the first event, whole lines; empty if nothing does. */
  default String header() {
    return "";
  }

  /**
   * Objects in the manner of Suricata's EVE output, one a line: what {@code entroprint classify
   * --json} prints.
   */
  static EveFormat eve() {
    return new EveFormat("", "", false, Set.of());
  }

  /**
   * A table in the manner of Zeek's logs: separated by tabulators, with a header that names fields
   * and types. {@code zeek-cut} reads it.
   */
  static VerdictFormat zeek() {
    return new ZeekFormat();
  }

  /**
   * Comma-separated values (RFC 4180) with a heading; the columns are those of {@link #zeek()}. A
   * text that begins with {@code =}, {@code +}, {@code -} or {@code @} gets an apostrophe in front,
   * since spreadsheets take it for a formula otherwise; control characters become question marks.
   */
  static VerdictFormat csv() {
    return new CsvFormat();
  }
}
