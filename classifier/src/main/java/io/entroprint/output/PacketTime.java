package io.entroprint.output;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Packet times as text, in UTC, with microseconds. */
final class PacketTime {
  private static final long NANOS = 1_000_000_000;
  private static final long MICROS = 1_000_000;
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  private PacketTime() {}

  /** Such as {@code 2026-11-21T20:44:46.123456+0000}. */
  static String eve(long nanos) {
    return text(nanos) + "+0000";
  }

  /** Such as {@code 2026-11-21T20:44:46.123456Z}. */
  static String rfc3339(long nanos) {
    return text(nanos) + "Z";
  }

  /** Seconds since 1970 with microseconds, such as {@code 1795293886.123456}. */
  static String seconds(long nanos) {
    long micros = Math.floorDiv(nanos, 1000);
    long size = Math.abs(micros);
    String digits = Long.toString(MICROS + size % MICROS);
    return (micros < 0 ? "-" : "") + size / MICROS + "." + digits.substring(1);
  }

  private static String text(long nanos) {
    return FORMAT.format(
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(nanos, NANOS), (int) Math.floorMod(nanos, NANOS), ZoneOffset.UTC));
  }
}
