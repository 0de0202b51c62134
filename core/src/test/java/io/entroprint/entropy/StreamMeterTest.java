package io.entroprint.entropy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamMeterTest {
  private static final FeatureDefinition EV1 = FeatureDefinition.EV1;
  private static final String TEXT = "GET / HTTP/1.1\r\nHost: example\t";

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 33, 364, 5_000, 70_000, 140_000})
  void equalsTheNaiveOracleForRandomConversations(int mostBytes) {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(1000L * mostBytes + seed);
      StreamMeter meter = new StreamMeter(EV1);
      NaiveMeter naive = new NaiveMeter();
      int bytes = 0;
      while (bytes < mostBytes) {
        Direction direction = Direction.values()[random.nextInt(2)];
        byte[] message = message(random, 1 + random.nextInt(Math.max(1, mostBytes / 3)));
        bytes += message.length;
        naive.add(direction, message);
        addInChunks(meter, direction, message, random);
      }
      assertVectorEquals(naive, meter.vector());
      assertCurveEquals(naive, meter.curve());
      assertEquals(Math.min(bytes, EV1.limit()), meter.measured());
      assertEquals(bytes >= EV1.limit(), meter.isFull());
      assertEquals(bytes, meter.bytes(Direction.TO_SERVER) + meter.bytes(Direction.TO_CLIENT));
    }
  }

  /** Less is measured, but every vector stays, and of curves what there is. */
  @ParameterizedTest
  @ValueSource(ints = {4096, 4097, 10_000, 65_536})
  void aLimitOfEachDirectionLeavesVectorsAlone(int limit) {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      StreamMeter whole = new StreamMeter(EV1);
      StreamMeter limited = new StreamMeter(EV1, limit);
      // Of some streams one direction says nearly all.
      int toServer = 1 + random.nextInt(10);
      for (int messages = random.nextInt(40); messages > 0; messages--) {
        Direction direction =
            random.nextInt(10) < toServer ? Direction.TO_SERVER : Direction.TO_CLIENT;
        byte[] message = message(random, 1 + random.nextInt(9_000));
        whole.add(direction, message, 0, message.length);
        addInChunks(limited, direction, message, random);
        assertEquals(whole.isFull(), limited.isFull());
        assertEquals(whole.bytes(direction), limited.bytes(direction));
      }
      assertEquals(whole.vector(), limited.vector());
      EntropyCurve curve = limited.curve();
      EntropyCurve all = whole.curve();
      for (View view : View.values()) {
        int last = curve.reached(view) == 0 ? 0 : curve.grid().get(curve.reached(view) - 1);
        assertTrue(last <= (view == View.BOTH ? 2 : 1) * limit);
        for (int i = 0; i < all.reached(view); i++) {
          if (i < curve.reached(view)) {
            assertEquals(all.get(view, i), curve.get(view, i));
            assertEquals(all.window(view, i), curve.window(view, i));
          } else {
            // A view ends early only where a direction was cut.
            assertTrue(all.grid().get(i) > limit);
          }
        }
      }
    }
  }

  @Test
  void aLimitOfEachDirectionIsNoLessThanAVectorNeeds() {
    assertEquals(4096, new StreamMeter(EV1, 4096).limitOfDirection());
    assertThrows(IllegalArgumentException.class, () -> new StreamMeter(EV1, 4095));
    assertThrows(IllegalArgumentException.class, () -> new StreamMeter(EV1, EV1.limit() + 1));
  }

  /** 36 bits behind the point, rounded to the nearest: half a unit, and what sums lose. */
  @Test
  void aValueIsTheNearestThatItsBitsCanHold() {
    double halfAUnit = 1.0 / (1L << 37) + 1.5e-12;
    for (int seed = 0; seed < 40; seed++) {
      byte[] bytes = message(new Random(seed), 4096);
      StreamMeter meter = new StreamMeter(EV1);
      meter.add(Direction.TO_SERVER, bytes, 0, bytes.length);
      EntropyVector vector = meter.vector();
      for (int i = 0; i < EV1.offsets().size(); i++) {
        double[] exact = NaiveMeter.measures(bytes, EV1.offsets().get(i));
        for (Measure measure : Measure.values()) {
          double value = vector.get(View.TO_SERVER, i, measure);
          assertEquals(exact[measure.ordinal()], value, halfAUnit);
        }
      }
    }
  }

  @Test
  void chunkingDoesNotChangeABit() {
    Random random = new Random(7);
    byte[] bytes = message(random, 66_000);
    StreamMeter whole = new StreamMeter(EV1);
    whole.add(Direction.TO_CLIENT, bytes, 0, bytes.length);
    for (int seed = 0; seed < 5; seed++) {
      StreamMeter chunked = new StreamMeter(EV1);
      addInChunks(chunked, Direction.TO_CLIENT, bytes, new Random(seed));
      assertEquals(whole.vector(), chunked.vector());
      assertCurveSame(whole.curve(), chunked.curve());
    }
  }

  @Test
  void aCurveCanBeFiner() {
    byte[] bytes = message(new Random(5), 100);
    OffsetGrid grid = OffsetGrid.of(1, 10, 50, 99, 101);
    StreamMeter meter = new StreamMeter(EV1, grid);
    meter.add(Direction.TO_SERVER, bytes, 0, bytes.length);
    EntropyCurve curve = meter.curve();
    assertEquals(4, curve.reached(View.BOTH));
    assertEquals(NaiveMeter.measures(bytes, 99)[0], curve.get(View.TO_SERVER, 3), 1e-9);
    assertThrows(
        IllegalArgumentException.class, () -> new StreamMeter(EV1, OffsetGrid.of(1, 65_537)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 8, 9, 254, 255, 256, 300, 511, 512, 513, 700})
  void theOtherSideMayBeginAtAnyPoint(int alone) {
    int[] everyOffset = IntStream.rangeClosed(1, 900).toArray();
    for (int seed = 0; seed < 2; seed++) {
      Random random = new Random(31L * alone + seed);
      StreamMeter meter = new StreamMeter(EV1, OffsetGrid.of(everyOffset));
      StreamMeter usual = new StreamMeter(EV1);
      NaiveMeter naive = new NaiveMeter();
      Direction direction = Direction.values()[seed % 2];
      for (int length : new int[] {alone, 3, 2, 40, 200, 100}) {
        byte[] message = message(random, length);
        naive.add(direction, message);
        addInChunks(meter, direction, message, random);
        usual.add(direction, message, 0, length);
        assertVectorEquals(naive, meter.vector());
        direction = direction.opposite();
      }
      assertCurveEquals(naive, meter.curve());
      assertCurveEquals(naive, usual.curve());
      assertEquals(usual.vector(), meter.vector());
    }
  }

  @Test
  void aWindowIsTheEntropyOfTheBytesBetweenTwoPowersOfTwo() {
    byte[] bytes = message(new Random(6), 50_000);
    StreamMeter meter = new StreamMeter(EV1);
    addInChunks(meter, Direction.TO_CLIENT, bytes, new Random(1));
    EntropyCurve curve = meter.curve();
    for (int i = 0; i < curve.reached(View.TO_CLIENT); i++) {
      int end = curve.grid().get(i);
      double window = curve.window(View.TO_CLIENT, i);
      if (end >= 4096) {
        byte[] between = Arrays.copyOfRange(bytes, end / 2, end);
        assertEquals(NaiveMeter.measures(between, between.length)[0], window, 1e-9);
      } else {
        assertTrue(Double.isNaN(window));
      }
      assertTrue(Double.isNaN(curve.window(View.BOTH, i)));
    }
    assertEquals(32_768, curve.grid().get(curve.reached(View.TO_CLIENT) - 1));
  }

  @Test
  void aHoleThatNeverFillsEndsItsDirectionAndTheJoinedViewThere() {
    byte[] bytes = message(new Random(9), 100);
    StreamMeter meter = new StreamMeter(EV1);
    meter.add(Direction.TO_SERVER, bytes, 0, 40);
    meter.holeOpened(Direction.TO_SERVER);
    EntropyVector before = meter.vector();
    meter.add(Direction.TO_CLIENT, bytes, 40, 60);
    EntropyVector after = meter.vector();

    assertEquals(before.reached(View.TO_SERVER), after.reached(View.TO_SERVER));
    assertEquals(before.reached(View.BOTH), after.reached(View.BOTH));
    assertEquals(EV1.offsets().reachedBy(60), after.reached(View.TO_CLIENT));
    assertEquals(OffsetGrid.powersOfTwo(32).size(), meter.curve().reached(View.BOTH));
    assertThrows(IllegalStateException.class, () -> meter.add(Direction.TO_SERVER, bytes, 0, 1));
  }

  @Test
  void aHoleThatFillsLeavesNoTrace() {
    byte[] bytes = message(new Random(10), 200);
    StreamMeter meter = new StreamMeter(EV1);
    StreamMeter plain = new StreamMeter(EV1);
    meter.add(Direction.TO_SERVER, bytes, 0, 40);
    meter.holeOpened(Direction.TO_SERVER);
    meter.add(Direction.TO_CLIENT, bytes, 40, 60);
    meter.holeFilled(Direction.TO_SERVER);
    meter.add(Direction.TO_SERVER, bytes, 100, 100);
    plain.add(Direction.TO_SERVER, bytes, 0, 40);
    plain.add(Direction.TO_CLIENT, bytes, 40, 60);
    plain.add(Direction.TO_SERVER, bytes, 100, 100);
    assertEquals(plain.vector(), meter.vector());
  }

  @Test
  void aStreamOfNothingHasAnEmptyVector() {
    EntropyVector vector = new StreamMeter(EV1).vector();
    assertTrue(vector.isEmpty());
    assertEquals(0, vector.lastOffset());
    assertTrue(Double.isNaN(vector.get(View.BOTH, 0, Measure.H)));
  }

  @Test
  void aRangeOutsideTheArrayIsRefusedAndCountsNothing() {
    StreamMeter meter = new StreamMeter(EV1);
    assertThrows(
        IndexOutOfBoundsException.class, () -> meter.add(Direction.TO_SERVER, new byte[10], 5, 6));
    assertEquals(0, meter.bytes(Direction.TO_SERVER));
    assertFalse(meter.isFull());
  }

  /** Bytes of varying kinds: random, text, constant, few values. */
  private static byte[] message(Random random, int length) {
    byte[] bytes = new byte[length];
    int kind = random.nextInt(4);
    random.nextBytes(bytes);
    for (int i = 0; i < length; i++) {
      switch (kind) {
        case 0 -> {}
        case 1 -> bytes[i] = (byte) TEXT.charAt((bytes[i] & 0xff) % TEXT.length());
        case 2 -> bytes[i] = 0;
        default -> bytes[i] &= (byte) 0x83;
      }
    }
    return bytes;
  }

  private static void addInChunks(
      StreamMeter meter, Direction direction, byte[] bytes, Random random) {
    int most = 1 + random.nextInt(2_000);
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, random.nextInt(most + 1));
      meter.add(direction, bytes, at, length);
      at += length;
    }
  }

  private static void assertVectorEquals(NaiveMeter naive, EntropyVector vector) {
    for (View view : View.values()) {
      byte[] bytes = naive.view(view, EV1.limit());
      assertEquals(EV1.offsets().reachedBy(bytes.length), vector.reached(view));
      for (int i = 0; i < EV1.offsets().size(); i++) {
        if (i < vector.reached(view)) {
          double[] expected = NaiveMeter.measures(bytes, EV1.offsets().get(i));
          for (Measure measure : Measure.values()) {
            assertEquals(expected[measure.ordinal()], vector.get(view, i, measure), 1e-9);
          }
        } else {
          assertTrue(Double.isNaN(vector.get(view, i, Measure.X_BIN)));
        }
      }
    }
    for (int i = 0; i < vector.reached(View.BOTH); i++) {
      assertEquals(naive.direction(EV1.offsets().get(i)), vector.direction(i), 1e-9);
    }
  }

  private static void assertCurveEquals(NaiveMeter naive, EntropyCurve curve) {
    for (View view : View.values()) {
      byte[] bytes = naive.view(view, EV1.limit());
      assertEquals(curve.grid().reachedBy(bytes.length), curve.reached(view));
      for (int i = 0; i < curve.reached(view); i++) {
        double expected = NaiveMeter.measures(bytes, curve.grid().get(i))[0];
        assertEquals(expected, curve.get(view, i), 1e-9);
      }
    }
  }

  private static void assertCurveSame(EntropyCurve a, EntropyCurve b) {
    for (View view : View.values()) {
      double[] left = new double[a.reached(view)];
      double[] right = new double[b.reached(view)];
      Arrays.setAll(left, i -> a.get(view, i));
      Arrays.setAll(right, i -> b.get(view, i));
      assertArrayEquals(left, right);
    }
  }
}
