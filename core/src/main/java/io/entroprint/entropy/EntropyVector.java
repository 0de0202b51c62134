package io.entroprint.entropy;

import java.util.Arrays;

/**
 * The measures of one stream at the offsets of a {@link FeatureDefinition}, in bits. Immutable.
 *
 * <p>Each view has the coordinates of the offsets that it reaches and no others; the direction
 * entropies exist where the joined view does.
 */
public final class EntropyVector {
  private static final View[] VIEWS = View.values();

  private final FeatureDefinition definition;
  private final int[] reached;
  private final double[] values;

  /** Takes the arrays over; what does not exist is NaN. */
  EntropyVector(FeatureDefinition definition, int[] reached, double[] values) {
    this.definition = definition;
    this.reached = reached;
    this.values = values;
  }

  /**
   * A vector of its numbers.
   *
   * @param reachedBoth how many offsets the joined view reaches
   * @param reachedToServer how many offsets the view to the server reaches
   * @param reachedToClient how many offsets the view to the client reaches
   * @param values {@code definition.dimension()} numbers in the definition's layout, in bits; those
   *     that do not exist are ignored. Copied.
   * @throws IllegalArgumentException if a coordinate that exists is not a number from 0 to the
   *     measure's maximum, naming it
   */
  public static EntropyVector of(
      FeatureDefinition definition,
      int reachedBoth,
      int reachedToServer,
      int reachedToClient,
      double[] values) {
    if (values.length != definition.dimension()) {
      throw new IllegalArgumentException(
          values.length + " numbers where " + definition + " has " + definition.dimension());
    }
    int[] reached = {reachedBoth, reachedToServer, reachedToClient};
    double[] own = new double[values.length];
    Arrays.fill(own, Double.NaN);
    for (View view : VIEWS) {
      int count = reached[view.ordinal()];
      if (count < 0 || count > definition.offsets().size()) {
        throw new IllegalArgumentException(
            view.id() + " reaches " + count + " of " + definition.offsets().size() + " offsets");
      }
      int at = definition.coordinate(view, 0);
      for (int i = 0; i < count; i++) {
        for (Measure measure : definition.measures()) {
          own[at] = checked(values[at], measure.maximum(), definition, i, view.id(), measure.id());
          at++;
        }
      }
    }
    for (int i = 0; i < reachedBoth; i++) {
      int at = definition.directionCoordinate(i);
      own[at] = checked(values[at], 1, definition, i, View.BOTH.id(), "D");
    }
    return new EntropyVector(definition, reached, own);
  }

  private static double checked(
      double value,
      double maximum,
      FeatureDefinition definition,
      int offsetIndex,
      String view,
      String measure) {
    // A little slack: a number that went through a file was rounded.
    if (!(value >= -1e-3 && value <= maximum + 1e-3)) {
      throw new IllegalArgumentException(
          measure
              + " of view "
              + view
              + " at offset "
              + definition.offsets().get(offsetIndex)
              + " is "
              + value
              + ", not within 0 to "
              + maximum
              + " bits");
    }
    return value;
  }

  /** What the numbers mean. */
  public FeatureDefinition definition() {
    return definition;
  }

  /** How many offsets a view reaches: 0 to the number of offsets. */
  public int reached(View view) {
    return reached[view.ordinal()];
  }

  /** The largest offset that any view reaches, in bytes; 0 where there is none. */
  public int lastOffset() {
    int most = Math.max(reached[0], Math.max(reached[1], reached[2]));
    return most == 0 ? 0 : definition.offsets().get(most - 1);
  }

  /** Whether no coordinate exists at all. */
  public boolean isEmpty() {
    return lastOffset() == 0;
  }

  /**
   * The number at an index of the definition's layout, in bits; NaN where it does not exist.
   *
   * @see FeatureDefinition#coordinate(View, int, Measure)
   */
  public double get(int coordinate) {
    return values[coordinate];
  }

  /**
   * The value of a measure at the offset of index {@code offsetIndex}, in bits, or NaN.
   *
   * @throws IllegalArgumentException if the measure is none of the definition's
   */
  public double get(View view, int offsetIndex, Measure measure) {
    return values[definition.coordinate(view, offsetIndex, measure)];
  }

  /** How many coordinates exist. */
  public int size() {
    int ofViews = 0;
    for (int offsets : reached) {
      ofViews += offsets * definition.measures().size();
    }
    return ofViews + reached[View.BOTH.ordinal()];
  }

  /** The direction entropy at the offset of index {@code offsetIndex}, in bits, or NaN. */
  public double direction(int offsetIndex) {
    return values[definition.directionCoordinate(offsetIndex)];
  }

  /**
   * The two directions of this vector, each for itself: no joined view, no direction entropy. What
   * tells the software of a side needs no more.
   */
  public EntropyVector directions() {
    return of(
        definition,
        0,
        reached[View.TO_SERVER.ordinal()],
        reached[View.TO_CLIENT.ordinal()],
        values);
  }

  /** The vector of the same stream with client and server swapped. */
  public EntropyVector reversed() {
    int toServer = definition.coordinate(View.TO_SERVER, 0);
    int toClient = definition.coordinate(View.TO_CLIENT, 0);
    int length = definition.offsets().size() * definition.measures().size();
    double[] swapped = values.clone();
    System.arraycopy(values, toServer, swapped, toClient, length);
    System.arraycopy(values, toClient, swapped, toServer, length);
    int[] swappedReached = {
      reached[View.BOTH.ordinal()],
      reached[View.TO_CLIENT.ordinal()],
      reached[View.TO_SERVER.ordinal()]
    };
    return new EntropyVector(definition, swappedReached, swapped);
  }

  /** This vector with no view going beyond {@code bytes} bytes. */
  public EntropyVector upTo(int bytes) {
    int most = definition.offsets().reachedBy(bytes);
    return upTo(most, most, most);
  }

  /** This vector with each view going to at most so many offsets, as it was at some time before. */
  public EntropyVector upTo(int both, int toServer, int toClient) {
    return of(
        definition,
        Math.min(reached[View.BOTH.ordinal()], both),
        Math.min(reached[View.TO_SERVER.ordinal()], toServer),
        Math.min(reached[View.TO_CLIENT.ordinal()], toClient),
        values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntropyVector vector
        && definition == vector.definition
        && Arrays.equals(reached, vector.reached)
        && Arrays.equals(values, vector.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** The definition and how far each view goes, such as {@code ev1[both 15, to_server 14, ...]}. */
  @Override
  public String toString() {
    return definition
        + "[both "
        + reached[0]
        + ", to_server "
        + reached[1]
        + ", to_client "
        + reached[2]
        + "]";
  }
}
