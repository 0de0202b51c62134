package io.entroprint.capture;

import io.entroprint.stream.Encapsulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The tags, labels and tunnel numbers that one packet came under; reused for all packets. Nothing
 * is allocated but by {@link #describe}.
 *
 * <p>Numbers are of two sorts. A VXLAN network is the same for both directions of a connection. An
 * MPLS label, a GENEVE network or a GTP tunnel endpoint belongs to one direction: the other has one
 * of its own, which need not be equal. So has a VLAN where routes differ by direction, or only one
 * side is tagged. Each sort makes one number of 64 bits, from a secret of the process, so that
 * nobody can choose two that meet; by chance two differ in all but one of 10^19.
 */
final class EncapsulationTrail {
  /** More are in the numbers, but not in the description. */
  private static final int MAX_STEPS = 16;

  private final long seed = new SplittableRandom().nextLong();
  private final boolean ignoreVlan;
  private final Kind[] kinds = new Kind[MAX_STEPS];
  private final int[] ids = new int[MAX_STEPS];
  private int steps;
  private long bothWays;
  private long oneWay;

  EncapsulationTrail(boolean ignoreVlan) {
    this.ignoreVlan = ignoreVlan;
  }

  /** What a number is of. */
  enum Kind {
    VLAN,
    MPLS,
    ISID,
    VXLAN,
    GENEVE,
    GRE,
    NVGRE,
    NVGRE_FLOW,
    PPTP,
    GTP,
    L2TP,
    ERSPAN,
    NSH,
    ENDS;

    final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  void clear() {
    steps = 0;
    bothWays = 0;
    oneWay = 0;
  }

  /** A VLAN tag. Identifier 0 means that there is none: only the priority counts. */
  void vlan(int tag) {
    int id = tag & 0xfff;
    if (id != 0) {
      note(Kind.VLAN, id);
      if (!ignoreVlan) {
        oneWay = mix(oneWay, Kind.VLAN, id);
      }
    }
  }

  /** A number that is the same in both directions. */
  void add(Kind kind, int id) {
    note(kind, id);
    bothWays = mix(bothWays, kind, id);
  }

  /** A number that the other direction need not have. */
  void addOneWay(Kind kind, int id) {
    note(kind, id);
    oneWay = mix(oneWay, kind, id);
  }

  /**
   * The two ends of a tunnel that has no number, in either order. They are not the same in both
   * directions where only one of them is tunnelled, so they count as a number of one direction.
   */
  void addEnds(Cursor c) {
    long one = (c.sourceHigh ^ seed) * 0x9e37_79b9_7f4a_7c15L + c.sourceLow;
    long other = (c.destinationHigh ^ seed) * 0x9e37_79b9_7f4a_7c15L + c.destinationLow;
    long ends = finish(one ^ seed) + finish(other ^ seed);
    oneWay = mix(oneWay ^ ends, Kind.ENDS, 0);
  }

  private void note(Kind kind, int id) {
    if (steps < MAX_STEPS) {
      kinds[steps] = kind;
      ids[steps++] = id;
    }
  }

  /** The finalizer of MurmurHash3, which is a bijection: one step alone can never meet another. */
  private long mix(long before, Kind kind, int id) {
    long bits = (before == 0 ? seed : before) ^ (long) kind.ordinal() << 32 ^ (id & 0xffff_ffffL);
    long mixed = finish(bits);
    return mixed == 0 ? 1 : mixed;
  }

  private static long finish(long value) {
    long bits = (value ^ value >>> 33) * 0xff51_afd7_ed55_8ccdL;
    bits = (bits ^ bits >>> 33) * 0xc4ce_b9fe_1a85_ec53L;
    return bits ^ bits >>> 33;
  }

  /** One number for all that is the same in both directions; 0 for nothing. */
  long bothWays() {
    return bothWays;
  }

  /** One number for all that belongs to this direction alone; 0 for nothing. */
  long oneWay() {
    return oneWay;
  }

  /** What was met, for people. */
  Encapsulation describe() {
    if (steps == 0) {
      return Encapsulation.NONE;
    }
    List<Encapsulation.Step> path = new ArrayList<>(steps);
    for (int i = 0; i < steps; i++) {
      path.add(new Encapsulation.Step(kinds[i].text, ids[i] & 0xffff_ffffL));
    }
    return new Encapsulation(path);
  }
}
