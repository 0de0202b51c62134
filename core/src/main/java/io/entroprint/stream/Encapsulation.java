package io.entroprint.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the packets of a stream came under, from the outside in: VLAN tags, MPLS labels, and the
 * numbers of the tunnels that were entered. Two streams between the same addresses and ports are
 * two if they came under different ones.
 *
 * <p>Where a kind of number differs by direction (MPLS labels, GTP tunnel endpoints), it is that of
 * the packet with which the stream began.
 *
 * @param steps what was met, outermost first; of a packet with very many, the first 16
 */
public record Encapsulation(List<Step> steps) {
  /** That of packets in no tunnel and under no tag. */
  public static final Encapsulation NONE = new Encapsulation(List.of());

  /** The kind of step that a VLAN tag is. */
  public static final String VLAN = "vlan";

  /** The kind of step that an MPLS label is. */
  public static final String MPLS = "mpls";

  /**
   * One tag, label or tunnel.
   *
   * @param kind such as {@code vlan}, {@code mpls}, {@code vxlan}, {@code gre}
   * @param id its number, at least 0; such as a VLAN identifier of 1 to 4095
   */
  public record Step(String kind, long id) {
    /** Such as {@code vlan 10}. */
    @Override
    public String toString() {
      return kind + " " + id;
    }
  }

  /** Copies the list. */
  public Encapsulation {
    steps = List.copyOf(steps);
  }

  /** The VLAN identifiers, outermost first: 1 to 4095. */
  public List<Integer> vlans() {
    return ids(VLAN);
  }

  /** The MPLS labels, outermost first, without those that are reserved: 16 to 1,048,575. */
  public List<Integer> mplsLabels() {
    return ids(MPLS);
  }

  private List<Integer> ids(String kind) {
    List<Integer> ids = new ArrayList<>();
    for (Step step : steps) {
      if (step.kind().equals(kind)) {
        ids.add((int) step.id());
      }
    }
    return List.copyOf(ids);
  }

  /** Such as {@code vlan 10, vxlan 5000}; empty if there is none. */
  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining(", "));
  }
}
