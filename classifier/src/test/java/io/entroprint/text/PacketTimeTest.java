package io.entroprint.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketTimeTest {
  private static final long T = 1_795_293_886_123_456_789L;

  @Test
  void writesUtcWithMicroseconds() {
    assertEquals("2026-11-21T20:44:46.123456", PacketTime.text(T));
    assertEquals("20261121T204446.123456", PacketTime.compact(T));
    assertEquals("2026-11-21T20:44:46.123456+0000", PacketTime.eve(T));
    assertEquals("2026-11-21T20:44:46.123456Z", PacketTime.rfc3339(T));
    assertEquals("1795293886.123456", PacketTime.seconds(T));
    assertEquals("-0.000002", PacketTime.seconds(-1500));
  }

  @Test
  void daysAreThoseOfTheCalendar() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      long nanos = i == 0 ? Long.MIN_VALUE : i == 1 ? Long.MAX_VALUE : random.nextLong();
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(
              Math.floorDiv(nanos, 1_000_000_000),
              (int) Math.floorMod(nanos, 1_000_000_000L),
              ZoneOffset.UTC);
      String text = PacketTime.text(nanos);
      assertEquals(26, text.length());
      assertEquals(time.truncatedTo(ChronoUnit.MICROS), LocalDateTime.parse(text));
    }
  }

  @Test
  void readsSecondsAndIso8601() {
    assertEquals(T, PacketTime.parse("1795293886.1234567891"));
    assertEquals(T, PacketTime.parse("2026-11-21T20:44:46.123456789Z"));
    assertEquals(T, PacketTime.parse("2026-11-21T21:44:46.123456789+0100"));
    assertEquals(T, PacketTime.parse("2026-11-21T21:44:46.123456789+01:00"));
    assertEquals(1_500_000_000L, PacketTime.parse("1.5"));
    assertEquals(1_500_000_000L, PacketTime.parse("+1.5e0"));
    assertEquals(-500_000_000L, PacketTime.parse("-.5"));
    assertEquals(1_600_000_000_000_000_000L, PacketTime.parse("1.6E9"));
  }

  /** What is asked for costs nothing, however large the number is that a stranger wrote. */
  @ParameterizedTest
  @Timeout(20)
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "e",
        ".",
        "1e",
        "--1",
        "NaN",
        "Infinity",
        "0x10",
        "1e30000000",
        "1e999999999",
        "1e-999999999",
        "1e2147483640",
        "1e2147483648",
        "1e99",
        "99999999999",
        "2026-11-21",
        "2026-11-21T20:44:46",
        "+999999999-01-01T00:00:00Z",
        "١٢٣"
      })
  void refusesTheRestInOneSentence(String text) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> PacketTime.parse(text)).getMessage();
    assertTrue(said.startsWith("expected seconds since 1970 or a time as in ISO 8601"), said);
  }

  @Test
  @Timeout(20)
  void refusesNumbersOfMillionsOfDigits() {
    String digits = "1".repeat(5_000_000);
    String said =
        assertThrows(IllegalArgumentException.class, () -> PacketTime.parse(digits)).getMessage();
    assertTrue(said.length() < 200, said);
  }

  @Test
  void nothingSince1970IsNotNegative() {
    assertEquals("0.000000", PacketTime.seconds(0));
    assertEquals("-0.000001", PacketTime.seconds(-1));
    assertEquals("0.000001", PacketTime.seconds(1_999));
  }
}
