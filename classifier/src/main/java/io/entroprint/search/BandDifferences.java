package io.entroprint.search;

import io.entroprint.entropy.FeatureDefinition;
import io.entroprint.entropy.Measure;
import io.entroprint.entropy.View;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a stream and a fingerprint differ. How far they are apart says little about whether they
 * are of one protocol; where they differ says much: two protocols that look alike differ in the
 * head of their messages, another implementation of one protocol differs in the body.
 *
 * <p>For each {@link View}, each of five bands of offsets (1 to 4 bytes, 5 to 8, 9 to 64, 65 to
 * 512, and what comes after), and each of two kinds of {@link Measure} (entropies,
 * cross-entropies): the mean of |a - b| over the offsets of the band that both have and the
 * measures of the kind, on the scale of {@link ScaledVector} but without its weights; and likewise
 * of the direction entropy in each band. Each as {@code ln(mean + 0.03)}; the mean is 0 where there
 * is nothing to compare.
 *
 * <p>After these, for each view: the length of the identical prefix in offsets (up to the first
 * where any measure differs by more than 0.002), how many offsets only the stream has, and how many
 * only the fingerprint has. All follow the feature definition: its offsets and its measures.
 */
public final class BandDifferences {
  /** What is added to a mean before its logarithm is taken. */
  private static final double SOFTENING = 0.03;

  /** What still counts as identical. */
  private static final double SAME = 0.002;

  /** The last offset, in bytes, of each band. */
  private static final int[] BAND_ENDS = {4, 8, 64, 512, Integer.MAX_VALUE};

  private static final String[] BAND_NAMES = {"1-4", "5-8", "9-64", "65-512", "513-"};
  private static final View[] VIEWS = View.values();
  private static final int KINDS = 2;
  private static final int BANDS = BAND_ENDS.length;
  private static final int D = VIEWS.length * BANDS * KINDS;

  /** How many band differences there are. */
  public static final int DIFFERENCES = D + BANDS;

  /** Where the lengths of the identical prefixes stand, one a view. */
  public static final int PREFIX = DIFFERENCES;

  /** Where the numbers of offsets stand that only the stream has. */
  public static final int STREAM_ONLY = PREFIX + VIEWS.length;

  /** Where the numbers of offsets stand that only the fingerprint has. */
  public static final int FINGERPRINT_ONLY = STREAM_ONLY + VIEWS.length;

  /** How many numbers there are in all. */
  public static final int SIZE = FINGERPRINT_ONLY + VIEWS.length;

  /** What stands in place of a mean difference where there is no fingerprint. */
  private static final double NOBODY = 1;

  private BandDifferences() {}

  /** The names of the numbers, in their order. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (View view : VIEWS) {
      for (String band : BAND_NAMES) {
        names.add(view.id() + "." + band + ".entropy");
        names.add(view.id() + "." + band + ".cross-entropy");
      }
    }
    for (String band : BAND_NAMES) {
      names.add("both." + band + ".direction");
    }
    for (String kind : List.of("same-prefix", "stream-only", "fingerprint-only")) {
      for (View view : VIEWS) {
        names.add(view.id() + "." + kind);
      }
    }
    return names;
  }

  /** What stands for a fingerprint that is not there. */
  public static void fillNobody(double[] into, int at) {
    for (int i = 0; i < DIFFERENCES; i++) {
      into[at + i] = Logarithm.of(NOBODY + SOFTENING);
    }
    for (int i = DIFFERENCES; i < SIZE; i++) {
      into[at + i] = 0;
    }
  }

  /**
   * Compares.
   *
   * @param s the stream, of which a view may be left out, as in a distance
   * @param f the fingerprint, of the same weighting
   * @param into {@link #SIZE} numbers from {@code at} on
   */
  static void fill(ScaledVector s, ScaledVector f, double[] into, int at) {
    for (View view : VIEWS) {
      int v = view.ordinal();
      int ofStream = s.reached(view);
      int ofFingerprint = s.reach(view, f.reached(view));
      int shared = Math.min(ofStream, ofFingerprint);
      into[at + STREAM_ONLY + v] = ofStream - shared;
      into[at + FINGERPRINT_ONLY + v] = ofFingerprint - shared;
      into[at + PREFIX + v] = view(view, shared, s, f, into, at + v * BANDS * KINDS);
      if (view == View.BOTH) {
        direction(shared, s, f, into, at + D);
      }
    }
  }

  /** The bands of a view; returns the length of the identical prefix. */
  private static int view(
      View view, int shared, ScaledVector s, ScaledVector f, double[] into, int at) {
    Weighting weighting = s.weighting;
    FeatureDefinition definition = weighting.definition;
    double[] x = s.weighted;
    double[] y = f.weighted;
    int k = definition.coordinate(view, 0);
    int prefix = 0;
    int i = 0;
    for (int band = 0; band < BANDS; band++) {
      double entropies = 0;
      double crosses = 0;
      int from = i;
      for (; i < shared && definition.offsets().get(i) <= BAND_ENDS[band]; i++) {
        double most = 0;
        double inverse = weighting.inverse(i);
        for (int m = 0; m < weighting.measures; m++, k++) {
          double difference = Math.abs(x[k] - y[k]) * inverse;
          most = Math.max(most, difference);
          if (weighting.isEntropy(m)) {
            entropies += difference;
          } else {
            crosses += difference;
          }
        }
        if (most <= SAME && prefix == i) {
          prefix++;
        }
      }
      int n = i - from;
      into[at + band * KINDS] = logOfMean(entropies, n * weighting.entropies());
      into[at + band * KINDS + 1] =
          logOfMean(crosses, n * (weighting.measures - weighting.entropies()));
    }
    return prefix;
  }

  private static void direction(int shared, ScaledVector s, ScaledVector f, double[] into, int at) {
    FeatureDefinition definition = s.weighting.definition;
    int k = definition.directionCoordinate(0);
    int i = 0;
    for (int band = 0; band < BANDS; band++) {
      double sum = 0;
      int from = i;
      for (; i < shared && definition.offsets().get(i) <= BAND_ENDS[band]; i++) {
        sum += Math.abs(s.weighted[k + i] - f.weighted[k + i]) / s.weighting.directionWeight(i);
      }
      into[at + band] = logOfMean(sum, i - from);
    }
  }

  private static double logOfMean(double sum, int count) {
    return Logarithm.of((count == 0 ? 0 : sum / count) + SOFTENING);
  }
}
