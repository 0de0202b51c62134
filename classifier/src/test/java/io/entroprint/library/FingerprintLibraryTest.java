package io.entroprint.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintLibraryTest {
  private static final FingerprintLibrary GOLDEN = GoldenLibrary.library();

  @Test
  void fingerprintsAreSortedByIdInWhateverOrderTheyCame() {
    FingerprintLibrary.Builder builder = GOLDEN.toBuilder().removeIf(f -> true);
    for (int i = GOLDEN.fingerprints().size() - 1; i >= 0; i--) {
      builder.add(GOLDEN.fingerprints().get(i));
    }
    assertEquals(
        List.of("ssh-2/0002", "ssh-2/0017", "ssh/0001", "tls/123456"), ids(builder.build()));
    assertEquals(GOLDEN, builder.evaluation(GOLDEN.evaluation()).build());
  }

  @Test
  void aFingerprintIsFoundByItsId() {
    for (Fingerprint fingerprint : GOLDEN.fingerprints()) {
      assertEquals(Optional.of(fingerprint), GOLDEN.find(fingerprint.id()));
    }
    assertEquals(Optional.empty(), GOLDEN.find("ssh-2/0003"));
    assertEquals(Optional.empty(), GOLDEN.find(""));
    assertEquals(Optional.empty(), GOLDEN.find("zzz"));
  }

  @Test
  void theIdSaysNameAndVersion() {
    assertEquals("golden@1.2.3-rc.1", GOLDEN.id());
    assertEquals("golden@1.2.3-rc.1 (ev1, 4 fingerprints)", GOLDEN.toString());
  }

  @Test
  void anIdUsedTwiceIsRefused() {
    FingerprintLibrary.Builder builder = GOLDEN.toBuilder().add(GOLDEN.fingerprints().get(0));
    assertEquals(
        "two fingerprints have the id ssh-2/0002",
        assertThrows(IllegalStateException.class, builder::build).getMessage());
  }

  @Test
  void aLibraryWithoutDayIsNotBuilt() {
    FingerprintLibrary.Builder builder =
        FingerprintLibrary.builder(GoldenLibrary.EV1, "x", "1.0.0");
    assertThrows(IllegalStateException.class, builder::build);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "1", "1.0", "1.0.0.0", "01.0.0", "1.0.x", "1.0.0-", "v1.0.0", "1.0.0 ", "1..0"
      })
  void aVersionThatIsNotSemanticIsRefused(String version) {
    FingerprintLibrary.Builder builder = GOLDEN.toBuilder();
    assertThrows(IllegalArgumentException.class, () -> builder.version(version));
  }

  @Test
  void numbersAreRoundedToNineDecimalsAndBounded() {
    FingerprintLibrary.Builder builder = GOLDEN.toBuilder();
    assertEquals(0.333333333, GOLDEN.calibration().get("ratio"));
    for (double bad :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e12, -1e12, 999_999_999_999.9999}) {
      assertThrows(IllegalArgumentException.class, () -> builder.calibration("key", bad));
      assertThrows(IllegalArgumentException.class, () -> builder.evaluation("key", bad));
    }
    for (String bad : new String[] {"", "a b", ".a", "\u00fc", "a\n", "x".repeat(129)}) {
      assertThrows(IllegalArgumentException.class, () -> builder.calibration(bad, 1));
    }
    FingerprintLibrary library =
        builder
            .calibration(
                Map.of("a", -0.0, "b", 999_999_999_999.1254, "c", 1e-10, "d", 123456.123456789))
            .build();
    String text = GoldenLibrary.text(library);
    assertTrue(text.contains("\ncalibration a 0\ncalibration b 999999999999.125\n"), text);
    assertTrue(text.contains("\ncalibration c 0\ncalibration d 123456.123456789\n"), text);
  }

  @Test
  void everyDecimalOf15DigitsIsReadAndWrittenAgain() {
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      int decimals = random.nextInt(10);
      long digits = random.nextLong(1_000_000_000_000_000L) >> random.nextInt(50);
      BigDecimal decimal = BigDecimal.valueOf(digits, decimals);
      if (digits == 0 || decimal.compareTo(BigDecimal.valueOf(1_000_000_000_000L)) >= 0) {
        continue;
      }
      String text = decimal.stripTrailingZeros().toPlainString();
      assertEquals(text, Decimal.text(Decimal.parse(text)));
      double any = random.nextGaussian() * StrictMath.pow(10, random.nextInt(-12, 11));
      double rounded = Decimal.rounded("calibration", "key", any);
      assertEquals(rounded, Decimal.rounded("calibration", "key", rounded));
      assertEquals(rounded, Decimal.parse(Decimal.text(rounded)));
      assertEquals(any, rounded, Math.max(5.1e-10, Math.abs(any) * 1e-14));
    }
  }

  @Test
  void aLibraryOfOtherFingerprintsDoesNotInheritTheEvaluation() {
    FingerprintLibrary copy = GOLDEN.toBuilder().build();
    assertEquals(GOLDEN.calibration(), copy.calibration());
    assertEquals(Map.of(), copy.evaluation());
    assertNotEquals(GOLDEN, copy);
  }

  @Test
  void pruningRemovesWhatTheConditionHoldsFor() {
    FingerprintLibrary byLabel =
        GOLDEN.toBuilder().removeIf(f -> f.label().equals(GoldenLibrary.SSH)).build();
    assertEquals(List.of("ssh/0001", "tls/123456"), ids(byLabel));
    FingerprintLibrary byDay =
        GOLDEN.toBuilder()
            .add(old("tls/0001"))
            .removeIf(f -> f.lastSeen().isBefore(GoldenLibrary.DAY))
            .build();
    assertEquals(ids(GOLDEN), ids(byDay));
  }

  private static Fingerprint old(String id) {
    Fingerprint now = GoldenLibrary.bare(GoldenLibrary.TLS, 1);
    LocalDate day = GoldenLibrary.DAY.minusDays(1);
    return new Fingerprint(
        id,
        now.label(),
        now.transport(),
        now.attributes(),
        now.vector(),
        1,
        day,
        day,
        now.provenance());
  }

  @Test
  void aLibraryMayBeEmpty() throws Exception {
    FingerprintLibrary empty = GOLDEN.toBuilder().removeIf(f -> true).build();
    assertEquals(empty, GoldenLibrary.read(GoldenLibrary.text(empty)));
  }

  @Test
  void theBytesDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      // A locale with digits and a lower case of its own each.
      for (String tag : new String[] {"ar-EG-u-nu-arab", "tr-TR"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        String text = GoldenLibrary.text(GoldenLibrary.library());
        assertEquals(GoldenLibrary.text(GOLDEN), text);
        assertEquals(GOLDEN.sha256(), GoldenLibrary.library().sha256());
      }
    } finally {
      Locale.setDefault(before);
    }
    assertTrue(
        StandardCharsets.US_ASCII.newEncoder().canEncode(GoldenLibrary.text(GoldenLibrary.tiny())));
  }

  private static List<String> ids(FingerprintLibrary library) {
    return library.fingerprints().stream().map(Fingerprint::id).toList();
  }
}
