package io.entroprint.capture;

import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamStart.Beginning;
import io.entroprint.stream.StreamStart.Orientation;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The flows that a {@link FlowTable} knows: how each begins, waits for its SYN, and ends, and which
 * one goes where there is no room for another.
 */
final class FlowStore {
  private final StreamObserver.Factory observers;
  private final FlowLimits limits;
  private final Tally tally;
  private final BufferBudget budget;
  private final FlowMap flows;
  private final ClientCounts clients;
  private final FlowQueues queues;
  private final Orientations orientations = new Orientations();
  private long heldBytes;
  private int openStreams;

  FlowStore(StreamObserver.Factory observers, FlowLimits limits, Tally tally) {
    this.observers = observers;
    this.limits = limits;
    this.tally = tally;
    budget = new BufferBudget(limits.maxBufferedBytesPerStream(), limits.maxBufferedBytes());
    KeyedHash keyed = KeyedHash.secret();
    flows = new FlowMap(keyed);
    clients = new ClientCounts(keyed);
    queues = new FlowQueues(limits.maxStreams(), limits.tcpIdleNanos(), limits.udpIdleNanos());
  }

  /** The flow of a packet, or null. */
  Flow find(Cursor c, boolean fromLower) {
    return flows.find(c, fromLower);
  }

  /** Puts a flow that had a packet behind all others of its kind. */
  void touched(Flow flow) {
    queues.touched(flow);
  }

  int openStreams() {
    return openStreams;
  }

  /** Memory held by segments that wait, in bytes. */
  long bufferedBytes() {
    return budget.used();
  }

  /** A five-tuple on which nothing has begun yet. */
  Flow add(Cursor c, boolean fromLower, long now) {
    if (flows.size() >= limits.maxStreams()) {
      remove(queues.victim(), EndReason.EVICTED);
    }
    Flow alike = flows.crowdedOut();
    if (alike != null) {
      remove(alike, EndReason.EVICTED);
    }
    Flow flow = new Flow(c, fromLower, now);
    flows.add(flow);
    queues.linger(flow);
    return flow;
  }

  void begin(Flow flow, Beginning beginning, Orientation orientation, long now) {
    StreamStart start =
        StreamStart.builder(flow.key())
            .ordinal(tally.tcpStreams + tally.udpStreams)
            .startNanos(Math.min(flow.firstTime, now))
            .beginning(beginning)
            .orientation(orientation)
            .encapsulation(flow.encapsulation())
            .outsideOf(flow.outsideOf())
            .build();
    StreamObserver observer = Objects.requireNonNull(observers.open(start), "observer");
    openStreams++;
    tally.began(start);
    if (flow.tcp) {
      TcpReassembler reassembler = new TcpReassembler(observer, budget, tally);
      if (limits.keepsProxyHeaders()) {
        reassembler.keepProxyHeader();
      }
      flow.beginTcp(start, observer, reassembler);
    } else {
      flow.beginUdp(
          start, observer, new DatagramStream(observer, tally, limits.keepsProxyHeaders()));
    }
    flow.client = clients.began(flow);
    flow.beyondShare = flow.client.streams() > limits.maxStreamsPerClient();
    queues.open(flow);
  }

  void removeIdle(long now) {
    Flow held = queues.oldestHeld();
    while (held != null && held.held.isOver(now)) {
      beginWithoutSyn(held);
      held = queues.oldestHeld();
    }
    Flow idle = queues.oldestIdle(now);
    while (idle != null) {
      remove(idle, EndReason.IDLE);
      idle = queues.oldestIdle(now);
    }
  }

  boolean isFullOfOpenStreams() {
    return flows.size() >= limits.maxStreams() && queues.allAreOpen();
  }

  /** Takes a five-tuple out, and ends its stream if that is open. */
  void remove(Flow flow, EndReason occasion) {
    if (flow.held != null) {
      beginWithoutSyn(flow);
    }
    queues.remove(flow);
    flows.remove(flow);
    if (!flow.hasBegun()) {
      tally.outsideStreams += flow.packets();
    } else if (!flow.hasEnded()) {
      end(flow, occasion);
    }
  }

  private void end(Flow flow, EndReason occasion) {
    StreamSummary summary = flow.summary(reason(flow, occasion));
    StreamObserver observer = flow.finish();
    clients.ended(flow.client);
    flow.client = null;
    openStreams--;
    tally.ended(summary);
    observer.ended(summary);
  }

  /** How a connection was closed says more than on which occasion that was noticed. */
  private static EndReason reason(Flow flow, EndReason occasion) {
    if (flow.tcp && flow.reassembler().isReset()) {
      return EndReason.RST;
    }
    return flow.tcp && flow.reassembler().isClosing() ? EndReason.FIN : occasion;
  }

  void afterSegment(Flow flow) {
    TcpReassembler reassembler = flow.reassembler();
    if (!reassembler.isReset() && !reassembler.isClosing()) {
      queues.open(flow);
      return;
    }
    queues.linger(flow);
    if (reassembler.isClosed()) {
      end(flow, EndReason.FIN);
    }
  }

  /**
   * Keeps a segment that came without a SYN; if there is no time or no room for that any more, the
   * stream begins instead. Returns whether the segment is kept.
   */
  boolean hold(Flow flow, Cursor c, boolean fromLower, long now) {
    int cost = HeldSegments.costOf(c.length());
    HeldSegments held = flow.held;
    boolean room =
        (held == null || (held.cost() + cost <= HeldSegments.MAX_COST && !held.isOver(now)))
            && makeRoomToHold(flow, cost)
            && budget.takeIfFree(cost);
    if (!room) {
      beginWithoutSyn(flow);
      return false;
    }
    if (held == null) {
      flow.held = new HeldSegments(now);
      queues.hold(flow);
    }
    heldBytes += cost;
    flow.held.add(c, fromLower, now);
    return true;
  }

  /**
   * What is held without knowing whether a SYN comes leaves most of the memory to other waiting.
   */
  private boolean makeRoomToHold(Flow flow, int cost) {
    long most = limits.maxBufferedBytes() / 4;
    while (heldBytes + cost > most) {
      Flow oldest = queues.oldestHeld();
      if (oldest == null || oldest == flow) {
        return false;
      }
      beginWithoutSyn(oldest);
    }
    return true;
  }

  /** Begins the stream of the first datagram. */
  void beginUdp(Flow flow, long now) {
    Orientation orientation = orientations.of(flow);
    flow.setClient(flow.firstFromLower() != (orientation == Orientation.PORTS));
    begin(flow, Beginning.SEEN, orientation, now);
  }

  /** No SYN comes any more: begins the stream with what there is. */
  private void beginWithoutSyn(Flow flow) {
    boolean handshake = flow.isBegunByAck() && !orientations.isFromServer(flow);
    Orientation orientation = handshake ? Orientation.KNOWN : orientations.of(flow);
    flow.setClient(flow.firstFromLower() != (orientation == Orientation.PORTS));
    begin(flow, handshake ? Beginning.INFERRED : Beginning.MISSING, orientation, flow.firstTime);
    releaseHeld(flow);
  }

  /** Gives what was held to the stream that has begun now. */
  void releaseHeld(Flow flow) {
    HeldSegments held = flow.held;
    if (held == null) {
      return;
    }
    flow.held = null;
    heldBytes -= held.cost();
    budget.release(held.cost());
    if (flow.start().beginning() != Beginning.MISSING) {
      for (boolean ofLower : new boolean[] {true, false}) {
        if (held.knowsStart(ofLower)) {
          flow.reassembler().start(flow.direction(ofLower), held.start(ofLower));
        }
      }
    }
    for (HeldSegments.Segment s : held.segments()) {
      flow.reassembler()
          .segment(
              flow.direction(s.fromLower),
              s.sequence,
              s.acknowledgement,
              s.flags & ~TcpReassembler.SYN,
              s.payload,
              0,
              s.payload.length,
              s.missing,
              s.time);
    }
    afterSegment(flow);
  }

  /** Ends every open stream, in the order in which they began. */
  void close() {
    while (queues.oldestHeld() != null) {
      beginWithoutSyn(queues.oldestHeld());
    }
    List<Flow> all = new ArrayList<>(flows.size());
    flows.forEach(all::add);
    all.sort(Comparator.comparingLong(flow -> flow.hasBegun() ? flow.start().ordinal() : -1));
    all.forEach(flow -> remove(flow, EndReason.CLOSED));
  }
}
