package io.entroprint.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.Direction;
import org.junit.jupiter.api.Test;

class PayloadPrefixTest {
  @Test
  void keepsTheFirstBytesOfEachDirection() {
    PayloadPrefix opening =
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

  private static String first(PayloadPrefix opening, Direction direction) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < opening.kept(direction); i++) {
      text.append((char) opening.at(direction, i));
    }
    return text.toString();
  }
}
