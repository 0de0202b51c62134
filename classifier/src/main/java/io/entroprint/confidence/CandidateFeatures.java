package io.entroprint.confidence;

import io.entroprint.entropy.View;
import io.entroprint.search.BandDifferences;
import io.entroprint.search.Candidates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers that a {@link CandidateRule} weighs: of each candidate to find the label, and of the
 * candidates together to find how sure it is. Their names stand in library files; their order is a
 * matter of this version.
 */
public final class CandidateFeatures {
  private static final View[] VIEWS = View.values();
  private static final int V = VIEWS.length;

  /** Identical prefixes of so many bytes at least are worth a number of their own. */
  private static final int[] PREFIXES = {4, 8};

  /** A stream of fewer bytes is worth a number of its own. */
  private static final int[] SHORT = {64, 128};

  private static final int DIFFERENCES = BandDifferences.DIFFERENCES;

  /** How many numbers each candidate has. */
  public static final int ORDER = 2 + BandDifferences.SIZE + PREFIXES.length * V;

  /** How many numbers the candidates have together. */
  public static final int SURE =
      4 + DIFFERENCES + BandDifferences.SIZE + V + PREFIXES.length * V + 3 + SHORT.length + 1;

  /** Where it stands whether the library has only one family of the label. */
  static final int ONE_FAMILY = SURE - 1;

  /** Where the distance of a candidate stands. */
  static final int DISTANCE = 1;

  private CandidateFeatures() {}

  /** Of the numbers of the candidates together the first two alone, 0 for the others. */
  public static double[] nearAndRatio(double[] sure) {
    return Arrays.copyOf(Arrays.copyOf(sure, 2), SURE);
  }

  /** The names of the numbers of one candidate. */
  public static List<String> orderNames() {
    List<String> names = new ArrayList<>(List.of("near", "distance"));
    names.addAll(BandDifferences.names());
    prefixNames("", names);
    return names;
  }

  /** The names of the numbers of the candidates together. */
  public static List<String> sureNames() {
    List<String> names = new ArrayList<>(List.of("near", "ratio", "distance", "next-ratio"));
    List<String> differences = BandDifferences.names();
    differences.forEach(name -> names.add("first." + name));
    differences.subList(0, DIFFERENCES).forEach(name -> names.add("second." + name));
    for (View view : VIEWS) {
      names.add(view.id() + ".reached");
    }
    prefixNames("first.", names);
    names.addAll(List.of("no-to_server", "no-to_client", "one-direction"));
    for (int bytes : SHORT) {
      names.add("below-" + bytes);
    }
    names.add("one-family");
    return names;
  }

  private static void prefixNames(String before, List<String> names) {
    for (int bytes : PREFIXES) {
      for (View view : VIEWS) {
        names.add(before + view.id() + ".same-" + bytes);
      }
    }
  }

  /**
   * The signs that the factors of the first step may have, -1, 0 (any) or 1: what differs more must
   * not look more alike.
   */
  public static int[] orderSigns() {
    int[] signs = new int[ORDER];
    Arrays.fill(signs, 0, 2 + DIFFERENCES, -1);
    int at = 2 + BandDifferences.PREFIX;
    Arrays.fill(signs, at, at + V, 1);
    Arrays.fill(signs, at + V, 2 + BandDifferences.SIZE, -1);
    Arrays.fill(signs, 2 + BandDifferences.SIZE, ORDER, 1);
    return signs;
  }

  /**
   * The same of the second step: what differs more from the nearest must not be surer, nor what
   * differs less from the second.
   */
  public static int[] sureSigns() {
    int[] signs = new int[SURE];
    signs[0] = -1;
    signs[1] = -1;
    Arrays.fill(signs, 4, 4 + DIFFERENCES, -1);
    int at = 4 + BandDifferences.PREFIX;
    Arrays.fill(signs, at, at + V, 1);
    Arrays.fill(signs, at + V, 4 + BandDifferences.SIZE, -1);
    at = 4 + BandDifferences.SIZE;
    Arrays.fill(signs, at, at + DIFFERENCES, 1);
    at += DIFFERENCES + V;
    Arrays.fill(signs, at, at + PREFIXES.length * V, 1);
    signs[ONE_FAMILY] = -1;
    return signs;
  }

  /**
   * The numbers of one candidate.
   *
   * @param spread of its label
   */
  public static void order(Candidates candidates, int rank, double spread, double[] into) {
    double distance = logDistance(candidates.distance(rank));
    into[0] = distance - spread;
    into[1] = distance;
    double[] differences = candidates.differences(rank);
    System.arraycopy(differences, 0, into, 2, BandDifferences.SIZE);
    prefixes(differences, into, 2 + BandDifferences.SIZE);
  }

  /**
   * The numbers of the candidates together.
   *
   * @param first the rank of the one that is the answer
   * @param second the rank of the next; -1 if there is none
   * @param third the rank of the one after that; -1 if there is none
   * @param beyond stands for the distance of a second or third where there is none
   * @param spread of the label of the first
   * @param oneFamily whether the library has only one family of that label
   * @param oneDirection whether only one direction was captured
   */
  public static void sure(
      Candidates candidates,
      int first,
      int second,
      int third,
      double beyond,
      double spread,
      boolean oneFamily,
      boolean oneDirection,
      double[] into) {
    double d1 = logDistance(candidates.distance(first));
    double d2 = logDistance(second < 0 ? beyond : candidates.distance(second));
    double d3 = logDistance(third < 0 ? beyond : candidates.distance(third));
    into[0] = d1 - spread;
    into[1] = d1 - d2;
    into[2] = d1;
    into[3] = d2 - d3;
    int at = 4;
    double[] ofFirst = candidates.differences(first);
    System.arraycopy(ofFirst, 0, into, at, BandDifferences.SIZE);
    at += BandDifferences.SIZE;
    if (second < 0) {
      BandDifferences.fillNobody(into, at);
    } else {
      System.arraycopy(candidates.differences(second), 0, into, at, DIFFERENCES);
    }
    at += DIFFERENCES;
    for (int v = 0; v < V; v++) {
      into[at++] = candidates.reached(VIEWS[v]);
    }
    prefixes(ofFirst, into, at);
    at += PREFIXES.length * V;
    into[at++] = flag(candidates.reached(View.TO_SERVER) == 0);
    into[at++] = flag(candidates.reached(View.TO_CLIENT) == 0);
    into[at++] = flag(oneDirection);
    for (int bytes : SHORT) {
      into[at++] = flag(candidates.lastOffset() < bytes);
    }
    into[at] = flag(oneFamily);
  }

  private static void prefixes(double[] differences, double[] into, int at) {
    int k = at;
    for (int bytes : PREFIXES) {
      for (int v = 0; v < V; v++) {
        // The offsets up to 8 are all there: so many offsets are so many bytes.
        into[k++] = flag(differences[BandDifferences.PREFIX + v] >= bytes);
      }
    }
  }

  private static double flag(boolean set) {
    return set ? 1 : 0;
  }

  private static double logDistance(double distance) {
    return Confidence.logDistance(distance, Confidence.OF_LABELS);
  }
}
