package io.entroprint.output;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Packet times as text, in UTC, with microseconds. */
final class PacketTime {
  private static final long NANOS = 1_000_000_000;
  private static final long MICROS = 1_000_000;

  private PacketTime() {}

  /** Such as {@code 2026-11-21T20:44:46.123456+0000}. */
  static String eve(long nanos) {
    return text(nanos).append("+0000").toString();
  }

  /** Such as {@code 2026-11-21T20:44:46.123456Z}. */
  static String rfc3339(long nanos) {
    return text(nanos).append('Z').toString();
  }

  /** Seconds since 1970 with microseconds, such as {@code 1795293886.123456}. */
  static String seconds(long nanos) {
    long micros = Math.floorDiv(nanos, 1000);
    long size = Math.abs(micros);
    String digits = Long.toString(MICROS + size % MICROS);
    return (micros < 0 ? "-" : "") + size / MICROS + "." + digits.substring(1);
  }

  private static StringBuilder text(long nanos) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(nanos, NANOS), (int) Math.floorMod(nanos, NANOS), ZoneOffset.UTC);
    // Several a stream: a DateTimeFormatter takes ten times as long.
    StringBuilder text = new StringBuilder(32);
    padded(text, time.getYear(), 1000);
    padded(text.append('-'), time.getMonthValue(), 10);
    padded(text.append('-'), time.getDayOfMonth(), 10);
    padded(text.append('T'), time.getHour(), 10);
    padded(text.append(':'), time.getMinute(), 10);
    padded(text.append(':'), time.getSecond(), 10);
    padded(text.append('.'), time.getNano() / 1000, 100_000);
    return text;
  }

  /** Appends a number with zeros in front, so many that its first digit stands for {@code unit}. */
  private static void padded(StringBuilder out, int value, int unit) {
    for (int digit = unit; digit > 0; digit /= 10) {
      out.append((char) ('0' + value / digit % 10));
    }
  }
}
