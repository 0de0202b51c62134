package io.entroprint.entropy;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

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

  /** Null if the numbers are {@link #units}. */
  private final double[] values;

  private final Supplier<int[]> units;
  private final int firstUnit;
  private final int unitsPerBit;

  /** Takes the arrays over; what does not exist is NaN. */
  EntropyVector(FeatureDefinition definition, int[] reached, double[] values) {
    this.definition = definition;
    this.reached = reached;
    this.values = values;
    units = null;
    firstUnit = 0;
    unitsPerBit = 0;
  }

  private EntropyVector(
      FeatureDefinition definition,
      int[] reached,
      Supplier<int[]> units,
      int firstUnit,
      int unitsPerBit) {
    this.definition = definition;
    this.reached = reached;
    values = null;
    this.units = Objects.requireNonNull(units, "units");
    this.firstUnit = firstUnit;
    this.unitsPerBit = unitsPerBit;
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
    int[] reached = reached(definition, reachedBoth, reachedToServer, reachedToClient);
    double[] own = new double[values.length];
    Arrays.fill(own, Double.NaN);
    for (View view : VIEWS) {
      int count = reached[view.ordinal()];
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

  /**
   * A vector whose numbers are whole units of a bit, which are asked for only when a number is: of
   * a large library few vectors may ever be looked at.
   *
   * <p>From {@code firstUnit} on the units have the numbers that exist and no others, in the order
   * of the definition's layout. They are not checked: each must be 0 to the measure's maximum.
   *
   * @param reachedBoth how many offsets the joined view reaches
   * @param reachedToServer how many offsets the view to the server reaches
   * @param reachedToClient how many offsets the view to the client reaches
   * @param units of any number of vectors; always the same, and never changed. May be asked by any
   *     thread; what it throws, whoever asks for a number gets
   * @param firstUnit where the units of this vector begin
   * @param unitsPerBit how many units a bit has, at least 1
   * @throws IllegalArgumentException if a view reaches farther than the definition, or {@code
   *     unitsPerBit} is below 1
   */
  public static EntropyVector ofUnits(
      FeatureDefinition definition,
      int reachedBoth,
      int reachedToServer,
      int reachedToClient,
      Supplier<int[]> units,
      int firstUnit,
      int unitsPerBit) {
    if (unitsPerBit < 1) {
      throw new IllegalArgumentException(unitsPerBit + " units a bit");
    }
    return new EntropyVector(
        definition,
        reached(definition, reachedBoth, reachedToServer, reachedToClient),
        units,
        firstUnit,
        unitsPerBit);
  }

  private static int[] reached(FeatureDefinition definition, int both, int toServer, int toClient) {
    int[] reached = {both, toServer, toClient};
    for (View view : VIEWS) {
      int count = reached[view.ordinal()];
      if (count < 0 || count > definition.offsets().size()) {
        throw new IllegalArgumentException(
            view.id() + " reaches " + count + " of " + definition.offsets().size() + " offsets");
      }
    }
    return reached;
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
    double[] known = values;
    return known != null ? known[coordinate] : ofUnits(coordinate);
  }

  private double ofUnits(int coordinate) {
    int place = place(coordinate);
    return place < 0 ? Double.NaN : units.get()[place] / (double) unitsPerBit;
  }

  /** Where the unit of a coordinate stands, or -1 if there is none. */
  private int place(int coordinate) {
    Objects.checkIndex(coordinate, definition.dimension());
    int at = firstUnit;
    for (View view : VIEWS) {
      int from = definition.coordinate(view, 0);
      int to = definition.coordinate(view, reached[view.ordinal()]);
      if (coordinate >= from && coordinate < to) {
        return at + coordinate - from;
      }
      at += to - from;
    }
    int direction = coordinate - definition.directionCoordinate(0);
    return direction >= 0 && direction < reached[View.BOTH.ordinal()] ? at + direction : -1;
  }

  /**
   * Puts the numbers of neighbouring coordinates, in bits, where they have their places in an array
   * of all: quicker than one by one.
   *
   * @param coordinate the first
   * @param count how many; all of them exist, and are of one view or the direction entropy
   */
  public void read(int coordinate, int count, double[] into) {
    if (values != null) {
      System.arraycopy(values, coordinate, into, coordinate, count);
    } else if (count > 0) {
      int[] all = units.get();
      int at = place(coordinate);
      for (int i = 0; i < count; i++) {
        into[coordinate + i] = all[at + i] / (double) unitsPerBit;
      }
    }
  }

  /** How many units a bit has if all numbers are whole units; 0 if nothing is known of that. */
  public int unitsPerBit() {
    return unitsPerBit;
  }

  private double[] values() {
    if (values != null) {
      return values;
    }
    double[] all = new double[definition.dimension()];
    Arrays.fill(all, Double.NaN);
    for (View view : VIEWS) {
      read(definition.coordinate(view, 0), reached(view) * definition.measures().size(), all);
    }
    read(definition.directionCoordinate(0), reached(View.BOTH), all);
    return all;
  }

  /**
   * The value of a measure at the offset of index {@code offsetIndex}, in bits, or NaN.
   *
   * @throws IllegalArgumentException if the measure is none of the definition's
   */
  public double get(View view, int offsetIndex, Measure measure) {
    return get(definition.coordinate(view, offsetIndex, measure));
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
    return get(definition.directionCoordinate(offsetIndex));
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
        values());
  }

  /** The vector of the same stream with client and server swapped. */
  public EntropyVector reversed() {
    int toServer = definition.coordinate(View.TO_SERVER, 0);
    int toClient = definition.coordinate(View.TO_CLIENT, 0);
    int length = definition.offsets().size() * definition.measures().size();
    double[] own = values();
    double[] swapped = own.clone();
    System.arraycopy(own, toServer, swapped, toClient, length);
    System.arraycopy(own, toClient, swapped, toServer, length);
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
        values());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntropyVector vector
        && definition == vector.definition
        && Arrays.equals(reached, vector.reached)
        && Arrays.equals(values(), vector.values());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values());
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
