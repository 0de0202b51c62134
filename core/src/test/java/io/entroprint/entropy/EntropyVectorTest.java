package io.entroprint.entropy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EntropyVectorTest {
  private static final FeatureDefinition EV1 = FeatureDefinition.EV1;
  private static final int UNITS = 10_000;

  /** A vector by units is in everything the vector of the same numbers. */
  @Test
  void isTheSameByUnits() {
    Random random = new Random(1);
    int offsets = EV1.offsets().size();
    for (int round = 0; round < 200; round++) {
      int both = random.nextInt(offsets + 1);
      int toServer = random.nextInt(offsets + 1);
      int toClient = random.nextInt(offsets + 1);
      int first = random.nextInt(5);
      int[] units = new int[first + EV1.dimension()];
      double[] values = new double[EV1.dimension()];
      int at = first;
      int[] reached = {both, toServer, toClient};
      for (View view : View.values()) {
        for (int i = 0; i < reached[view.ordinal()]; i++) {
          for (Measure measure : EV1.measures()) {
            units[at] = random.nextInt((int) (measure.maximum() * UNITS) + 1);
            values[EV1.coordinate(view, i, measure)] = units[at++] / (double) UNITS;
          }
        }
      }
      for (int i = 0; i < both; i++) {
        units[at] = random.nextInt(UNITS + 1);
        values[EV1.directionCoordinate(i)] = units[at++] / (double) UNITS;
      }
      EntropyVector plain = EntropyVector.of(EV1, both, toServer, toClient, values);
      EntropyVector byUnits =
          EntropyVector.ofUnits(EV1, both, toServer, toClient, () -> units, first, UNITS);
      assertEquals(plain, byUnits);
      assertEquals(plain.hashCode(), byUnits.hashCode());
      assertEquals(plain.toString(), byUnits.toString());
      assertEquals(plain.size(), byUnits.size());
      assertEquals(plain.reversed(), byUnits.reversed());
      assertEquals(plain.directions(), byUnits.directions());
      assertEquals(plain.upTo(64), byUnits.upTo(64));
      for (int i = 0; i < EV1.dimension(); i++) {
        assertEquals(plain.get(i), byUnits.get(i));
      }
      double[] ofPlain = new double[EV1.dimension()];
      double[] ofUnits = new double[EV1.dimension()];
      for (View view : View.values()) {
        int count = reached[view.ordinal()] * EV1.measures().size();
        plain.read(EV1.coordinate(view, 0), count, ofPlain);
        byUnits.read(EV1.coordinate(view, 0), count, ofUnits);
      }
      plain.read(EV1.directionCoordinate(0), both, ofPlain);
      byUnits.read(EV1.directionCoordinate(0), both, ofUnits);
      assertArrayEquals(values, ofPlain);
      assertArrayEquals(values, ofUnits);
    }
  }

  @Test
  void asksForUnitsWhenANumberIsAskedFor() {
    AtomicInteger asked = new AtomicInteger();
    int[] units = new int[EV1.measures().size()];
    Arrays.fill(units, 7);
    EntropyVector vector =
        EntropyVector.ofUnits(
            EV1,
            0,
            1,
            0,
            () -> {
              asked.incrementAndGet();
              return units;
            },
            0,
            UNITS);
    assertEquals(1, vector.reached(View.TO_SERVER));
    assertEquals(units.length, vector.size());
    assertEquals(UNITS, vector.unitsPerBit());
    assertEquals(Double.NaN, vector.get(0));
    assertEquals(0, asked.get());
    assertEquals(0.0007, vector.get(View.TO_SERVER, 0, Measure.H));
    assertEquals(1, asked.get());
  }

  @Test
  void refusesWhatIsNoVector() {
    int tooMany = EV1.offsets().size() + 1;
    assertThrows(
        IllegalArgumentException.class,
        () -> EntropyVector.ofUnits(EV1, tooMany, 0, 0, () -> new int[0], 0, UNITS));
    assertThrows(
        IllegalArgumentException.class,
        () -> EntropyVector.ofUnits(EV1, 0, -1, 0, () -> new int[0], 0, UNITS));
    assertThrows(
        IllegalArgumentException.class,
        () -> EntropyVector.ofUnits(EV1, 1, 0, 0, () -> new int[0], 0, 0));
    EntropyVector empty = EntropyVector.ofUnits(EV1, 0, 0, 0, () -> new int[0], 0, UNITS);
    assertThrows(IndexOutOfBoundsException.class, () -> empty.get(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> empty.get(EV1.dimension()));
  }
}
