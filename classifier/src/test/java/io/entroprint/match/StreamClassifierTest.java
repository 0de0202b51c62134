package io.entroprint.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.capture.CaptureReader;
import io.entroprint.capture.Packet;
import io.entroprint.entropy.Direction;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.entropy.View;
import io.entroprint.label.LabelledStream;
import io.entroprint.library.FingerprintLibrary;
import io.entroprint.library.Label;
import io.entroprint.match.Verdict.Decision;
import io.entroprint.stream.MeteredStream;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.StreamStart.Beginning;
import io.entroprint.stream.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Verdicts on real streams, whole and cut. */
class StreamClassifierTest {
  private static final Label SSH_2 = new Label("ssh-2");

  private static List<LabelledStream> streams;
  private static FingerprintLibrary library;
  private static StreamClassifier classifier;

  @BeforeAll
  static void train() throws IOException, InterruptedException {
    streams = ExampleStreams.all();
    library = ExampleStreams.library(streams);
    classifier = new StreamClassifier(library);
  }

  @Test
  void namesStreamsByFingerprintsOfOtherStreams() {
    int asked = 0;
    int right = 0;
    for (LabelledStream stream : streams) {
      Label label = stream.truth().label().orElse(null);
      if (SSH_2.equals(label)) {
        Verdict verdict =
            classifier.classifyAnyway(
                stream.evidence(), f -> !f.provenance().family().equals(stream.family()));
        asked++;
        right += verdict.label().equals(Optional.of(SSH_2)) ? 1 : 0;
        assertTrue(library.find(verdict.nearest().orElseThrow()).isPresent());
        assertEquals("examples@1.0.0", verdict.library());
        assertTrue(verdict.offset() > 0 && verdict.offset() <= 4096);
        assertTrue(verdict.distance() >= 0 && !Double.isNaN(verdict.margin()));
      }
    }
    assertEquals(20, asked);
    assertTrue(right >= 19, right + " of " + asked);
  }

  @Test
  void aProtocolThatTheLibraryLacksIsMostlyUnknown() {
    Label rtmp = new Label("rtmp");
    int asked = 0;
    int unknown = 0;
    for (LabelledStream stream : streams) {
      if (stream.truth().label().equals(Optional.of(rtmp))) {
        Verdict verdict = classifier.classify(stream.evidence(), f -> !f.label().equals(rtmp));
        asked++;
        unknown += verdict.decision() == Decision.UNKNOWN ? 1 : 0;
        assertTrue(verdict.decision() == Decision.KNOWN || verdict.label().isEmpty());
        assertEquals(verdict.decision() == Decision.UNKNOWN, verdict.reason().isPresent());
      }
    }
    assertTrue(asked >= 5 && unknown >= asked * 0.8, unknown + " of " + asked);
  }

  @Test
  void aStreamWhoseStartWasNotSeenIsUndecided() throws IOException {
    // A first packet with payload says nothing of what came before it.
    int firstData = 5;
    List<MeteredStream> cut = ExampleStreams.cut("ssh2.pcap", i -> i >= firstData);
    MeteredStream first =
        cut.stream().filter(stream -> stream.start().midstream()).findFirst().orElseThrow();
    assertEquals(Beginning.MISSING, first.start().beginning());
    Verdict verdict = classifier.classify(ExampleStreams.evidence(first));
    assertEquals(Decision.UNDECIDED, verdict.decision());
    assertEquals(Optional.of(Verdict.Reason.MIDSTREAM), verdict.reason());
    assertEquals("undecided", verdict.labelOrDecision());
  }

  @Test
  void oneDirectionIsComparedAlone() throws IOException {
    for (Direction captured : Direction.values()) {
      BitSet seen = packets("ssh2.pcap", captured);
      int right = 0;
      List<MeteredStream> cut = ExampleStreams.cut("ssh2.pcap", seen::get);
      for (MeteredStream stream : cut) {
        StreamEvidence evidence = ExampleStreams.evidence(stream);
        assertTrue(evidence.oneDirection());
        assertFalse(evidence.midstream());
        assertEquals(0, evidence.vector().reached(captured.opposite().view()));
        Verdict verdict = classifier.classifyAnyway(evidence);
        right += verdict.label().equals(Optional.of(SSH_2)) ? 1 : 0;
      }
      assertEquals(20, cut.size());
      assertTrue(right >= 19, captured + ": " + right);
    }
  }

  /** The packets of a direction, as the real whole capture tells it: by the server's port. */
  private static BitSet packets(String capture, Direction direction) throws IOException {
    BitSet packets = new BitSet();
    Packet packet = new Packet();
    List<Integer> servers =
        ExampleStreams.cut(capture, i -> true).stream()
            .map(s -> s.start().key().serverPort())
            .toList();
    try (CaptureReader reader =
        CaptureReader.open(Path.of("../examples/captures").resolve(capture))) {
      for (int i = 0; reader.next(packet); i++) {
        // Ethernet and an IPv4 header of 20 bytes: all of this capture is so.
        int ports = packet.offset() + 14 + 20;
        int destination =
            (packet.array()[ports + 2] & 0xff) << 8 | (packet.array()[ports + 3] & 0xff);
        packets.set(i, servers.contains(destination) == (direction == Direction.TO_SERVER));
      }
    }
    return packets;
  }

  @Test
  void aHoleEndsTheVectorAndTheVerdictRestsOnWhatCameBefore() throws IOException {
    List<MeteredStream> whole = ExampleStreams.cut("tls.pcap", i -> true);
    int gaps = 0;
    for (int dropped = 4; dropped < 60; dropped++) {
      int hole = dropped;
      List<MeteredStream> cut = ExampleStreams.cut("tls.pcap", i -> i != hole);
      for (int s = 0; s < Math.min(cut.size(), whole.size()); s++) {
        StreamEvidence evidence = ExampleStreams.evidence(cut.get(s));
        boolean sameStream = cut.get(s).start().key().equals(whole.get(s).start().key());
        if (sameStream && cut.get(s).summary().orElseThrow().gap() && !evidence.midstream()) {
          gaps++;
          assertFalse(evidence.finished() && !cut.get(s).meter().isFull());
          assertPrefix(evidence.vector(), whole.get(s).meter().vector());
        }
      }
    }
    assertTrue(gaps > 5, "dropped packets made " + gaps + " holes");
  }

  private static void assertPrefix(EntropyVector cut, EntropyVector whole) {
    for (View view : View.values()) {
      if (view != View.BOTH) {
        assertTrue(cut.reached(view) <= whole.reached(view));
        for (int i = 0; i < cut.reached(view); i++) {
          int at = FeatureDefinition.EV1.coordinate(view, i);
          assertEquals(whole.get(at), cut.get(at));
        }
      }
    }
  }

  @Test
  void aFewBytesAreNotJudged() {
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    Verdict nothing = classifier.classify(StreamEvidence.of(Transport.TCP, meter));
    assertEquals(Optional.of(Verdict.Reason.NO_PAYLOAD), nothing.reason());
    meter.add(Direction.TO_CLIENT, new byte[] {'S', 'S', 'H', '-'}, 0, 4);
    Verdict few = classifier.classify(StreamEvidence.of(Transport.TCP, meter));
    assertEquals(Decision.UNDECIDED, few.decision());
    assertEquals(Optional.of(Verdict.Reason.TOO_FEW_BYTES), few.reason());
    assertEquals(
        Decision.KNOWN,
        classifier.classifyAnyway(StreamEvidence.of(Transport.TCP, meter)).decision());
  }

  @Test
  void fingerprintsOfTheOtherTransportAreNotCompared() {
    LabelledStream ssh =
        streams.stream()
            .filter(s -> s.truth().label().equals(Optional.of(SSH_2)))
            .findFirst()
            .orElseThrow();
    StreamEvidence evidence = ssh.evidence();
    StreamEvidence asUdp =
        new StreamEvidence(Transport.UDP, evidence.vector(), evidence.curve(), true, false, false);
    Verdict verdict = classifier.classifyAnyway(asUdp);
    assertEquals(
        Transport.UDP, library.find(verdict.nearest().orElseThrow()).orElseThrow().transport());
  }
}
