package io.entroprint.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.confidence.Attribute;
import io.entroprint.confidence.ClaimCalibration;
import io.entroprint.confidence.ClaimCalibration.OfLabel;
import io.entroprint.evaluate.Exchange;
import io.entroprint.fit.ClaimRows.ClaimRow;
import io.entroprint.label.LabelledStream;
import io.entroprint.search.VectorPart;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClaimPublicationTest {
  private static final double THRESHOLD = 0.55;

  /** A row whose margin is so many units of ln 2; each makes the claim surer by as much. */
  private static ClaimRow row(double margin, boolean hit, String product) {
    return new ClaimRow(0.1, 0.1 * StrictMath.pow(2, margin), hit, product);
  }

  /**
   * Of ten programs each has ten known streams; of each hidden one as many get a claim as if it
   * were known.
   *
   * @param alike how many of ten programs look like another when they are hidden
   */
  private static ClaimRows rows(int alike) {
    List<ClaimRow> known = new ArrayList<>();
    List<ClaimRow> strangers = new ArrayList<>();
    for (int product = 0; product < 10; product++) {
      for (int i = 0; i < 10; i++) {
        known.add(row(4 + 0.5 * i, true, "p" + product));
        strangers.add(row(product < alike ? 4 : -2, false, "p" + product));
      }
    }
    return new ClaimRows(known, strangers, List.of());
  }

  /**
   * What is published of one label.
   *
   * @param programs who spoke it: each in a family of its own, and once more for each time that it
   *     stands there
   */
  private static Optional<OfLabel> published(
      Attribute attribute, Transport transport, ClaimRows rows, String... programs) {
    SortedMap<String, OfLabel> labels = new TreeMap<>();
    labels.put("made", new OfLabel(VectorPart.CLIENT, 0, 1e-9, 1));
    return Optional.ofNullable(
        new ClaimPublication(attribute, transport)
            .published(
                new ClaimCalibration(0, -1, 0, THRESHOLD, labels),
                new TreeMap<>(Map.of("made", rows)),
                Map.of("made", streams(transport, programs)))
            .get("made"));
  }

  private static List<LabelledStream> streams(Transport transport, String... programs) {
    List<LabelledStream> streams = new ArrayList<>();
    for (String program : programs) {
      streams.add(
          Exchange.of("made", "family " + streams.size())
              .over(transport)
              .attributes(program, program, "")
              .client("hello of " + program)
              .server("welcome to " + program)
              .stream());
    }
    return streams;
  }

  /** Of four families one is of a program of its own: one unknown to three known. */
  private static final String[] ONE_TO_THREE = {"a_1", "a_2", "a_3", "b"};

  private static double lowered(Attribute attribute, int alike) {
    return published(attribute, Transport.UDP, rows(alike), ONE_TO_THREE)
        .map(own -> -own.shift())
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Where nobody hidden is taken for another, all is said; where some are, only what is surer. */
  @Test
  void claimsMustBeSurerTheMoreStrangersLookKnown() {
    for (Attribute product : List.of(Attribute.CLIENT_PRODUCT, Attribute.SERVER_PRODUCT)) {
      assertEquals(0, lowered(product, 0), 1e-9);
      double some = lowered(product, 6);
      assertTrue(some > 0 && Double.isFinite(some), "lowered by " + some);
      assertTrue(lowered(product, 9) >= some);
    }
  }

  /** What is said after that is right in 85 of 100 where so many programs are new. */
  @Test
  void whatIsSaidIsMostlyRightAmongTheUnknownToBeExpected() {
    ClaimRows rows = rows(9);
    OfLabel own =
        published(Attribute.CLIENT_PRODUCT, Transport.TCP, rows, ONE_TO_THREE).orElseThrow();
    ClaimCalibration calibration = new ClaimCalibration(0, -1, 0, THRESHOLD, new TreeMap<>());
    double right = share(rows.known(), calibration, own);
    double wrong = share(rows.strangers(), calibration, own);
    assertTrue(right > 0);
    assertTrue(right / (right + wrong / 3) >= 0.85, right + " and " + wrong);
  }

  /** The more programs came once alone, the more others will come that nobody has seen. */
  @Test
  void claimsMustBeSurerTheMoreProgramsCameOnce() {
    double few = -published(3, "a_1", "a_2", "a_3", "b").orElseThrow().shift();
    double more = -published(3, "a_1", "a_2", "b", "c", "d").orElseThrow().shift();
    assertEquals(0, few, 1e-9);
    assertTrue(more > 0);
    assertTrue(published(3, "a", "b", "c").isEmpty());
  }

  private static Optional<OfLabel> published(int alike, String... programs) {
    return published(Attribute.CLIENT_PRODUCT, Transport.TCP, rows(alike), programs);
  }

  /** Each version has come once: none is said, the product is. */
  @Test
  void ofVersionsThatCameOnceNoneIsSaid() {
    assertTrue(published(Attribute.CLIENT, Transport.TCP, rows(0), ONE_TO_THREE).isEmpty());
    assertTrue(published(Attribute.CLIENT, Transport.TCP, rows(0), "a_1", "a_1", "b").isPresent());
  }

  /** Few programs are most servers over TCP, and what they say is longer. */
  @Test
  void aServersProductOverTcpMayAlwaysBeSaid() {
    for (int alike : new int[] {0, 10}) {
      OfLabel own =
          published(Attribute.SERVER_PRODUCT, Transport.TCP, rows(alike), "a", "b").orElseThrow();
      assertEquals(0, own.shift(), 1e-9);
    }
    assertTrue(
        published(Attribute.SERVER_PRODUCT, Transport.UDP, rows(10), ONE_TO_THREE)
            .filter(own -> own.shift() == 0)
            .isEmpty());
  }

  @Test
  void settingsAreNotSaidWhereOthersLookLikeThem() {
    assertTrue(published(Attribute.SETTINGS, Transport.TCP, rows(10), ONE_TO_THREE).isEmpty());
    assertTrue(published(Attribute.SETTINGS, Transport.TCP, rows(0), ONE_TO_THREE).isPresent());
  }

  /** Versions of one program are one program; over TCP a single server may be said. */
  @Test
  void ofALabelWithOneProgramNoneIsSaidButAServerOverTcp() {
    String[] one = {"a_1", "a_2"};
    String[] two = {"a_1", "b_1"};
    for (Transport transport : Transport.values()) {
      for (Attribute attribute :
          List.of(
              Attribute.CLIENT,
              Attribute.CLIENT_PRODUCT,
              Attribute.SERVER,
              Attribute.SERVER_PRODUCT)) {
        ClaimPublication publication = new ClaimPublication(attribute, transport);
        boolean serverOverTcp = transport == Transport.TCP && attribute.id().startsWith("server");
        assertEquals(!serverOverTcp, publication.hasFewProducts(streams(transport, one)));
        assertFalse(publication.hasFewProducts(streams(transport, two)));
      }
      assertFalse(
          new ClaimPublication(Attribute.SETTINGS, transport)
              .hasFewProducts(streams(transport, one)));
    }
  }

  private static double share(List<ClaimRow> rows, ClaimCalibration calibration, OfLabel own) {
    return rows.stream()
        .mapToInt(r -> calibration.of(own, r.distance(), r.next()) >= THRESHOLD ? 1 : 0)
        .average()
        .orElseThrow();
  }
}
