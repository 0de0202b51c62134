package io.entroprint.fingerprints;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Label;
import io.entroprint.match.StreamClassifier;
import io.entroprint.match.Verdict;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * Kinds of short streams that a library once took for another protocol and was sure of it. Here
 * each is made anew, many times, with the fields that differ at random.
 */
class MistakenKindsTest {
  private static final StreamClassifier CLASSIFIER = new StreamClassifier(BundledLibrary.load());
  private static final int TIMES = 50;
  private static final double SURE = 0.95;

  private static void neverSurely(String wrong, BiConsumer<Random, StreamMeter> sent) {
    for (int seed = 0; seed < TIMES; seed++) {
      Verdict verdict = verdict(seed, sent);
      boolean sure = verdict.confidence() > SURE;
      assertFalse(
          sure && verdict.label().equals(Optional.of(new Label(wrong))),
          "seed " + seed + ": " + verdict);
    }
  }

  private static Verdict verdict(int seed, BiConsumer<Random, StreamMeter> sent) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    sent.accept(new Random(seed), meter);
    return CLASSIFIER.classify(StreamEvidence.of(Transport.UDP, meter).ended());
  }

  private static void send(StreamMeter meter, Direction direction, byte[] bytes) {
    meter.add(direction, bytes, 0, bytes.length);
  }

  private static byte[] random(Random random, int bytes) {
    byte[] all = new byte[bytes];
    random.nextBytes(all);
    return all;
  }

  @Test
  void aQuestionOfLlmnrIsNoNtp() {
    neverSurely(
        "ntp",
        (random, meter) -> {
          ByteBuffer query = ByteBuffer.allocate(48);
          query.putShort((short) random.nextInt());
          query.putShort((short) 0);
          query.putShort((short) 1).putShort((short) 0).putInt(0);
          query.put((byte) 30);
          for (int i = 0; i < 30; i++) {
            query.put((byte) ('a' + random.nextInt(26)));
          }
          query.put((byte) 0).putShort((short) 1).putShort((short) 1);
          send(meter, Direction.TO_SERVER, query.array());
        });
  }

  @Test
  void aBindingOfClassicStunIsNoTeredo() {
    neverSurely(
        "teredo",
        (random, meter) -> {
          byte[] transaction = random(random, 16);
          ByteBuffer request = ByteBuffer.allocate(28);
          request.putShort((short) 1).putShort((short) 8).put(transaction);
          request.putShort((short) 3).putShort((short) 4).putInt(0);
          send(meter, Direction.TO_SERVER, request.array());
          ByteBuffer response = ByteBuffer.allocate(56);
          response.putShort((short) 0x0101).putShort((short) 36).put(transaction);
          for (int attribute : List.of(1, 4, 5)) {
            response.putShort((short) attribute).putShort((short) 8).putShort((short) 1);
            response.putShort((short) random.nextInt()).put(random(random, 4));
          }
          send(meter, Direction.TO_CLIENT, response.array());
        });
  }

  @Test
  void aPrinterOfBjnpIsNoCorba() {
    neverSurely(
        "corba-giop",
        (random, meter) -> {
          int sequence = random.nextInt(100);
          ByteBuffer query = ByteBuffer.allocate(16);
          query.put("BJNP".getBytes(US_ASCII)).put((byte) 1).put((byte) 1).putShort((short) 0);
          query.putShort((short) sequence).putShort((short) 0).putInt(0);
          ByteBuffer answer = ByteBuffer.allocate(32);
          answer.put("BJNP".getBytes(US_ASCII)).put((byte) 0x81).put((byte) 1).putShort((short) 0);
          answer.putShort((short) sequence).putShort((short) 0).putInt(16);
          answer.putInt(0x00010806).putInt(0x0404).put(random(random, 8));
          for (int i = 0; i < 3; i++) {
            send(meter, Direction.TO_SERVER, query.array());
            send(meter, Direction.TO_CLIENT, answer.array());
          }
        });
  }

  @Test
  void aSolicitationOfDhcpv6IsNoDns() {
    neverSurely(
        "dns",
        (random, meter) -> {
          ByteBuffer solicit = ByteBuffer.allocate(64);
          solicit.put((byte) 1).put(random(random, 3));
          solicit.putShort((short) 8).putShort((short) 2).putShort((short) 0);
          solicit.putShort((short) 1).putShort((short) 14).putShort((short) 1).putShort((short) 1);
          solicit.putInt(0x1d000000 + random.nextInt(1 << 24)).put(random(random, 6));
          solicit.putShort((short) 3).putShort((short) 12).putInt(random.nextInt());
          solicit.putInt(0).putInt(0);
          solicit.putShort((short) 6).putShort((short) 6);
          solicit.putShort((short) 23).putShort((short) 24).putShort((short) 39);
          send(meter, Direction.TO_SERVER, solicit.array());
        });
  }

  @Test
  void aCallOfZoomIsNoRadius() {
    neverSurely(
        "radius",
        (random, meter) -> {
          for (int i = 0; i < 6; i++) {
            ByteBuffer media = ByteBuffer.allocate(120);
            media.put((byte) 5).putShort((short) i).putInt(0).put((byte) (i % 2 * 4));
            media.put((byte) 15).putShort((short) i).putInt(random.nextInt()).put(new byte[12]);
            media.put((byte) 0x90).put((byte) 112).putShort((short) i).putInt(i * 320).putInt(7);
            media.put(random(random, media.remaining()));
            send(meter, i % 2 == 0 ? Direction.TO_SERVER : Direction.TO_CLIENT, media.array());
          }
        });
  }
}
