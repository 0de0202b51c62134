package io.entroprint.capture;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamSummary.ProxyHeader;

/**
 * Puts the segments of one TCP connection in order and tells an observer. Knows no packet: whoever
 * has segments can feed it.
 *
 * <p>Bytes that are in order are passed on where they lie. Bytes ahead of their turn are copied,
 * within the bounds of a {@link BufferBudget}; where these are reached the hole is taken to be
 * permanent. Of bytes that came twice with different content the copy that arrived first counts
 * (RFC 9293 leaves it open), also among those that wait.
 */
final class TcpReassembler extends BufferBudget.Holder {
  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int ACK = 16;

  /** The flags that mean something here. */
  static final int ALL = FIN | SYN | RST | ACK;

  /** Larger than any TCP window (RFC 7323): what is further ahead belongs elsewhere. */
  private static final int MAX_AHEAD = 1 << 30;

  private static final WaitingSegments NONE = new WaitingSegments();

  private final HalfStream toServer = new HalfStream();
  private final HalfStream toClient = new HalfStream();
  private final BufferBudget budget;
  private final Tally tally;
  private StreamObserver observer;
  private boolean reset;

  /** Stands before the observer while what the client sends may be a header; else null. */
  private ProxyHeaders proxy;

  private ProxyHeader proxyHeader;
  private int proxyBytes;
  private boolean keepsProxyHeader;

  TcpReassembler(StreamObserver observer, BufferBudget budget, Tally tally) {
    this.observer = observer;
    this.budget = budget;
    this.tally = tally;
  }

  private HalfStream half(Direction direction) {
    return direction == Direction.TO_SERVER ? toServer : toClient;
  }

  /** Bytes given out, without those of a header of the PROXY protocol. */
  long bytes(Direction direction) {
    return direction == Direction.TO_SERVER ? toServer.bytes - proxyBytes : toClient.bytes;
  }

  /** The header of the PROXY protocol that the client began with; null if there was none. */
  ProxyHeader proxyHeader() {
    return proxyHeader;
  }

  /** From now on a header of the PROXY protocol is left where it is, and only reported. */
  void keepProxyHeader() {
    keepsProxyHeader = true;
  }

  /** A direction begins with a sequence number, though its SYN was not seen. */
  void start(Direction direction, int sequence) {
    HalfStream half = half(direction);
    if (!half.known) {
      half.start(sequence);
    }
  }

  /** Whether a segment is near those before it. */
  boolean isNear(Direction from, int sequence, int acknowledgement, int flags) {
    return SegmentMatch.isNear(
        half(from), half(from.opposite()), sequence, acknowledgement, (flags & ACK) != 0);
  }

  /** Whether bytes are missing now. */
  boolean gap(Direction direction) {
    return half(direction).holeOpen;
  }

  boolean isReset() {
    return reset;
  }

  /** Whether both sides sent a FIN. */
  boolean isClosing() {
    return toServer.finSeen && toClient.finSeen;
  }

  /** Whether both sides sent a FIN and acknowledged the other's, and nothing is missing. */
  boolean isClosed() {
    return toServer.finAcknowledged
        && toClient.finAcknowledged
        && toServer.isComplete()
        && toClient.isComplete();
  }

  /** Whether a SYN belongs to another connection than this one. */
  boolean isOfAnother(Direction from, int sequence, int acknowledgement, int flags) {
    HalfStream half = half(from);
    HalfStream other = half(from.opposite());
    boolean released = observer == null;
    return (flags & ACK) == 0
        ? SegmentMatch.opensAnother(half, other, sequence, reset, released)
        : SegmentMatch.answersAnother(half, other, sequence, acknowledgement, reset, released);
  }

  /**
   * Takes one segment.
   *
   * @param missing how many payload bytes follow on the wire that the snap length cut off
   */
  void segment(
      Direction from,
      int sequence,
      int acknowledgement,
      int flags,
      byte[] array,
      int offset,
      int length,
      int missing,
      long time) {
    HalfStream half = half(from);
    HalfStream other = half(from.opposite());
    int start = sequence;
    if ((flags & SYN) != 0) {
      if (half.syn(sequence)) {
        tally.conflictingSyns++;
      }
      if ((flags & ACK) == 0) {
        // An attempt that was refused is repeated.
        reset = false;
      }
      start++;
    } else if (!half.known && (length + missing > 0 || (flags & FIN) != 0)) {
      half.start(sequence);
    }
    if ((flags & ACK) != 0) {
      if (!other.known && half.synSeen) {
        // The SYN+ACK was not captured, or comes late.
        other.start(acknowledgement);
      }
      other.acknowledged(acknowledgement);
    }
    if (length + missing > 0) {
      half.chooseSyn(start);
      data(half, from, start, array, offset, length, missing, time);
    }
    int fin = start + length + missing;
    boolean plausible = fin - half.nextSequence >= 0 && fin - half.nextSequence <= MAX_AHEAD;
    if ((flags & FIN) != 0 && plausible) {
      half.fin(fin);
      if (half.isAwaited()) {
        openHole(half, from, time);
      }
    }
    reset |= (flags & RST) != 0;
  }

  private void data(
      HalfStream half,
      Direction from,
      int sequence,
      byte[] array,
      int offset,
      int length,
      int missing,
      long time) {
    if (half.holePermanent) {
      tally.droppedBytes += length;
      return;
    }
    int ahead = sequence - half.nextSequence;
    if (ahead > 0) {
      hold(half, from, ahead, array, offset, length, missing, time);
      return;
    }
    if (isBeforeStart(half, ahead, length + missing)) {
      outside(half, length);
      return;
    }
    int old = (int) Math.min(-(long) ahead, length);
    tally.duplicateBytes += old;
    if (-(long) ahead >= (long) length + missing) {
      return;
    }
    if (old < length) {
      if (!half.holeOpen) {
        give(half, from, array, offset + old, length - old, time);
      } else {
        fill(half, from, array, offset + old, length - old, time);
      }
    }
    if (missing > 0 && half.nextSequence - (sequence + length) < missing) {
      giveUp(half, from, time);
    }
  }

  /**
   * Whether a segment lies before the first byte there can be; but for the one byte with which a
   * connection is kept alive before anything was sent.
   */
  private static boolean isBeforeStart(HalfStream half, int ahead, int length) {
    return half.synSeen && length > 1 && half.bytes + ahead + length <= 0;
  }

  private void outside(HalfStream half, int length) {
    tally.droppedBytes += length;
    tally.droppedOutsideWindow += length;
    half.outsideWindow = true;
  }

  /** Gives out bytes that are due. */
  private void give(
      HalfStream half, Direction from, byte[] array, int offset, int length, long time) {
    if (half.bytes == 0 && half == toServer && ProxyHeaders.mayBegin(array, offset, length)) {
      proxy = new ProxyHeaders(observer, keepsProxyHeader);
      observer = proxy;
    }
    half.nextSequence += length;
    half.bytes += length;
    tally.payloadBytes += length;
    observer.bytes(from, array, offset, length, time);
    if (proxy != null) {
      lookAtProxyHeader();
    }
  }

  private void lookAtProxyHeader() {
    if (proxyHeader == null && proxy.header().isPresent()) {
      proxyHeader = proxy.header().get();
      tally.proxiedStreams++;
    }
    proxyBytes = proxy.skippedBytes();
    if (proxy.isDone()) {
      observer = proxy.delegate();
      proxy = null;
    }
  }

  /** Gives out bytes that are due, in pieces around those that came before them and waited. */
  private void fill(
      HalfStream half, Direction from, byte[] array, int offset, int length, long time) {
    half.holeOpen = false;
    observer.holeFilled(from, time);
    WaitingSegments waiting = half.waiting == null ? NONE : half.waiting;
    long start = half.bytes;
    long end = start + length;
    while (!waiting.isEmpty() && waiting.firstStart() <= Math.max(end, half.bytes)) {
      int free = (int) (waiting.firstStart() - half.bytes);
      if (free > 0) {
        give(half, from, array, offset + (int) (half.bytes - start), free, time);
      }
      giveFirstWaiting(half, from, time);
    }
    if (half.bytes < end) {
      int done = (int) (half.bytes - start);
      give(half, from, array, offset + done, length - done, time);
    }
    if (waiting.isEmpty()) {
      // Its arrays may have grown, and are not in the budget any more.
      half.waiting = null;
    }
    if (half.bytes == half.cutAt) {
      giveUp(half, from, time);
    } else {
      half.cutAt = half.bytes > half.cutAt ? -1 : half.cutAt;
      if (half.isAwaited()) {
        openHole(half, from, time);
      }
    }
  }

  private void giveFirstWaiting(HalfStream half, Direction from, long time) {
    int cost = half.waiting.cost();
    byte[] piece = half.waiting.removeFirst();
    budget.release(this, cost - half.waiting.cost());
    give(half, from, piece, 0, piece.length, time);
  }

  /** Keeps bytes that came ahead of their turn. */
  private void hold(
      HalfStream half,
      Direction from,
      int ahead,
      byte[] array,
      int offset,
      int length,
      int missing,
      long time) {
    if (ahead > MAX_AHEAD) {
      outside(half, length);
      return;
    }
    tally.outOfOrderSegments++;
    if (half.waiting == null) {
      half.waiting = new WaitingSegments();
    }
    long start = half.bytes + ahead;
    long end = start + length;
    if (missing > 0 && (half.cutAt < 0 || end < half.cutAt)) {
      half.cutAt = end;
    }
    long cost = half.waiting.costOf(start, end);
    if (!budget.take(this, cost)) {
      tally.droppedBytes += length;
      tally.droppedForMemory += length;
      tally.droppedForMemory += half.waiting.bytes();
      giveUp(half, from, time);
      return;
    }
    half.waiting.insert(start, array, offset, length);
    openHole(half, from, time);
  }

  private void openHole(HalfStream half, Direction from, long time) {
    if (!half.holeOpen) {
      half.holeOpen = true;
      observer.holeOpened(from, time);
    }
  }

  /** Nothing more of this direction can be in order. */
  private void giveUp(HalfStream half, Direction from, long time) {
    half.holePermanent = true;
    drop(half);
    openHole(half, from, time);
  }

  private void drop(HalfStream half) {
    if (half.waiting != null) {
      tally.droppedBytes += half.waiting.bytes();
      budget.release(this, half.waiting.cost());
      half.waiting = null;
    }
  }

  /** Others need the memory more: the holes before what waits stay open. */
  @Override
  void giveWay() {
    giveWay(toServer);
    giveWay(toClient);
  }

  private void giveWay(HalfStream half) {
    if (half.waiting != null) {
      tally.droppedForMemory += half.waiting.bytes();
      half.holePermanent = true;
      drop(half);
    }
  }

  /** Nothing more comes: tells the observer what it could not be told before. */
  void settle(long time) {
    if (proxy != null) {
      proxy.flush(time);
      lookAtProxyHeader();
    }
    settle(toServer, Direction.TO_SERVER, time);
    settle(toClient, Direction.TO_CLIENT, time);
  }

  private void settle(HalfStream half, Direction from, long time) {
    if (half.outsideWindow) {
      openHole(half, from, time);
    }
  }

  /** Ends it: what waits is dropped, the observer forgotten. */
  void release() {
    drop(toServer);
    drop(toClient);
    observer = null;
  }
}
