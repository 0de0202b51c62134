package io.entroprint.capture;

/**
 * The flows of a table in the order in which they time out and give way.
 *
 * <p>Where a table is full, somebody has to go: a flow on which nothing goes on, or else
 *
 * <ol>
 *   <li>a stream of a client that had more open than its share when it began,
 *   <li>one with nothing to judge: fewer than eight bytes,
 *   <li>one with little: fewer than 1,024 bytes,
 *   <li>any other;
 * </ol>
 *
 * the least recently used of its kind. So a flood of connections without payload, or with little,
 * does not take the place of those with more; and as each of the kinds 2 and 3 is left alone while
 * it holds less than an eighth of the table, streams that are only beginning are not driven out by
 * a flood of large ones. Everything here takes the same few steps however many flows there are.
 */
final class FlowQueues {
  /** How long what is no open connection is remembered for what comes late. */
  private static final long LINGER_NANOS = 30_000_000_000L;

  /** Fewer bytes are not judged. */
  static final int NOTHING_TO_JUDGE = 8;

  private static final int LITTLE_TO_JUDGE = 1024;
  private static final int BEYOND_SHARE = 0;
  private static final int RANKS = 4;

  private final FlowList lingering = new FlowList(LINGER_NANOS);

  /** In the order in which they began to be held, not of their last packets. */
  private final FlowList held = new FlowList(HeldSegments.MAX_NANOS);

  private final FlowList[] tcp = new FlowList[RANKS];
  private final FlowList[] udp = new FlowList[RANKS];
  private final int protectedFlows;

  FlowQueues(int maxStreams, long tcpIdleNanos, long udpIdleNanos) {
    protectedFlows = maxStreams / 8;
    for (int rank = 0; rank < RANKS; rank++) {
      tcp[rank] = new FlowList(tcpIdleNanos);
      udp[rank] = new FlowList(udpIdleNanos);
    }
  }

  /** Queues a flow on which nothing is open: not begun, being closed, or ended. */
  void linger(Flow flow) {
    move(flow, lingering);
  }

  /** Queues a flow whose segments are held. */
  void hold(Flow flow) {
    move(flow, held);
  }

  /** Queues an open stream by what came of it so far; its last packet is the newest of all. */
  void open(Flow flow) {
    FlowList[] lists = flow.tcp ? tcp : udp;
    // Mostly it has much already, and stays where it is.
    boolean stays = flow.list == lists[RANKS - 1];
    move(flow, stays ? flow.list : lists[rank(flow)]);
  }

  /** Puts a flow that had a packet behind all others of its queue. */
  void touched(Flow flow) {
    if (flow.list == lingering) {
      lingering.moveToEnd(flow);
    } else if (flow.list != held) {
      open(flow);
    }
  }

  private static int rank(Flow flow) {
    if (flow.beyondShare) {
      return BEYOND_SHARE;
    }
    long bytes = flow.bytes();
    return bytes < NOTHING_TO_JUDGE ? 1 : bytes < LITTLE_TO_JUDGE ? 2 : 3;
  }

  private static void move(Flow flow, FlowList to) {
    if (flow.list == to) {
      to.moveToEnd(flow);
      return;
    }
    if (flow.list != null) {
      flow.list.remove(flow);
    }
    to.append(flow);
  }

  void remove(Flow flow) {
    flow.list.remove(flow);
  }

  /** Whether all flows are open streams, so that one of them would have to give way. */
  boolean allAreOpen() {
    return lingering.oldest() == null;
  }

  /** The flow whose segments are held for the longest time, or null. */
  Flow oldestHeld() {
    return held.oldest();
  }

  /** A flow that was silent for too long, or null. */
  Flow oldestIdle(long now) {
    Flow idle = lingering.oldestIdle(now);
    for (int rank = 0; idle == null && rank < RANKS; rank++) {
      idle = udp[rank].oldestIdle(now);
    }
    for (int rank = 0; idle == null && rank < RANKS; rank++) {
      idle = tcp[rank].oldestIdle(now);
    }
    return idle;
  }

  /** The flow that gives way to a new one; null if there is none. */
  Flow victim() {
    if (lingering.oldest() != null) {
      return lingering.oldest();
    }
    if (held.size() > protectedFlows) {
      return held.oldest();
    }
    for (int rank = 0; rank < RANKS; rank++) {
      int flows = tcp[rank].size() + udp[rank].size();
      if (flows > (rank == BEYOND_SHARE ? 0 : protectedFlows)) {
        return lessRecent(rank);
      }
    }
    for (int rank = RANKS - 1; rank > BEYOND_SHARE; rank--) {
      if (lessRecent(rank) != null) {
        return lessRecent(rank);
      }
    }
    return held.oldest();
  }

  private Flow lessRecent(int rank) {
    Flow oneTcp = tcp[rank].oldest();
    Flow oneUdp = udp[rank].oldest();
    boolean isUdp = oneTcp == null || (oneUdp != null && oneUdp.lastPacket < oneTcp.lastPacket);
    return isUdp ? oneUdp : oneTcp;
  }
}
