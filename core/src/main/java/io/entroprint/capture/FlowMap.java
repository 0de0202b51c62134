package io.entroprint.capture;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Streams by five-tuple, the same for both directions. Looking up allocates nothing. The hash is
 * seeded at random against crafted collisions; nothing that leaves the table depends on its order.
 */
final class FlowMap {
  private final long seed = new SplittableRandom().nextLong();
  private Flow[] buckets = new Flow[256];
  private int size;

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

  /** The stream of a packet, or null. */
  Flow find(Cursor c, boolean sourceIsLower) {
    long lowerHigh = sourceIsLower ? c.sourceHigh : c.destinationHigh;
    long lowerLow = sourceIsLower ? c.sourceLow : c.destinationLow;
    long upperHigh = sourceIsLower ? c.destinationHigh : c.sourceHigh;
    long upperLow = sourceIsLower ? c.destinationLow : c.sourceLow;
    int ports = ports(c, sourceIsLower);
    Flow flow = buckets[bucket(lowerHigh, lowerLow, upperHigh, upperLow, ports)];
    while (flow != null
        && (flow.ports != ports
            || flow.lowerLow != lowerLow
            || flow.upperLow != upperLow
            || flow.lowerHigh != lowerHigh
            || flow.upperHigh != upperHigh
            || flow.tcp != c.tcp
            || flow.ipv6 != c.ipv6)) {
      flow = flow.nextInBucket;
    }
    return flow;
  }

  private int bucket(long lowerHigh, long lowerLow, long upperHigh, long upperLow, int ports) {
    long hash = mix(seed ^ lowerLow);
    hash = mix(hash ^ upperLow);
    hash = mix(hash ^ ports);
    if ((lowerHigh | upperHigh) != 0) {
      hash = mix(mix(hash ^ lowerHigh) ^ upperHigh);
    }
    return (int) hash & (buckets.length - 1);
  }

  /** One round of a multiplicative mix; every bit of the input reaches the low bits. */
  private static long mix(long bits) {
    long product = bits * 0x9e37_79b9_7f4a_7c15L;
    return product ^ product >>> 32;
  }

  private int bucketOf(Flow flow) {
    return bucket(flow.lowerHigh, flow.lowerLow, flow.upperHigh, flow.upperLow, flow.ports);
  }

  void add(Flow flow) {
    if (size == buckets.length) {
      grow();
    }
    int bucket = bucketOf(flow);
    flow.nextInBucket = buckets[bucket];
    buckets[bucket] = flow;
    size++;
  }

  void remove(Flow flow) {
    int bucket = bucketOf(flow);
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
    size--;
  }

  private void grow() {
    Flow[] old = buckets;
    buckets = new Flow[2 * old.length];
    for (Flow first : old) {
      Flow next;
      for (Flow flow = first; flow != null; flow = next) {
        next = flow.nextInBucket;
        int bucket = bucketOf(flow);
        flow.nextInBucket = buckets[bucket];
        buckets[bucket] = flow;
      }
    }
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
