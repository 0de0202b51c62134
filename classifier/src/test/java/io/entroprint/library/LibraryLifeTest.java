package io.entroprint.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.library.LibraryDiff.Field;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Merging and comparing. */
class LibraryLifeTest {
  private static final LocalDate DAY = GoldenLibrary.DAY;
  private static final FingerprintLibrary GOLDEN = GoldenLibrary.library();

  @Test
  void aLibraryDoesNotDifferFromItself() {
    assertTrue(LibraryDiff.between(GOLDEN, GoldenLibrary.library()).isEmpty());
  }

  @Test
  void aDiffNamesWhatWasAddedRemovedAndChanged() {
    FingerprintLibrary after =
        GOLDEN.toBuilder()
            .version("1.3.0")
            .evaluation(GOLDEN.evaluation())
            .evaluation("accuracy", 0.98)
            .calibration("new", 1)
            .removeIf(f -> f.label().equals(GoldenLibrary.TLS) || f.id().equals("ssh-2/0002"))
            .add(GoldenLibrary.bare(GoldenLibrary.TLS, 7))
            .add(times(GOLDEN.find("ssh-2/0002").orElseThrow(), 9, DAY, DAY))
            .build();
    LibraryDiff diff = LibraryDiff.between(GOLDEN, after);
    assertEquals(
        List.of(
            new Field("calibration new", "", "1"),
            new Field("evaluation accuracy", "0.975", "0.98"),
            new Field("version", "1.2.3-rc.1", "1.3.0")),
        diff.header());
    assertEquals(List.of(GoldenLibrary.bare(GoldenLibrary.TLS, 7)), diff.added());
    assertEquals(List.of(GoldenLibrary.bare(GoldenLibrary.TLS, 123456)), diff.removed());
    assertEquals(1, diff.changed().size());
    assertEquals(
        List.of(
            new Field("first-seen", "2024-02-29", "2026-11-21"), new Field("streams", "2", "9")),
        diff.changed().get(0).fields());
    assertFalse(diff.isEmpty());
  }

  @Test
  void aMergeWithItselfChangesNothing() {
    LibraryMerge merge = LibraryMerge.of(GOLDEN, GOLDEN);
    assertEquals(4, merge.alreadyThere());
    assertEquals(Map.of(), merge.added());
    assertEquals(Set.of(), merge.updated());
    assertEquals(GOLDEN.toBuilder().build(), merge.library(GOLDEN.name(), GOLDEN.version(), DAY));
  }

  /** Of families whose names have one hash code; it took minutes while that mattered. */
  @Test
  @Timeout(60)
  void fingerprintsThatWereChosenToCollideAreMerged() {
    List<Fingerprint> all = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      StringBuilder family = new StringBuilder();
      for (int bit = 0; bit < 16; bit++) {
        family.append(((i >> bit) & 1) == 0 ? "Aa" : "BB");
      }
      all.add(
          new Fingerprint(
              Fingerprint.id(GoldenLibrary.SSH, i),
              GoldenLibrary.SSH,
              Transport.TCP,
              Attributes.NONE,
              GOLDEN.find("ssh/0001").orElseThrow().vector(),
              1,
              DAY,
              DAY,
              new Provenance("", "", "", "", family.toString())));
    }
    FingerprintLibrary library =
        FingerprintLibrary.builder(GoldenLibrary.EV1, "mine", "1.0.0")
            .created(DAY)
            .addAll(all)
            .build();
    LibraryMerge merge = LibraryMerge.of(library, library);
    assertEquals(all.size(), merge.alreadyThere());
    assertEquals(Map.of(), merge.added());
  }

  @Test
  void aMergeAddsRenumbersAndUpdates() {
    Fingerprint newcomer = GoldenLibrary.fingerprint(GoldenLibrary.SSH, 3, 5, 5, 5);
    Fingerprint conflicting =
        GoldenLibrary.fingerprint(GoldenLibrary.SSH, 40, 6, 6, 6).withId("ssh-2/0017");
    Fingerprint again =
        GoldenLibrary.fingerprint(GoldenLibrary.SSH, 41, 6, 6, 6).withId("ssh-2/0002");
    Fingerprint sameUnderOtherId =
        times(
            GOLDEN.find("ssh/0001").orElseThrow().withId("ssh/0099"),
            50,
            LocalDate.of(2020, 1, 1),
            LocalDate.of(2020, 1, 2));
    FingerprintLibrary other =
        FingerprintLibrary.builder(GoldenLibrary.EV1, "mine", "1.0.0")
            .created(DAY)
            .calibration("ratio", 0.5)
            .calibration("other", 0.5)
            .addAll(List.of(newcomer, conflicting, again, sameUnderOtherId))
            .build();

    LibraryMerge merge = LibraryMerge.of(GOLDEN, other);
    assertEquals(
        Map.of("ssh-2/0002", "ssh-2/0018", "ssh-2/0003", "ssh-2/0003", "ssh-2/0017", "ssh-2/0019"),
        merge.added());
    assertEquals(
        Map.of("ssh-2/0002", "ssh-2/0018", "ssh-2/0017", "ssh-2/0019"), merge.renumbered());
    assertEquals(Set.of("ssh/0001"), merge.updated());
    assertEquals(0, merge.alreadyThere());

    FingerprintLibrary merged = merge.library("both", "2.0.0", DAY.plusDays(1));
    assertEquals("both@2.0.0", merged.id());
    assertEquals(DAY.plusDays(1), merged.created());
    assertEquals(GOLDEN.calibration(), merged.calibration());
    assertEquals(Map.of(), merged.evaluation());
    assertEquals(7, merged.fingerprints().size());
    assertEquals(conflicting.vector(), merged.find("ssh-2/0019").orElseThrow().vector());
    assertEquals(GOLDEN.find("ssh-2/0017"), merged.find("ssh-2/0017"));
    Fingerprint updated = merged.find("ssh/0001").orElseThrow();
    assertEquals(50, updated.streams());
    assertEquals(LocalDate.of(2020, 1, 1), updated.firstSeen());
    assertEquals(DAY, updated.lastSeen());
    // Merged once more, there is nothing left to do.
    assertEquals(
        merged,
        LibraryMerge.of(merged, other)
            .library(merged.id().split("@", 2)[0], "2.0.0", merged.created()));
  }

  @Test
  void aMergeKeepsTheUnknownFieldsOfBoth() throws IOException {
    FingerprintLibrary later =
        GoldenLibrary.read(
            Files.readAllBytes(GoldenLibrary.resource("format-1.7-with-unknown-fields.library")));
    FingerprintLibrary first =
        FingerprintLibrary.builder(GoldenLibrary.EV1, "first", "1.0.0")
            .created(DAY)
            .add(GoldenLibrary.fingerprint(GoldenLibrary.SSH, 55, 6, 6, 6).withId("ssh-2/0002"))
            .build();
    String text = GoldenLibrary.text(LibraryMerge.of(first, later).library("m", "1.0.0", DAY));
    assertTrue(text.startsWith("entroprint-library 1.7\n"), text);
    assertTrue(text.contains("\nexpires 2030-01-01\nsigner b\u00fccher\n\n"), text);
    int renumbered = text.indexOf("fingerprint ssh-2/0018\n");
    int next = text.indexOf("\n\n", renumbered);
    assertTrue(text.substring(renumbered, next).endsWith("\nz-first a value\nz-second 12"), text);
    String pruned = GoldenLibrary.text(later.toBuilder().removeIf(f -> f.number() == 2).build());
    assertTrue(pruned.contains("\nexpires 2030-01-01\n"), pruned);
    assertFalse(pruned.contains("\nz-first"), pruned);
  }

  private static Fingerprint times(
      Fingerprint of, int streams, LocalDate firstSeen, LocalDate lastSeen) {
    return new Fingerprint(
        of.id(),
        of.label(),
        of.transport(),
        of.attributes(),
        of.vector(),
        streams,
        firstSeen,
        lastSeen,
        of.provenance());
  }
}
