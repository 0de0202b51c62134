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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
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

  private static SortedMap<String, OfLabel> published(
      Attribute attribute, SortedMap<String, ClaimRows> rows) {
    SortedMap<String, OfLabel> labels = new TreeMap<>();
    rows.keySet().forEach(label -> labels.put(label, new OfLabel(VectorPart.CLIENT, 0, 1e-9, 1)));
    return new ClaimPublication(attribute)
        .published(new ClaimCalibration(0, -1, 0, THRESHOLD, labels), rows);
  }

  private static double lowered(int alike) {
    SortedMap<String, ClaimRows> rows = new TreeMap<>();
    rows.put("made", rows(alike));
    OfLabel own = published(Attribute.CLIENT_PRODUCT, rows).get("made");
    return own == null ? Double.POSITIVE_INFINITY : -own.shift();
  }

  /** Where nobody hidden is taken for another, all is said; where some are, only what is surer. */
  @Test
  void claimsMustBeSurerTheMoreStrangersLookKnown() {
    assertEquals(0, lowered(0), 1e-9);
    double some = lowered(2);
    assertTrue(some > 0 && Double.isFinite(some), "lowered by " + some);
    assertTrue(lowered(6) >= some);
  }

  /** What is said after that is right in 85 of 100 where three of four programs are new. */
  @Test
  void whatIsSaidIsMostlyRightWhereMostSoftwareIsNew() {
    SortedMap<String, ClaimRows> rows = new TreeMap<>();
    rows.put("made", rows(3));
    OfLabel own = published(Attribute.CLIENT, rows).get("made");
    ClaimCalibration calibration = new ClaimCalibration(0, -1, 0, THRESHOLD, new TreeMap<>());
    double right = share(rows.get("made").known(), calibration, own);
    double wrong = share(rows.get("made").strangers(), calibration, own);
    assertTrue(right > 0);
    assertTrue(right / (right + 3 * wrong) >= 0.85, right + " and " + wrong);
  }

  /** Servers are said as their confidence has it: a common one mostly is the one. */
  @Test
  void aServersProductMayAlwaysBeSaid() {
    SortedMap<String, ClaimRows> rows = new TreeMap<>();
    rows.put("made", rows(10));
    assertEquals(0, published(Attribute.SERVER_PRODUCT, rows).get("made").shift(), 1e-9);
    assertTrue(published(Attribute.SETTINGS, rows).isEmpty());
  }

  /** Versions of one program are one program; over TCP a single server may be said. */
  @Test
  void ofALabelOverUdpWithTwoServersNoServerIsSaid() {
    for (Attribute server : List.of(Attribute.SERVER, Attribute.SERVER_PRODUCT)) {
      ClaimPublication publication = new ClaimPublication(server);
      assertTrue(publication.hasFewProducts(streams(Transport.UDP, "a_1", "b_1", "b_2")));
      assertFalse(publication.hasFewProducts(streams(Transport.UDP, "a_1", "b_1", "c_1")));
      assertFalse(publication.hasFewProducts(streams(Transport.TCP, "a_1")));
    }
    assertFalse(
        new ClaimPublication(Attribute.SETTINGS).hasFewProducts(streams(Transport.UDP, "a_1")));
  }

  private static List<LabelledStream> streams(Transport transport, String... servers) {
    return Stream.of(servers)
        .map(
            server ->
                Exchange.of("made", server)
                    .over(transport)
                    .attributes("", server, "")
                    .server("welcome to " + server)
                    .stream())
        .toList();
  }

  private static double share(List<ClaimRow> rows, ClaimCalibration calibration, OfLabel own) {
    return rows.stream()
        .mapToInt(r -> calibration.of(own, r.distance(), r.next()) >= THRESHOLD ? 1 : 0)
        .average()
        .orElseThrow();
  }
}
