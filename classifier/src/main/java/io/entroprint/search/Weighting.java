package io.entroprint.search;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.UniformBytes;
import io.entroprint.entropy.View;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A {@link VectorPart} worked out for a feature definition: the weight of every coordinate, the
 * sums of weights over prefixes, and the constants of the scale. Immutable.
 */
final class Weighting {
  private static final Map<FeatureDefinition, Map<VectorPart, Weighting>> KNOWN =
      new ConcurrentHashMap<>();

  final VectorPart part;
  final FeatureDefinition definition;

  /** How many coordinates a view has at each offset. */
  final int measures;

  private final double[] expected;
  private final double[] weights;
  private final double[] inverses;
  private final boolean[] entropy;
  private final int entropies;
  private final double[] directionWeights;
  private final double[] viewSums;
  private final double[] directionSums;

  /** By view whether it is compared at all. */
  private final boolean[] compared = new boolean[View.values().length];

  private Weighting(VectorPart part, FeatureDefinition definition, double[] expected) {
    this.part = part;
    this.definition = definition;
    this.measures = definition.measures().size();
    this.expected = expected;
    for (View view : View.values()) {
      compared[view.ordinal()] = part.compares(view);
    }
    entropy = new boolean[measures];
    int ofThem = 0;
    for (int m = 0; m < measures; m++) {
      entropy[m] = definition.measures().get(m).isEntropy();
      ofThem += entropy[m] ? 1 : 0;
    }
    entropies = ofThem;
    int offsets = definition.offsets().size();
    weights = new double[offsets * measures];
    inverses = new double[offsets];
    directionWeights = new double[offsets];
    viewSums = new double[offsets + 1];
    directionSums = new double[offsets + 1];
    for (int i = 0; i < offsets; i++) {
      viewSums[i + 1] = viewSums[i];
      for (int m = 0; m < measures; m++) {
        double weight = part.weight(definition, i, definition.measures().get(m));
        weights[i * measures + m] = weight;
        viewSums[i + 1] += weight;
      }
      inverses[i] = 1 / weights[i * measures];
      directionWeights[i] = part.directionWeight(i);
      directionSums[i + 1] = directionSums[i] + directionWeights[i];
    }
  }

  static Weighting of(VectorPart part, FeatureDefinition definition) {
    return KNOWN.computeIfAbsent(definition, Weighting::ofAllParts).get(part);
  }

  private static Map<VectorPart, Weighting> ofAllParts(FeatureDefinition definition) {
    double[] expected = expectations(definition);
    Map<VectorPart, Weighting> all = new EnumMap<>(VectorPart.class);
    for (VectorPart part : VectorPart.values()) {
      all.put(part, new Weighting(part, definition, expected));
    }
    return all;
  }

  /** The weight of a coordinate of any view that is compared, by its place within the view. */
  double weight(int coordinate) {
    return weights[coordinate];
  }

  /** 1 over the weight of the measures at an offset, where all of them weigh the same. */
  double inverse(int offsetIndex) {
    return inverses[offsetIndex];
  }

  /** Whether a measure is an entropy, by its place. */
  boolean isEntropy(int measure) {
    return entropy[measure];
  }

  /** How many of the measures are entropies. */
  int entropies() {
    return entropies;
  }

  double directionWeight(int offsetIndex) {
    return directionWeights[offsetIndex];
  }

  /**
   * E[H_N] of a coordinate by its place within its view; NaN for a cross-entropy, which has no such
   * scale.
   */
  double expected(int coordinate) {
    return expected[coordinate];
  }

  /** The weight of all coordinates that exist where the views reach so far. */
  double sum(int both, int toServer, int toClient) {
    return viewSums[both] + directionSums[both] + viewSums[toServer] + viewSums[toClient];
  }

  /** The weight of all coordinates that exist where one view reaches so far. */
  double sum(View view, int reached) {
    return viewSums[reached] + (view == View.BOTH ? directionSums[reached] : 0);
  }

  /** How many offsets of a view are compared, of those that it reaches. */
  int reach(View view, int reached) {
    return compared[view.ordinal()] ? reached : 0;
  }

  private static double[] expectations(FeatureDefinition definition) {
    double[] expected = new double[definition.offsets().size() * definition.measures().size()];
    int at = 0;
    for (int i = 0; i < definition.offsets().size(); i++) {
      for (Measure measure : definition.measures()) {
        expected[at++] =
            measure.isEntropy()
                ? UniformBytes.expected(measure, definition.offsets().get(i))
                : Double.NaN;
      }
    }
    return expected;
  }
}
