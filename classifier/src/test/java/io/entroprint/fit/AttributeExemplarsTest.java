package io.entroprint.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.confidence.Attribute;
import io.entroprint.confidence.ClaimCalibration;
import io.entroprint.entropy.View;
import io.entroprint.evaluate.Exchange;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.search.VectorPart;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What stands beside the fingerprints of a label to tell its software. */
class AttributeExemplarsTest {
  private static final List<String> CLIENTS =
      List.of("alpha_1", "beta_2", "gamma_3", "delta_4", "eps_5", "zeta_6", "eta_7", "theta_8");

  /** Clients that greet differently, each with two servers, several sessions of each pair. */
  private static List<LabelledStream> streams() {
    return streams(CLIENTS);
  }

  private static List<LabelledStream> streams(List<String> clients) {
    List<LabelledStream> streams = new ArrayList<>();
    for (String client : clients) {
      for (String server : List.of("north", "south")) {
        for (int i = 0; i < 6; i++) {
          streams.add(
              Exchange.of("made", client + server + i)
                  .attributes(client, server, "")
                  .client("HELLO " + client.repeat(4) + " session " + i)
                  .server("welcome to " + server.repeat(6) + " number " + i)
                  .stream());
        }
      }
    }
    return streams;
  }

  private static List<Fingerprint> beside(List<LabelledStream> streams, List<Fingerprint> kept)
      throws InterruptedException {
    AttributeExemplars exemplars = new AttributeExemplars(streamOf(streams));
    exemplars.publish(Attribute.CLIENT, Transport.TCP, told(streams));
    return exemplars.beside(kept, Exemplars.of(streams));
  }

  private static SortedMap<String, ClaimFit.Told> told(List<LabelledStream> streams)
      throws InterruptedException {
    return new ClaimFit(Attribute.CLIENT, Transport.TCP, streamOf(streams), 1)
        .tell(streams, Exemplars.of(streams));
  }

  private static Map<String, LabelledStream> streamOf(List<LabelledStream> streams) {
    List<Fingerprint> exemplars = Exemplars.of(streams);
    Map<String, LabelledStream> streamOf = new HashMap<>();
    for (int i = 0; i < streams.size(); i++) {
      streamOf.put(exemplars.get(i).id(), streams.get(i));
    }
    return streamOf;
  }

  /** A label of few values, asked about with everything hidden that has the same other end. */
  @Test
  void aMarginNeverMakesAClaimLessSure() throws InterruptedException {
    List<LabelledStream> streams = streams();
    ClaimCalibration claims =
        new ClaimFit(Attribute.CLIENT, Transport.TCP, streamOf(streams), 1)
            .calibration(told(streams), streams, Exemplars.of(streams), 0.5);
    assertTrue(claims.ratio() <= 0 && claims.beyond() <= 0);
    ClaimCalibration.OfLabel own = claims.labels().get("made");
    double usual = own.usual();
    assertTrue(claims.of(own, usual, 10 * usual + 1) >= claims.of(own, usual, 2 * usual + 0.1));
    assertTrue(claims.of(own, usual, 1) >= claims.of(own, 3 * usual + 0.1, 1));
  }

  @Test
  void eachClientHasOneForEachOtherEndAndNoMoreThanThatTakes() throws InterruptedException {
    List<Fingerprint> beside = beside(streams(), List.of());
    for (String client : CLIENTS) {
      for (String server : List.of("north", "south")) {
        assertTrue(
            beside.stream()
                .anyMatch(
                    f ->
                        f.attributes().client().equals(client)
                            && f.attributes().server().equals(server)),
            client + " with " + server);
      }
    }
    assertTrue(beside.size() < 48, "of 96 streams " + beside.size());
  }

  @Test
  void ofALabelWithOneClientNoClientIsSaid() throws InterruptedException {
    assertTrue(told(streams(CLIENTS.subList(0, 2))).containsKey("made"));
    assertTrue(told(streams(CLIENTS.subList(0, 1))).isEmpty());
  }

  @Test
  void theyHoldThePartThatTellsAndNoMore() throws InterruptedException {
    for (Fingerprint f : beside(streams(), List.of())) {
      assertEquals(0, f.vector().reached(View.BOTH));
      assertTrue(f.vector().reached(View.TO_SERVER) > 0);
      assertEquals(0, f.vector().reached(View.TO_CLIENT));
    }
  }

  @Test
  void nothingIsAddedWhereTheKeptOnesTellIt() throws InterruptedException {
    List<LabelledStream> streams = streams();
    assertEquals(List.of(), beside(streams, Exemplars.of(streams)));
  }

  @Test
  void anUnknownOtherEndIsTakenForTheSameOnlyWithinAFamily() throws InterruptedException {
    List<LabelledStream> streams = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      String client = CLIENTS.get(i % 8);
      streams.add(
          Exchange.of("made", client + i / 16)
              .attributes(client, "", "")
              .client("HELLO " + client.repeat(4) + " session " + i)
              .stream());
    }
    ClaimFit.Told told = told(streams).get("made");
    assertEquals(1.0, told.accuracy());
    Map<String, LabelledStream> streamOf = streamOf(streams);
    LabelledStream asked = streams.get(0);
    for (Fingerprint f : Exemplars.of(streams)) {
      assertEquals(
          f.provenance().family().equals(asked.family()),
          ClaimRows.hidden(
              Attribute.CLIENT, ClaimRows.Hiding.OTHER_END, f, streamOf.get(f.id()), asked));
    }
    assertEquals(VectorPart.CLIENT, told.part());
  }
}
