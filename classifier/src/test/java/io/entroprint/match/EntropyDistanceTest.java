package io.entroprint.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entroprint.entropy.EntropyVector;
import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.UniformBytes;
import io.entroprint.entropy.View;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EntropyDistanceTest {
  private static final FeatureDefinition EV1 = FeatureDefinition.EV1;

  @Test
  void equalsTheDistancesOfAnIndependentProgram() throws IOException {
    try (InputStream in = EntropyDistanceTest.class.getResourceAsStream("ev1-lab.json")) {
      assertTrue(assertDistances(Ev1Samples.read(in)) >= 5);
    }
  }

  @Test
  @Tag("shared")
  void equalsAllDistancesOfTheIndependentProgram() throws IOException {
    Path file = Path.of(System.getProperty("entroprint.shared"), "vectors", "ev1-samples.json");
    try (InputStream in = Files.newInputStream(file)) {
      assertEquals(60, assertDistances(Ev1Samples.read(in)));
    }
  }

  private static int assertDistances(Ev1Samples samples) {
    for (Ev1Samples.Distance d : samples.distances()) {
      EntropyVector stream = samples.vectors().get(d.stream());
      EntropyVector fingerprint = samples.vectors().get(d.fingerprint());
      // The numbers are given to ten digits.
      assertEquals(d.distance(), EntropyDistance.between(stream, fingerprint, d.finished()), 1e-9);
    }
    return samples.distances().size();
  }

  @Test
  void equalsTheFormulaWrittenOut() {
    Random random = new Random(1);
    for (int i = 0; i < 60; i++) {
      EntropyVector a = vector(random);
      EntropyVector b = vector(random);
      for (boolean finished : new boolean[] {true, false}) {
        assertEquals(naive(a, b, finished), EntropyDistance.between(a, b, finished), 1e-12);
      }
      assertEquals(0, EntropyDistance.between(a, a, true));
    }
  }

  @Test
  void aBoundOnlyEverCutsOffWhatIsNotNearer() {
    Random random = new Random(2);
    for (int i = 0; i < 60; i++) {
      ScaledVector a = new ScaledVector(vector(random));
      ScaledVector b = new ScaledVector(vector(random));
      double exact = EntropyDistance.within(Scope.ALL, a, b, true, Double.POSITIVE_INFINITY);
      double bound = exact * (0.5 + random.nextDouble());
      double within = EntropyDistance.within(Scope.ALL, a, b, true, bound);
      assertEquals(exact < bound ? exact : Double.POSITIVE_INFINITY, within);
    }
  }

  @Test
  void aScopeComparesItsPartAlone() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      EntropyVector a = vector(random);
      EntropyVector b = vector(random);
      for (View view : new View[] {View.TO_SERVER, View.TO_CLIENT}) {
        double scoped =
            EntropyDistance.within(
                Scope.only(view).upTo(EV1, 512),
                new ScaledVector(a),
                new ScaledVector(b),
                true,
                Double.POSITIVE_INFINITY);
        assertEquals(naive(a.only(view).upTo(512), b.only(view).upTo(512), true), scoped, 1e-12);
      }
    }
  }

  @Test
  void aStreamOfNothingIsInfinitelyFar() {
    EntropyVector nothing = EntropyVector.of(EV1, 0, 0, 0, new double[EV1.dimension()]);
    EntropyVector something = vector(new Random(4));
    assertEquals(Double.POSITIVE_INFINITY, EntropyDistance.between(nothing, something, true));
  }

  /** The definition, coordinate by coordinate, without prefixes or prepared scales. */
  private static double naive(EntropyVector a, EntropyVector b, boolean finished) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < EV1.offsets().size(); i++) {
      int offset = EV1.offsets().get(i);
      double doubled = offset <= 4 ? 2 : 1;
      for (View view : View.values()) {
        for (Measure measure : Measure.values()) {
          double x = scaled(a.get(view, i, measure), measure, offset);
          double y = scaled(b.get(view, i, measure), measure, offset);
          sum += term(x, y, doubled, finished);
          weights += counted(x, y, doubled, finished);
        }
      }
      sum += term(a.direction(i), b.direction(i), 8 * doubled, finished);
      weights += counted(a.direction(i), b.direction(i), 8 * doubled, finished);
    }
    boolean empty = a.isEmpty();
    return empty ? Double.POSITIVE_INFINITY : sum / weights;
  }

  private static double scaled(double bits, Measure measure, int offset) {
    return measure.isEntropy()
        ? -Math.log(Math.max(UniformBytes.expected(measure, offset) - bits, 0) + 0.03)
        : bits;
  }

  private static double term(double x, double y, double weight, boolean finished) {
    if (Double.isNaN(x)) {
      return Double.isNaN(y) || !finished ? 0 : 0.35 * weight;
    }
    return weight * (Double.isNaN(y) ? 0.8 : Math.abs(x - y));
  }

  private static double counted(double x, double y, double weight, boolean finished) {
    return Double.isNaN(x) && (Double.isNaN(y) || !finished) ? 0 : weight;
  }

  private static EntropyVector vector(Random random) {
    double[] values = new double[EV1.dimension()];
    for (int i = 0; i < EV1.offsets().size(); i++) {
      for (View view : View.values()) {
        for (Measure measure : Measure.values()) {
          values[EV1.coordinate(view, i, measure)] = random.nextDouble() * measure.maximum();
        }
      }
      values[EV1.directionCoordinate(i)] = random.nextDouble();
    }
    int offsets = EV1.offsets().size() + 1;
    return EntropyVector.of(
        EV1,
        1 + random.nextInt(offsets - 1),
        random.nextInt(offsets),
        random.nextInt(offsets),
        values);
  }
}
