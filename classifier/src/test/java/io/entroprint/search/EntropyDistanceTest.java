package io.entroprint.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    Weighting whole = Weighting.of(VectorPart.WHOLE, EV1);
    for (int i = 0; i < 500; i++) {
      ScaledVector a = new ScaledVector(whole, vector(random));
      ScaledVector b = new ScaledVector(whole, vector(random));
      double exact = EntropyDistance.within(a, b, true, Double.POSITIVE_INFINITY);
      double bound = exact * (0.5 + random.nextDouble());
      double within = EntropyDistance.within(a, b, true, bound);
      assertEquals(exact < bound ? exact : Double.POSITIVE_INFINITY, within);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPartComparesItsOwnCoordinatesAlone(VectorPart part) {
    Random random = new Random(3);
    Weighting weighting = Weighting.of(part, EV1);
    for (int i = 0; i < 20; i++) {
      EntropyVector a = vector(random);
      EntropyVector b = vector(random);
      boolean finished = random.nextBoolean();
      double distance =
          EntropyDistance.within(
              new ScaledVector(weighting, a),
              new ScaledVector(weighting, b),
              finished,
              Double.POSITIVE_INFINITY);
      assertEquals(naive(part, a, b, finished), distance, 1e-12);
    }
  }

  @Test
  void partsKeepTheirNumbers() {
    for (VectorPart part : VectorPart.values()) {
      assertEquals(part, VectorPart.numbered(part.number()));
    }
    assertEquals(VectorPart.SERVER_H, VectorPart.numbered(7));
    assertThrows(IllegalArgumentException.class, () -> VectorPart.numbered(99));
  }

  @Test
  void aStreamOfNothingIsInfinitelyFar() {
    EntropyVector nothing = EntropyVector.of(EV1, 0, 0, 0, new double[EV1.dimension()]);
    EntropyVector something = vector(new Random(4));
    assertEquals(Double.POSITIVE_INFINITY, EntropyDistance.between(nothing, something, true));
  }

  private static double naive(EntropyVector a, EntropyVector b, boolean finished) {
    return naive(VectorPart.WHOLE, a, b, finished);
  }

  /** The definition, coordinate by coordinate, without prefixes or prepared scales. */
  private static double naive(VectorPart part, EntropyVector a, EntropyVector b, boolean finished) {
    double sum = 0;
    double weights = 0;
    double streamWeights = 0;
    for (int i = 0; i < EV1.offsets().size(); i++) {
      int offset = EV1.offsets().get(i);
      for (View view : View.values()) {
        for (Measure measure : Measure.values()) {
          double x = scaled(a.get(view, i, measure), measure, offset);
          double y = scaled(b.get(view, i, measure), measure, offset);
          double weight = weight(part, view, measure, offset);
          sum += term(x, y, weight, finished);
          weights += counted(x, y, weight, finished);
          streamWeights += Double.isNaN(x) ? 0 : weight;
        }
      }
      double weight = part == VectorPart.WHOLE ? 8 * (offset <= 4 ? 2 : 1) : 0;
      sum += term(a.direction(i), b.direction(i), weight, finished);
      weights += counted(a.direction(i), b.direction(i), weight, finished);
    }
    return streamWeights == 0 ? Double.POSITIVE_INFINITY : sum / weights;
  }

  private static double weight(VectorPart part, View view, Measure measure, int offset) {
    boolean h = measure == Measure.H;
    boolean server = view == View.TO_SERVER;
    boolean client = view == View.TO_CLIENT;
    return switch (part) {
      case WHOLE -> offset <= 4 ? 2 : 1;
      case CLIENT -> server && offset <= 1024 ? 1 : 0;
      case CLIENT_MOSTLY_H -> server && offset <= 1024 ? h ? 5 : 1 : 0;
      case CLIENT_H -> server && offset <= 1024 && h ? 1 : 0;
      case CLIENT_LATER -> server && offset >= 64 && offset <= 1024 ? 1 : 0;
      case SERVER -> client && offset <= 512 ? 1 : 0;
      case SERVER_MOSTLY_H -> client && offset <= 512 ? h ? 5 : 1 : 0;
      case SERVER_H -> client && offset <= 512 && h ? 1 : 0;
      case SERVER_FIRST -> client && offset <= 128 ? 1 : 0;
      case DIRECTIONS -> (server || client) && offset <= 1024 ? 1 : 0;
      case DIRECTIONS_H -> (server || client) && offset >= 64 && h ? 1 : 0;
    };
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
