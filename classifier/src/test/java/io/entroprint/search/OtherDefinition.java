package io.entroprint.search;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.OffsetGrid;
import java.lang.reflect.Constructor;

/** A feature definition with other measures and offsets than any that a library can name. */
final class OtherDefinition {
  static final FeatureDefinition OTHER = make();

  private OtherDefinition() {}

  /** By reflection: only core makes definitions. */
  private static FeatureDefinition make() {
    OffsetGrid offsets = OffsetGrid.of(1, 2, 5, 9, 30, 100, 300, 600, 1000, 1500);
    Measure[] measures = {Measure.H, Measure.H_HI, Measure.X_BIN};
    try {
      Constructor<FeatureDefinition> constructor =
          FeatureDefinition.class.getDeclaredConstructor(
              String.class, OffsetGrid.class, int.class, Measure[].class);
      constructor.setAccessible(true);
      return constructor.newInstance("other", offsets, 4096, measures);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the constructor of a definition has changed", e);
    }
  }
}
