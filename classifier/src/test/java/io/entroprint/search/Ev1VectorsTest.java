package io.entroprint.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.FlowTable;
import io.entroprint.capture.Packet;
import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.View;
import io.entroprint.stream.MeteredStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From packets to vectors, against the numbers of an independent program. */
class Ev1VectorsTest {

  @Test
  void equalsTheVectorsOfAnIndependentProgram() throws IOException {
    List<MeteredStream> streams = new ArrayList<>();
    try (CaptureReader capture =
        CaptureReader.open(Ev1VectorsTest.class.getResourceAsStream("ev1-lab.pcap"), "ev1-lab")) {
      measure(capture, streams);
    }
    try (InputStream in = Ev1VectorsTest.class.getResourceAsStream("ev1-lab.json")) {
      Ev1Samples samples = Ev1Samples.read(in);
      assertEquals(26, samples.streams().size());
      for (int i = 0; i < samples.streams().size(); i++) {
        assertSame(samples, i, find(streams, samples.streams().get(i)));
      }
    }
  }

  @Test
  @Tag("shared")
  void equalsAllVectorsOfTheIndependentProgram() throws IOException {
    Path shared = Path.of(System.getProperty("entroprint.shared"));
    try (InputStream in = Files.newInputStream(shared.resolve("vectors/ev1-samples.json"))) {
      Ev1Samples samples = Ev1Samples.read(in);
      assertEquals(60, samples.streams().size());
      for (int i = 0; i < samples.streams().size(); i++) {
        Ev1Samples.Stream wanted = samples.streams().get(i);
        List<MeteredStream> streams = new ArrayList<>();
        try (CaptureReader capture =
            CaptureReader.open(shared.resolve("captures").resolve(wanted.capture()))) {
          measure(capture, streams);
        }
        assertSame(samples, i, find(streams, wanted));
      }
    }
  }

  private static void measure(CaptureReader capture, List<MeteredStream> streams)
      throws IOException {
    Packet packet = new Packet();
    try (FlowTable table =
        FlowTable.builder(
                start -> {
                  MeteredStream stream = new MeteredStream(start, FeatureDefinition.EV1);
                  streams.add(stream);
                  return stream;
                })
            .build()) {
      while (capture.next(packet)) {
        table.accept(packet);
      }
    }
  }

  private static MeteredStream find(List<MeteredStream> streams, Ev1Samples.Stream wanted) {
    MeteredStream found = null;
    for (MeteredStream stream : streams) {
      boolean sameEnds =
          stream.start().key().equals(wanted.key())
              || stream.start().key().equals(wanted.key().reversed());
      // Routed traffic may be captured under two VLANs: the whole stream under one of them is
      // meant.
      if (sameEnds
          && Math.abs(stream.start().startNanos() / 1e9 - wanted.start()) < 2
          && (found == null || stream.meter().vector().size() > found.meter().vector().size())) {
        found = stream;
      }
    }
    assertNotNull(found, () -> "no stream " + wanted);
    assertEquals(wanted.key(), found.start().key());
    return found;
  }

  private static void assertSame(Ev1Samples samples, int index, MeteredStream stream) {
    FeatureDefinition ev1 = FeatureDefinition.EV1;
    EntropyVector expected = samples.vectors().get(index);
    EntropyVector vector = stream.meter().vector();
    EntropyCurve expectedCurve = samples.curves().get(index);
    EntropyCurve curve = stream.meter().curve();
    String where = samples.streams().get(index).toString();
    for (View view : View.values()) {
      assertEquals(expected.reached(view), vector.reached(view), where);
      assertEquals(expectedCurve.reached(view), curve.reached(view), where);
      for (int i = 0; i < curve.reached(view); i++) {
        assertEquals(expectedCurve.get(view, i), curve.get(view, i), 1e-9, where);
      }
    }
    for (int i = 0; i < ev1.dimension(); i++) {
      assertEquals(expected.get(i), vector.get(i), 1e-9, where);
    }
    assertTrue(vector.lastOffset() > 0, where);
  }
}
