package io.entroprint.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
  private static final FeatureDefinition EV1 = FeatureDefinition.EV1;
  private static final LocalDate DAY = GoldenLibrary.DAY;

  @Test
  void theVectorIsRoundedToWholeUnitsWithinTheRange() {
    EntropyVector given = filled(0.123449, -9e-4, 0.12345, 1e-9, 15);
    EntropyVector kept = with(given).vector();
    assertEquals(0.1234, kept.get(View.BOTH, 3, Measure.H));
    assertEquals(0.0, kept.get(View.BOTH, 3, Measure.H_HI));
    assertEquals(0.1235, kept.get(View.BOTH, 3, Measure.H_POP));
    assertEquals(0.0, kept.get(View.BOTH, 3, Measure.X_TEXT));
    assertEquals(17, kept.reached(View.BOTH));
    assertEquals(0, kept.reached(View.TO_CLIENT));
    // Rounded once is rounded for good.
    assertSame(kept, with(kept).vector());
  }

  @Test
  void theLargestNumberOfUnitsIsThatOfTheFormat() {
    assertEquals(
        List.of(80000, 40000, 31699, 131882, 100701),
        Arrays.stream(Measure.values()).map(Resolution::maximumUnits).toList());
  }

  @Test
  void negativeZeroBecomesTheZeroThatAFileGives() {
    EntropyVector kept = with(filled(-0.0, 0, 0, 0, 0)).vector();
    assertEquals(0L, Double.doubleToRawLongBits(kept.get(0)));
  }

  private static EntropyVector filled(double... perMeasure) {
    double[] values = new double[EV1.dimension()];
    for (int i = 0; i < 17; i++) {
      for (Measure measure : Measure.values()) {
        values[EV1.coordinate(View.BOTH, i, measure)] =
            Math.min(perMeasure[measure.ordinal()], measure.maximum());
      }
    }
    return EntropyVector.of(EV1, 17, 0, 0, values);
  }

  private static Fingerprint with(EntropyVector vector) {
    return new Fingerprint(
        "tls/0001",
        GoldenLibrary.TLS,
        Transport.TCP,
        Attributes.NONE,
        vector,
        1,
        DAY,
        DAY,
        Provenance.NONE);
  }

  @Test
  void anIdIsTheLabelAndAtLeastFourDigits() {
    assertEquals("ssh-2/0017", Fingerprint.id(GoldenLibrary.SSH, 17));
    assertEquals("ssh-2/123456789012", Fingerprint.id(GoldenLibrary.SSH, 123456789012L));
    assertEquals(17, GoldenLibrary.fingerprint(GoldenLibrary.SSH, 17, 1, 1, 1).number());
    assertThrows(IllegalArgumentException.class, () -> Fingerprint.id(GoldenLibrary.SSH, -1));
    assertThrows(
        IllegalArgumentException.class, () -> Fingerprint.id(GoldenLibrary.SSH, 1234567890123L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tls",
        "tls/",
        "tls/001",
        "tls/00001",
        "tls/1234567890123",
        "tls/000x",
        "tls-0001",
        "tl/00001",
        "ssh/0001",
        "TLS/0001",
        "tls/0001\n"
      })
  void anotherIdIsRefused(String id) {
    Fingerprint good = GoldenLibrary.bare(GoldenLibrary.TLS, 1);
    assertThrows(IllegalArgumentException.class, () -> good.withId(id));
  }

  @Test
  void whatCannotBeIsRefused() {
    Fingerprint good = GoldenLibrary.bare(GoldenLibrary.TLS, 1);
    refuse(good, 0, DAY, DAY);
    refuse(good, -1, DAY, DAY);
    refuse(good, 1, DAY, DAY.minusDays(1));
    refuse(good, 1, LocalDate.of(1969, 12, 31), DAY);
    refuse(good, 1, DAY, LocalDate.of(10000, 1, 1));
    EntropyVector empty = EntropyVector.of(EV1, 0, 0, 0, new double[EV1.dimension()]);
    assertThrows(IllegalArgumentException.class, () -> with(empty));
  }

  private static void refuse(Fingerprint good, int streams, LocalDate first, LocalDate last) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Fingerprint(
                good.id(),
                good.label(),
                good.transport(),
                good.attributes(),
                good.vector(),
                streams,
                first,
                last,
                good.provenance()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", ".a", "A", "a b", "a/b", "\u00fc", "rtmp?", "a\n"})
  void aBadLabelIsRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> new Label(name));
  }

  @Test
  void aLabelHasAtMost64Characters() {
    assertEquals(
        "0" + "a.b_c+d-".repeat(7) + "1234567",
        new Label("0" + "a.b_c+d-".repeat(7) + "1234567").toString());
    assertThrows(IllegalArgumentException.class, () -> new Label("a".repeat(65)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " a", "a ", "a\nb", "\u0000", "\u0085", "\u2028", "\u202e", "\ufeff", "\ud800", "\udc00x"
      })
  void aTextThatAReviewerWouldNotSeeIsRefused(String text) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Attributes(text, "", "", Optional.empty()),
        Arrays.toString(text.toCharArray()));
    assertThrows(IllegalArgumentException.class, () -> new Provenance("", "", "", "", text));
  }

  @Test
  void aTextHasAtMost512BytesOfUtf8() {
    new Attributes("x".repeat(512), "\u00fc".repeat(256), "", Optional.empty());
    for (String text : new String[] {"x".repeat(513), "\u00fc".repeat(257)}) {
      assertThrows(
          IllegalArgumentException.class, () -> new Attributes("", text, "", Optional.empty()));
    }
  }

  @Test
  void aCaptureDigestIsADigestOrEmpty() {
    for (String bad : new String[] {"x", "A".repeat(64), "a".repeat(63)}) {
      assertThrows(IllegalArgumentException.class, () -> new Provenance("", bad, "", "", ""));
    }
  }

  @ParameterizedTest
  @EnumSource(Nature.class)
  void aNatureIsFoundByItsId(Nature nature) {
    assertSame(nature, Nature.named(nature.id()));
  }
}
