package io.entroprint.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A fingerprint that stands for others of its group that are near it and reach as far: where it is
 * far from a stream, so are they. Immutable.
 *
 * <p>Fingerprints that reach as far share with a stream the same coordinates, of the same weights;
 * so their distances differ by no more than the sum of their differences does (triangle
 * inequality).
 */
final class Leader {
  /** How far a fingerprint may be from its leader, as a mean over its coordinates. */
  private static final double RADIUS = 0.1;

  /** More than the sums of differences can be wrong by. */
  private static final double ROUNDING = 1e-6;

  private static final int[] NOBODY = {};
  private static final double[] NOWHERE = {};

  /** Its place in the index. */
  final int place;

  /** Where it stands if each leader is followed by its members. */
  final int row;

  /** The places of those it stands for, the farthest first; it is none of them. */
  final int[] members;

  /** The sum of the differences of each, rounded up. */
  final double[] apart;

  private Leader(int place, int row, int[] members, double[] apart) {
    this.place = place;
    this.row = row;
    this.members = members;
    this.apart = apart;
  }

  /** The sum of differences of which no member has more. */
  double radius() {
    return apart.length == 0 ? 0 : apart[0];
  }

  private record Member(int place, double apart) {}

  /** One that is being put together. */
  private record Draft(int place, ScaledVector vector, List<Member> members) {
    boolean reachesAsFar(ScaledVector other) {
      return vector.both == other.both
          && vector.toServer == other.toServer
          && vector.toClient == other.toClient;
    }

    Leader leader(int row) {
      if (members.isEmpty()) {
        return new Leader(place, row, NOBODY, NOWHERE);
      }
      members.sort((a, b) -> Double.compare(b.apart, a.apart));
      int[] places = new int[members.size()];
      double[] apart = new double[members.size()];
      for (int i = 0; i < places.length; i++) {
        places[i] = members.get(i).place;
        apart[i] = members.get(i).apart;
      }
      return new Leader(place, row, places, apart);
    }
  }

  /**
   * Adds the leaders of a group: every fingerprint is one or stands behind the first that is near
   * enough.
   *
   * @param places of the group's fingerprints
   * @param vectors of all fingerprints by place
   * @param leaders those of the groups before
   */
  static void addAll(List<Integer> places, ScaledVector[] vectors, List<Leader> leaders) {
    List<Draft> drafts = new ArrayList<>();
    for (int place : places) {
      ScaledVector vector = vectors[place];
      double most = RADIUS * vector.weight();
      boolean led = false;
      for (int i = 0; i < drafts.size() && !led; i++) {
        Draft draft = drafts.get(i);
        if (draft.reachesAsFar(vector)) {
          double apart = EntropyDistance.differences(draft.vector, vector, most);
          if (apart <= most) {
            draft.members.add(new Member(place, apart * (1 + ROUNDING) + ROUNDING));
            led = true;
          }
        }
      }
      if (!led) {
        drafts.add(new Draft(place, vector, new ArrayList<>()));
      }
    }
    int row = 0;
    if (!leaders.isEmpty()) {
      Leader last = leaders.get(leaders.size() - 1);
      row = last.row + 1 + last.members.length;
    }
    for (Draft draft : drafts) {
      leaders.add(draft.leader(row));
      row += 1 + draft.members.size();
    }
  }
}
