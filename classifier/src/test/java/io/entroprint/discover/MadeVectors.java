package io.entroprint.discover;

import io.entroprint.entropy.Direction;
import io.entroprint.entropy.EntropyCurve;
import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.StreamMeter;
import io.entroprint.library.Label;
import io.entroprint.match.Verdict;
import io.entroprint.stream.StreamEvidence;
import io.entroprint.stream.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Streams of made protocols: each kind is alike within itself and unlike the others. */
final class MadeVectors {
  static final int KINDS = 4;

  private MadeVectors() {}

  /** A stream of a kind, 0 to 3; the random numbers make each a little different. */
  static EntropyVector of(int kind, Random random) {
    StreamMeter meter = new StreamMeter(FeatureDefinition.CURRENT);
    switch (kind) {
      case 0 -> {
        add(meter, Direction.TO_SERVER, text("HELO host" + random.nextInt(100) + " mail\r\n"));
        add(meter, Direction.TO_CLIENT, text("250 welcome to the mail service\r\n".repeat(3)));
      }
      case 1 -> {
        add(meter, Direction.TO_CLIENT, almost(new Random(300), 300, random));
        add(meter, Direction.TO_SERVER, almost(new Random(500), 500, random));
      }
      case 2 -> {
        byte[] zeros = new byte[400];
        zeros[5] = (byte) random.nextInt(256);
        add(meter, Direction.TO_SERVER, zeros);
      }
      default -> {
        for (int i = 0; i < 20; i++) {
          add(meter, Direction.TO_SERVER, new byte[] {1, 0, (byte) i, (byte) random.nextInt(3)});
          add(meter, Direction.TO_CLIENT, new byte[] {(byte) 0x81, 0, (byte) i, (byte) 255, 7});
        }
      }
    }
    return meter.vector();
  }

  /** So many of each kind in turn. */
  static List<EntropyVector> ofEach(int count, long seed) {
    Random random = new Random(seed);
    List<EntropyVector> all = new ArrayList<>();
    for (int i = 0; i < count * KINDS; i++) {
      all.add(of(i % KINDS, random));
    }
    return all;
  }

  /** A stream that a library finds at a distance from its nearest label, and does not name. */
  static JudgedStream unknown(Transport transport, EntropyVector vector, double distance) {
    return new JudgedStream(
        new StreamEvidence(transport, vector, EntropyCurve.NONE, true, false, false),
        Verdict.without(Verdict.Reason.LOW_CONFIDENCE, "made@1.0.0")
            .nearest("made/0001", distance, 0)
            .build());
  }

  /** A stream that a library names. */
  static JudgedStream known(EntropyVector vector, double distance, double margin) {
    return new JudgedStream(
        new StreamEvidence(Transport.TCP, vector, EntropyCurve.NONE, true, false, false),
        Verdict.of(new Label("made"), "made@1.0.0").nearest("made/0001", distance, margin).build());
  }

  private static void add(StreamMeter meter, Direction direction, byte[] bytes) {
    meter.add(direction, bytes, 0, bytes.length);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Random bytes, always the same but for a few. */
  private static byte[] almost(Random same, int count, Random random) {
    byte[] bytes = new byte[count];
    same.nextBytes(bytes);
    for (int i = 0; i < 8; i++) {
      bytes[64 + random.nextInt(count - 64)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
