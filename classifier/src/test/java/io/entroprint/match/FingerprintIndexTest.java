package io.entroprint.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.fingerprint.Attributes;
import io.entroprint.fingerprint.Fingerprint;
import io.entroprint.fingerprint.Label;
import io.entroprint.fingerprint.Provenance;
import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamMeter;
import io.entroprint.stream.Transport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintIndexTest {

  @Test
  void findsWhatComparingWithEveryFingerprintFinds() {
    Random random = new Random(1);
    List<Fingerprint> all = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      all.add(fingerprint(i, "label-" + random.nextInt(6), stream(random)));
    }
    FingerprintIndex index = FingerprintIndex.of(FeatureDefinition.EV1, Part.WHOLE, all);
    for (int i = 0; i < 100; i++) {
      StreamMeter meter = stream(random);
      StreamEvidence evidence = StreamEvidence.of(Transport.TCP, meter);
      StreamEvidence query = random.nextBoolean() ? evidence.ended() : evidence;
      List<Fingerprint> sorted = new ArrayList<>(all);
      sorted.sort(Comparator.comparingDouble(f -> distance(query, f)));
      Fingerprint first = sorted.get(0);
      Fingerprint other =
          sorted.stream().filter(f -> !f.label().equals(first.label())).findFirst().orElseThrow();

      Neighbour[] two = index.nearestTwo(query, f -> true);
      assertEquals(distance(query, first), two[0].distance(), 1e-12);
      assertEquals(distance(query, other), two[1].distance(), 1e-12);
      List<Neighbour> perLabel = index.nearestPer(Fingerprint::label, query, f -> true);
      assertEquals(two[0], perLabel.get(0));
      assertEquals(two[1].distance(), perLabel.get(1).distance(), 1e-12);
    }
  }

  @Test
  void ofEquallyNearOnesTheFirstAnswers() {
    StreamMeter meter = stream(new Random(2));
    List<Fingerprint> all =
        List.of(fingerprint(3, "b", meter), fingerprint(4, "a", meter), fingerprint(5, "b", meter));
    FingerprintIndex index = FingerprintIndex.of(FeatureDefinition.EV1, Part.WHOLE, all);
    Neighbour[] two = index.nearestTwo(StreamEvidence.of(Transport.TCP, meter).ended(), f -> true);
    assertEquals("b/0003", two[0].fingerprint().id());
    assertEquals("a/0004", two[1].fingerprint().id());
  }

  @Test
  void onlyThoseThatMayAnswerDo() {
    StreamMeter meter = stream(new Random(3));
    List<Fingerprint> all = List.of(fingerprint(1, "a", meter), fingerprint(2, "b", meter));
    FingerprintIndex index = FingerprintIndex.of(FeatureDefinition.EV1, Part.WHOLE, all);
    StreamEvidence query = StreamEvidence.of(Transport.TCP, meter).ended();
    Neighbour[] two = index.nearestTwo(query, f -> f.label().name().equals("b"));
    assertEquals("b/0002", two[0].fingerprint().id());
    assertNull(two[1]);
    assertNull(index.nearestTwo(query, f -> false)[0]);
  }

  private static double distance(StreamEvidence query, Fingerprint fingerprint) {
    return EntropyDistance.between(query.vector(), fingerprint.vector(), query.finished());
  }

  private static Fingerprint fingerprint(int number, String label, StreamMeter meter) {
    return new Fingerprint(
        Fingerprint.id(new Label(label), number),
        new Label(label),
        Transport.TCP,
        Attributes.NONE,
        meter.vector(),
        1,
        LocalDate.EPOCH,
        LocalDate.EPOCH,
        Provenance.NONE);
  }

  private static StreamMeter stream(Random random) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.EV1);
    int messages = 1 + random.nextInt(4);
    for (int m = 0; m < messages; m++) {
      byte[] bytes = new byte[1 + random.nextInt(700)];
      random.nextBytes(bytes);
      int mask = random.nextBoolean() ? 0xff : 0x1f;
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] &= (byte) mask;
      }
      meter.add(Direction.values()[random.nextInt(2)], bytes, 0, bytes.length);
    }
    return meter;
  }
}
