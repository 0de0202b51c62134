package io.entroprint.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.confidence.Attribute;
import io.entroprint.entropy.View;
import io.entroprint.evaluate.Exchange;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.Fingerprint;
import io.entroprint.search.VectorPart;
import io.entroprint.stream.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What stands beside the fingerprints of a label to tell its software. */
class AttributeExemplarsTest {
  /** Clients that greet differently, each with two servers, several sessions of each pair. */
  private static List<LabelledStream> streams() {
    List<LabelledStream> streams = new ArrayList<>();
    for (String client : List.of("alpha_1", "beta_2")) {
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
    AttributeCalibration calibration = new AttributeCalibration(Attribute.CLIENT, 1);
    AttributeExemplars exemplars = new AttributeExemplars();
    exemplars.publish(Attribute.CLIENT, Transport.TCP, calibration.tell(streams));
    return exemplars.beside(kept, Exemplars.of(streams));
  }

  @Test
  void eachClientHasOneForEachOtherEndAndNoMoreThanThatTakes() throws InterruptedException {
    List<Fingerprint> beside = beside(streams(), List.of());
    for (String client : List.of("alpha_1", "beta_2")) {
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
    assertTrue(beside.size() < 12, "of 24 streams " + beside.size());
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
    for (int i = 0; i < 12; i++) {
      String client = i % 2 == 0 ? "alpha_1" : "beta_2";
      streams.add(
          Exchange.of("made", client + i / 4)
              .attributes(client, "", "")
              .client("HELLO " + client.repeat(4) + " session " + i)
              .stream());
    }
    SortedMap<String, AttributeCalibration.Told> told =
        new AttributeCalibration(Attribute.CLIENT, 1).tell(streams);
    assertEquals(12, told.get("made").rows());
    assertEquals(1.0, told.get("made").accuracy());
    assertEquals(new TreeMap<>(told), AttributeCalibration.reliable(told));
    assertEquals(VectorPart.CLIENT, told.get("made").part());
  }
}
