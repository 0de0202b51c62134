package io.entroprint.cli.base;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Packet times as text, in UTC, with microseconds. */
public final class Timestamp {
  private static final long NANOS = 1_000_000_000;

  private Timestamp() {}

  /** Such as {@code 2026-11-21T20:44:46.123456}. */
  public static void append(StringBuilder out, long nanos) {
    LocalDateTime time = time(nanos);
    Decimal.padded(out, time.getYear(), 4);
    Decimal.padded(out.append('-'), time.getMonthValue(), 2);
    Decimal.padded(out.append('-'), time.getDayOfMonth(), 2);
    Decimal.padded(out.append('T'), time.getHour(), 2);
    Decimal.padded(out.append(':'), time.getMinute(), 2);
    Decimal.padded(out.append(':'), time.getSecond(), 2);
    Decimal.padded(out.append('.'), time.getNano() / 1000, 6);
  }

  /** Such as {@code 20261121T204446.123456}: fit for the name of a file, and sorts by time. */
  public static void appendCompact(StringBuilder out, long nanos) {
    LocalDateTime time = time(nanos);
    Decimal.padded(out, time.getYear(), 4);
    Decimal.padded(out, time.getMonthValue(), 2);
    Decimal.padded(out, time.getDayOfMonth(), 2);
    Decimal.padded(out.append('T'), time.getHour(), 2);
    Decimal.padded(out, time.getMinute(), 2);
    Decimal.padded(out, time.getSecond(), 2);
    Decimal.padded(out.append('.'), time.getNano() / 1000, 6);
  }

  private static LocalDateTime time(long nanos) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(nanos, NANOS), (int) Math.floorMod(nanos, NANOS), ZoneOffset.UTC);
  }
}
