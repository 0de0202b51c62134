package io.entroprint.entropy;

import static io.entroprint.entropy.FeatureDefinition.EV1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeatureDefinitionTest {
  private static final FeatureDefinition OTHER =
      new FeatureDefinition(
          "other", OffsetGrid.of(2, 5, 8, 64, 512, 2048), 4096, Measure.H_HI, Measure.X_BIN);

  @Test
  void everyCoordinateHasAPlaceOfItsOwn() {
    for (FeatureDefinition definition : List.of(EV1, OTHER)) {
      int next = 0;
      for (View view : View.values()) {
        for (int i = 0; i < definition.offsets().size(); i++) {
          assertEquals(next, definition.coordinate(view, i));
          for (Measure measure : definition.measures()) {
            assertEquals(next++, definition.coordinate(view, i, measure));
          }
        }
      }
      for (int i = 0; i < definition.offsets().size(); i++) {
        assertEquals(next++, definition.directionCoordinate(i));
      }
      assertEquals(definition.dimension(), next);
    }
    assertEquals(272, EV1.dimension());
  }

  @Test
  void whatADefinitionMeasuresHangsOnNoOther() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      StreamMeter whole = new StreamMeter(EV1);
      StreamMeter part = new StreamMeter(OTHER);
      int length = 1 + random.nextInt(seed < 20 ? 20 : 900);
      for (int at = 0, first = random.nextInt(2); at < 6; at++) {
        byte[] bytes = new byte[1 + random.nextInt(length)];
        random.nextBytes(bytes);
        Direction direction = Direction.values()[(at + first) % 2];
        whole.add(direction, bytes, 0, bytes.length);
        part.add(direction, bytes, 0, bytes.length);
      }
      assertSameWhereBothMeasure(whole.vector(), part.vector());
    }
  }

  private static void assertSameWhereBothMeasure(EntropyVector whole, EntropyVector part) {
    int numbers = 0;
    for (View view : View.values()) {
      for (int i = 0; i < part.reached(view); i++) {
        int same = EV1.offsets().reachedBy(OTHER.offsets().get(i)) - 1;
        assertEquals(OTHER.offsets().get(i), EV1.offsets().get(same));
        for (Measure measure : OTHER.measures()) {
          assertEquals(whole.get(view, same, measure), part.get(view, i, measure));
          numbers++;
        }
        if (view == View.BOTH) {
          assertEquals(whole.direction(same), part.direction(i));
          numbers++;
        }
      }
    }
    assertEquals(part.size(), numbers);
    assertTrue(numbers > 0 || whole.lastOffset() < 2);
  }

  @Test
  void whatItDoesNotMeasureHasNoPlace() {
    assertThrows(
        IllegalArgumentException.class, () -> OTHER.coordinate(View.BOTH, 0, Measure.H_POP));
  }

  @Test
  void onlyWhatCanBeMeasuredIsADefinition() {
    OffsetGrid offsets = OffsetGrid.of(1, 16);
    assertThrows(
        IllegalArgumentException.class, () -> new FeatureDefinition("late", offsets, 8, Measure.H));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FeatureDefinition("short", OffsetGrid.of(1, 8), 16, Measure.H));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FeatureDefinition("twice", offsets, 16, Measure.H, Measure.H));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FeatureDefinition("order", offsets, 16, Measure.X_BIN, Measure.H));
  }

  @Test
  void filesNameTheKnownOnes() {
    assertSame(EV1, FeatureDefinition.named("ev1"));
    assertThrows(IllegalArgumentException.class, () -> FeatureDefinition.named("other"));
  }
}
