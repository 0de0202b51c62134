package io.entroprint.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Pattern;

/** Packet times, nanoseconds since 1970, as text in UTC with microseconds, and from text. */
public final class PacketTime {
  private static final long NANOS = 1_000_000_000;
  private static final long MICROS = 1_000_000;
  private static final int SECONDS_A_DAY = 86_400;
  private static final int DAYS_IN_4_YEARS = 1461;
  private static final int DAYS_IN_400_YEARS = 146_097;

  /** From 0000-03-01. */
  private static final int DAYS_TO_1970 = 719_468;

  /** Longer than any time that is meant, and short enough to be looked at. */
  private static final int MAX_CHARS = 48;

  /**
   * Seconds. An exponent has two digits at most: what it makes of the number must stay of a size
   * that costs nothing.
   */
  private static final Pattern SECONDS =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,2})?");

  /** With an offset of {@code +0100}, {@code +01:00} or {@code Z}. */
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter(Locale.ROOT);

  private PacketTime() {}

  private static void append(Utf8Builder out, long nanos) {
    // Several a stream: a DateTimeFormatter takes thirty times as long, a LocalDateTime twice.
    long second = Math.floorDiv(nanos, NANOS);
    long day = Math.floorDiv(second, SECONDS_A_DAY);
    appendDay(out, day);
    int ofDay = (int) (second - day * SECONDS_A_DAY);
    out.append('T').padded(ofDay / 3600, 2);
    out.append(':').padded(ofDay / 60 % 60, 2);
    out.append(':').padded(ofDay % 60, 2);
    out.append('.').padded((int) (nanos - second * NANOS) / 1000, 6);
  }

  /**
   * Appends a day of the Gregorian calendar, which nanoseconds in a long have in the years 1677 to
   * 2262. Years are counted from 0000-03-01, so that the leap day is the last of its year.
   *
   * @param day since 1970
   */
  private static void appendDay(Utf8Builder out, long day) {
    int days = (int) (day + DAYS_TO_1970);
    int century = (4 * days + 3) / DAYS_IN_400_YEARS;
    int ofCentury = days - century * DAYS_IN_400_YEARS / 4;
    int year = (4 * ofCentury + 3) / DAYS_IN_4_YEARS;
    int ofYear = ofCentury - year * DAYS_IN_4_YEARS / 4;
    // From March on months of 31, 30, 31, 30 and 31 days come again and again.
    int month = (5 * ofYear + 2) / 153;
    int nextYear = month < 10 ? 0 : 1;
    out.padded(100 * century + year + nextYear, 4);
    out.append('-').padded(month + 3 - 12 * nextYear, 2);
    out.append('-').padded(ofYear - (153 * month + 2) / 5 + 1, 2);
  }

  /** Such as {@code 2026-11-21T20:44:46.123456}. */
  public static String text(long nanos) {
    Utf8Builder text = new Utf8Builder(32);
    append(text, nanos);
    return text.toString();
  }

  /** Such as {@code 20261121T204446.123456}: fit for the name of a file, and sorts by time. */
  public static String compact(long nanos) {
    return text(nanos).replace("-", "").replace(":", "");
  }

  /** Such as {@code 2026-11-21T20:44:46.123456+0000}, as Suricata writes it. */
  public static String eve(long nanos) {
    Utf8Builder text = new Utf8Builder(32);
    appendEve(text, nanos);
    return text.toString();
  }

  /** Appends what {@link #eve} gives. */
  public static void appendEve(Utf8Builder out, long nanos) {
    append(out, nanos);
    out.append("+0000");
  }

  /** Such as {@code 2026-11-21T20:44:46.123456Z}. */
  public static String rfc3339(long nanos) {
    return text(nanos) + "Z";
  }

  /** Seconds since 1970 with microseconds, such as {@code 1795293886.123456}. */
  public static String seconds(long nanos) {
    long micros = Math.floorDiv(nanos, 1000);
    long size = Math.abs(micros);
    String digits = Long.toString(MICROS + size % MICROS);
    return (micros < 0 ? "-" : "") + size / MICROS + "." + digits.substring(1);
  }

  /**
   * A time from seconds since 1970, such as {@code 1795293886.123456}, or from ISO 8601 with an
   * offset from UTC, such as {@code 2026-11-21T20:44:46.123456+0000}. Digits behind the ninth
   * decimal are cut off. What it costs does not depend on the number.
   *
   * @return nanoseconds since 1970
   * @throws IllegalArgumentException if it is neither, or not within 292 years of 1970: what was
   *     expected
   */
  public static long parse(String text) {
    try {
      if (text.length() <= MAX_CHARS) {
        if (SECONDS.matcher(text).matches()) {
          BigDecimal nanos = new BigDecimal(text).movePointRight(9);
          return nanos.setScale(0, RoundingMode.DOWN).longValueExact();
        }
        Instant instant = ISO.parse(text, OffsetDateTime::from).toInstant();
        return Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "expected seconds since 1970 or a time as in ISO 8601, found '" + excerpt(text) + "'");
  }

  private static String excerpt(String text) {
    return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "...";
  }
}
