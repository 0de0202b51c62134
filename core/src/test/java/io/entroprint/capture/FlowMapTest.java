package io.entroprint.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FlowMapTest {
  private static final int MANY = 1 << 15;

  /** Fills in the i-th five-tuple of a set. */
  private interface Shape {
    void set(Cursor c, int i);
  }

  private static Arguments set(String name, boolean ipv6, Shape shape) {
    Shape whole =
        (c, i) -> {
          c.tcp = true;
          c.ipv6 = ipv6;
          c.sourceHigh = ipv6 ? 0x2001_0db8L << 32 : 0;
          c.destinationHigh = c.sourceHigh;
          c.sourceLow = 0x0a00_0001;
          c.destinationLow = 0x0a00_0002;
          c.sourcePort = 40_000;
          c.destinationPort = 80;
          shape.set(c, i);
        };
    return arguments(name, whole);
  }

  /** Sets such as a scanner, a flood or somebody who knows the code would send. */
  static Stream<Arguments> structuredSets() {
    return Stream.of(
        set("the top bits of an IPv6 address", true, (c, i) -> c.sourceHigh = (long) i << 49 | 1),
        set("the low bits of its upper half", true, (c, i) -> c.sourceHigh ^= i),
        set("the top bits of its lower half", true, (c, i) -> c.sourceLow = (long) i << 49),
        set("its low bits", true, (c, i) -> c.sourceLow = i),
        set(
            "the same in both halves",
            true,
            (c, i) -> {
              c.sourceHigh = i;
              c.sourceLow = i;
            }),
        set(
            "both ends alike",
            true,
            (c, i) -> {
              c.sourceHigh = (long) i << 40;
              c.destinationHigh = (long) i << 40 | 1;
            }),
        set("the top bits of an IPv4 address", false, (c, i) -> c.sourceLow = (long) i << 17),
        set("its low bits", false, (c, i) -> c.sourceLow = 0x0b00_0000L + i),
        set("ports of the client", false, (c, i) -> c.sourcePort = i),
        set(
            "all pairs of some ports",
            false,
            (c, i) -> {
              c.sourcePort = 1024 + (i & 0xff);
              c.destinationPort = i >> 8;
            }),
        set(
            "address and port together",
            false,
            (c, i) -> {
              c.sourceLow = 0x0b00_0000L + (i & 0xff);
              c.sourcePort = i >> 8;
            }),
        set(
            "what the multiplier of a Fibonacci hash undoes",
            true,
            (c, i) -> c.sourceLow = (long) i * 0xf1de_83e1_9937_733dL));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("structuredSets")
  void spreadsStructuredSetsAsRandomOnes(String name, Shape shape) {
    for (long key = 0; key < 5; key++) {
      FlowMap map = new FlowMap(new KeyedHash(key, ~key));
      Cursor c = new Cursor(false);
      for (int i = 0; i < MANY; i++) {
        shape.set(c, i);
        boolean lower = FlowMap.sourceIsLower(c);
        if (map.find(c, lower) == null) {
          map.add(new Flow(c, lower, 0));
        }
      }
      assertTrue(map.size() > MANY / 2);
      // A bucket of a full table holds Poisson(1) of them: 12 or more once in 10^9 buckets.
      assertTrue(map.longestBucket() <= 12, map.longestBucket() + " in one bucket");
    }
  }

  @Test
  void findsWhatIsThereAndNothingElse() {
    Random random = new Random(3);
    FlowMap map = new FlowMap(KeyedHash.secret());
    Flow[] flows = new Flow[2000];
    Cursor c = new Cursor(false);
    for (int i = 0; i < 200_000; i++) {
      int at = random.nextInt(flows.length);
      c.tcp = at % 2 == 0;
      c.ipv6 = at % 3 == 0;
      boolean forth = random.nextBoolean();
      c.sourceLow = forth ? 1 : at % 7;
      c.destinationLow = forth ? at % 7 : 1;
      c.sourcePort = forth ? 5 : at;
      c.destinationPort = forth ? at : 5;
      boolean lower = FlowMap.sourceIsLower(c);
      assertSame(flows[at], map.find(c, lower));
      if (flows[at] == null) {
        flows[at] = new Flow(c, lower, 0);
        map.add(flows[at]);
      } else if (random.nextInt(3) == 0) {
        map.remove(flows[at]);
        flows[at] = null;
        assertNull(map.find(c, lower));
      }
    }
    assertEquals(Stream.of(flows).filter(flow -> flow != null).count(), map.size());
  }

  /** The bytes 0, 1, 2, ... under the key zero, as CPython's hash(bytes) gives it. */
  @ParameterizedTest
  @CsvSource({
    "0, d1fba762150c532c",
    "1, ead411e67ebe2eea",
    "2, 8972188433a5c5b7",
    "3, 31185a47af932f3a",
    "4, 31ef8061c910629b",
    "5, 95bc321ab41d8206",
    "6, fe1f2445ba50237f"
  })
  void hashesAsSipHash13(int words, String expected) {
    ByteBuffer message = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < message.capacity(); i++) {
      message.put(i, (byte) i);
    }
    long[] w = new long[6];
    message.asLongBuffer().get(w);
    long hash = new KeyedHash(0, 0).of(words, w[0], w[1], w[2], w[3], w[4], w[5]);
    assertEquals(expected, Long.toHexString(hash));
  }
}
