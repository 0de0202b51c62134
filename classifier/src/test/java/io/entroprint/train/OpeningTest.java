package io.entroprint.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.match.StreamEvidence;
import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamMeter;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpeningTest {

  /** What a stream's vector was early on can be told from the whole one and where turns changed. */
  @Test
  void cutsAStreamToWhatAMeterHadSeen() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Exchange exchange = Exchange.of("a", "f");
      StreamMeter[] early = new StreamMeter[Opening.CHECKPOINTS.size()];
      Arrays.setAll(early, i -> new StreamMeter(FeatureDefinition.EV1));
      int total = 0;
      for (int turn = 1 + random.nextInt(12); turn > 0; turn--) {
        byte[] bytes = new byte[1 + random.nextInt(1 << random.nextInt(12))];
        random.nextBytes(bytes);
        Direction direction = random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
        if (direction == Direction.TO_SERVER) {
          exchange.client(bytes);
        } else {
          exchange.server(bytes);
        }
        for (int i = 0; i < early.length; i++) {
          int left = Math.max(0, Opening.CHECKPOINTS.get(i) - early[i].measured());
          early[i].add(direction, bytes, 0, Math.min(bytes.length, left));
        }
        total += bytes.length;
      }
      LabelledStream stream = exchange.stream();
      Opening opening = exchange.opening();
      for (int i = 0; i < early.length; i++) {
        boolean beyond = total > Opening.CHECKPOINTS.get(i);
        assertEquals(beyond, Opening.isBeyond(stream, i));
        if (beyond) {
          StreamEvidence cut = opening.until(i, stream.evidence());
          assertEquals(early[i].vector(), cut.vector(), "seed " + seed);
          assertFalse(cut.finished());
        }
      }
    }
  }

  @Test
  void keepsTheFirstBytesOfEachDirection() {
    Opening opening =
        Exchange.of("a", "f")
            .client("GET")
            .server("HTTP/1.1 200 OK and more")
            .client(" / HTTP/1.1 and more")
            .opening();
    assertEquals("GET / HTTP/1.1 a", first(opening, Direction.TO_SERVER));
    assertEquals("HTTP/1.1 200 OK ", first(opening, Direction.TO_CLIENT));
    assertEquals("x", first(Exchange.of("a", "f").client("x").opening(), Direction.TO_SERVER));
    assertTrue(first(Exchange.of("a", "f").client("x").opening(), Direction.TO_CLIENT).isEmpty());
  }

  private static String first(Opening opening, Direction direction) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < opening.kept(direction); i++) {
      text.append((char) opening.at(direction, i));
    }
    return text.toString();
  }
}
