package io.entroprint.capture;

import java.util.function.Consumer;

/**
 * Streams by five-tuple and by what they came under, the same for both directions. Looking up
 * allocates nothing. Addresses and ports are chosen by whoever sends packets, so the hash is a
 * keyed one: nobody can fill one bucket on purpose. Nothing that leaves the table depends on the
 * order of the buckets.
 */
final class FlowMap {
  private static final int RECENT_BITS = 8;

  /** Spreads the bits of a number: 2^32 over the golden ratio (Knuth). */
  private static final int SPREAD = 0x9E3779B1;

  private final KeyedHash keyed;
  private Flow[] buckets = new Flow[256];
  private int size;

  /** More streams of one five-tuple are not looked through, whatever they came under. */
  private static final int MOST_ALIKE = 64;

  /** How many the last search met of one five-tuple, and the least recently used of them. */
  private int alike;

  private Flow leastRecent;

  /**
   * Streams that were found lately, each at a place that costs nothing to find: mostly the next
   * packet is of one of them. Whoever makes streams fall on one place only makes others be looked
   * for in the buckets, as without it.
   */
  private final Flow[] recent = new Flow[1 << RECENT_BITS];

  FlowMap(KeyedHash keyed) {
    this.keyed = keyed;
  }

  int size() {
    return size;
  }

  /** Whether the source of a packet is the endpoint that comes first in a key. */
  static boolean sourceIsLower(Cursor c) {
    int order = Long.compareUnsigned(c.sourceHigh, c.destinationHigh);
    if (order == 0) {
      order = Long.compareUnsigned(c.sourceLow, c.destinationLow);
    }
    return order < 0 || (order == 0 && c.sourcePort <= c.destinationPort);
  }

  static int ports(Cursor c, boolean sourceIsLower) {
    return sourceIsLower
        ? c.sourcePort << 16 | c.destinationPort
        : c.destinationPort << 16 | c.sourcePort;
  }

  /**
   * The stream of a packet, or null. What only one direction comes under, such as an MPLS label,
   * need not be equal in the other one, and may change when a path does: then what the segment says
   * decides.
   */
  Flow find(Cursor c, boolean sourceIsLower) {
    long lowerHigh = sourceIsLower ? c.sourceHigh : c.destinationHigh;
    long lowerLow = sourceIsLower ? c.sourceLow : c.destinationLow;
    long upperHigh = sourceIsLower ? c.destinationHigh : c.sourceHigh;
    long upperLow = sourceIsLower ? c.destinationLow : c.sourceLow;
    int ports = ports(c, sourceIsLower);
    int place = place(lowerLow, upperLow, ports);
    Flow lately = recent[place];
    if (lately != null
        && lately.is(c, lowerHigh, lowerLow, upperHigh, upperLow, ports)
        && lately.isOnPath(c, sourceIsLower)) {
      return lately;
    }
    long network = c.encapsulation.bothWays();
    int hash = hash(c.tcp, c.ipv6, lowerHigh, lowerLow, upperHigh, upperLow, ports, network);
    Flow flow = buckets[bucket(hash)];
    // Mostly there is one. Only what each direction comes under by itself tells more than one
    // apart.
    Flow best = null;
    int rank = 0;
    alike = 0;
    for (; flow != null; flow = flow.nextInBucket) {
      if (flow.is(c, lowerHigh, lowerLow, upperHigh, upperLow, ports)) {
        alike++;
        if (flow.isOnPath(c, sourceIsLower)) {
          recent[place] = flow;
          return flow;
        }
        int fit = flow.fitsPath(c, sourceIsLower);
        if (fit > rank || (fit == rank && best != null && flow.lastPacket < best.lastPacket)) {
          best = flow;
          rank = fit;
        }
        if (alike == 1 || flow.lastPacket < leastRecent.lastPacket) {
          leastRecent = flow;
        }
      }
    }
    return best;
  }

  /**
   * The flow that has to go before one more of the five-tuple that was searched for last; null if
   * there is room. Else somebody could make a search slow by tags and labels.
   */
  Flow crowdedOut() {
    return alike >= MOST_ALIKE && leastRecent.list != null ? leastRecent : null;
  }

  private static int place(long lowerLow, long upperLow, int ports) {
    int mixed = (int) (lowerLow + 31 * upperLow) ^ ports;
    return (mixed * SPREAD) >>> (Integer.SIZE - RECENT_BITS);
  }

  private int hash(
      boolean tcp,
      boolean ipv6,
      long lowerHigh,
      long lowerLow,
      long upperHigh,
      long upperLow,
      int ports,
      long network) {
    long rest = (long) ports << 32 | (tcp ? 1 : 0) | (ipv6 ? 2 : 0);
    return (int)
        (ipv6
            ? keyed.of(
                network == 0 ? 5 : 6, rest, lowerLow, upperLow, lowerHigh, upperHigh, network)
            : keyed.of(network == 0 ? 2 : 3, rest, lowerLow << 32 | upperLow, network, 0, 0, 0));
  }

  private int bucket(int hash) {
    return hash & (buckets.length - 1);
  }

  void add(Flow flow) {
    if (size == buckets.length) {
      grow();
    }
    flow.hash =
        hash(
            flow.tcp,
            flow.ipv6,
            flow.lowerHigh,
            flow.lowerLow,
            flow.upperHigh,
            flow.upperLow,
            flow.ports,
            flow.network);
    link(flow);
    size++;
  }

  void remove(Flow flow) {
    int bucket = bucket(flow.hash);
    Flow before = null;
    for (Flow at = buckets[bucket]; at != flow; at = at.nextInBucket) {
      before = at;
    }
    if (before == null) {
      buckets[bucket] = flow.nextInBucket;
    } else {
      before.nextInBucket = flow.nextInBucket;
    }
    flow.nextInBucket = null;
    int place = place(flow.lowerLow, flow.upperLow, flow.ports);
    if (recent[place] == flow) {
      recent[place] = null;
    }
    size--;
  }

  /** How many streams the fullest bucket holds: what the slowest look-up has to go through. */
  int longestBucket() {
    int longest = 0;
    for (Flow first : buckets) {
      int length = 0;
      for (Flow flow = first; flow != null; flow = flow.nextInBucket) {
        length++;
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }

  private void grow() {
    Flow[] old = buckets;
    buckets = new Flow[2 * old.length];
    for (Flow first : old) {
      Flow next;
      for (Flow flow = first; flow != null; flow = next) {
        next = flow.nextInBucket;
        link(flow);
      }
    }
  }

  private void link(Flow flow) {
    int bucket = bucket(flow.hash);
    flow.nextInBucket = buckets[bucket];
    buckets[bucket] = flow;
  }

  /** Every stream, in no order. */
  void forEach(Consumer<Flow> action) {
    for (Flow first : buckets) {
      for (Flow flow = first; flow != null; flow = flow.nextInBucket) {
        action.accept(flow);
      }
    }
  }
}
