package io.entroprint.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entroprint.fit.Exemplars;
import io.entroprint.fit.HeldOut;
import io.entroprint.label.LabelledStream;
import io.entroprint.label.MadeStreams;
import io.entroprint.label.MadeStreams.Content;
import io.entroprint.library.Fingerprint;
import io.entroprint.search.Neighbour;
import io.entroprint.train.TrainingReport.Suspect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspectsTest {

  private static Neighbour neighbour(int number, String label, double distance) {
    LabelledStream stream = MadeStreams.stream(number, label, "f" + number, Content.TEXT);
    Fingerprint fingerprint = Exemplars.of(List.of(stream)).get(0);
    return new Neighbour(fingerprint, distance);
  }

  /** A stream said to be http, so far from tls and from http of some other families. */
  private static HeldOut heldOut(double tls, double... http) {
    List<Neighbour> kin = new ArrayList<>();
    for (int i = 0; i < http.length; i++) {
      kin.add(neighbour(i + 2, "http", http[i]));
    }
    List<Neighbour> perLabel = new ArrayList<>();
    perLabel.add(neighbour(1, "tls", tls));
    if (!kin.isEmpty()) {
      perLabel.add(tls <= http[0] ? 1 : 0, kin.get(0));
    }
    return new HeldOut(MadeStreams.stream(0, "http", "own", Content.TEXT), perLabel, kin);
  }

  @ParameterizedTest
  @CsvSource({
    "0.10,0.30,1", // another label clearly nearer
    "0.149,0.30,1",
    "0.151,0.30,0", // nearer, but not clearly
    "0.30,0.10,0", // its own is the nearest
    "0.10,0.10,0",
    "0.00,0.049,0", // in good company, whatever else is near
    "0.00,0.051,1",
    "0.00,0.00,0",
  })
  void anotherLabelMustBeClearlyTheNearest(double tls, double http, int suspects) {
    assertEquals(suspects, Suspects.among(List.of(heldOut(tls, http, 0.5, 0.5))).size());
  }

  @Test
  void aLabelOfFewFamiliesIsNotJudgedBy() {
    assertEquals(List.of(), Suspects.among(List.of(heldOut(0.01))));
    assertEquals(List.of(), Suspects.among(List.of(heldOut(0.01, 0.5))));
    assertEquals(List.of(), Suspects.among(List.of(heldOut(0.01, 0.5, 0.5))));
    assertEquals(1, Suspects.among(List.of(heldOut(0.01, 0.5, 0.5, 0.5))).size());
  }

  @Test
  void theReasonSaysWhatIsNearAndWhatIsNot() {
    Suspect suspect = Suspects.among(List.of(heldOut(0.0312, 0.25, 0.5, 0.5))).get(0);
    assertEquals("labels.csv line 2", suspect.place());
    assertEquals(
        "labels.csv line 2: TCP 192.0.2.1:1024 -> 198.51.100.2:80 in own.pcap: said to be http, but"
            + " tls of another family is as near as 0.031 and http of another family no nearer than"
            + " 0.250",
        suspect.toString());
  }
}
