package io.entroprint.capture;

import io.entroprint.entropy.Direction;
import io.entroprint.stream.Encapsulation;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.Transport;
import java.util.Optional;

/**
 * One five-tuple in a {@link FlowTable}, linked into its {@link FlowMap} and one {@link FlowList}.
 * First it may be seen without anything to begin a stream, or its segments are held as its SYN may
 * still come; then it is a stream; and once that ended it may stay for a while to recognise what
 * comes late.
 */
final class Flow {
  /** The five-tuple, the lower endpoint first, whoever is the client. */
  final boolean tcp;

  final boolean ipv6;
  final long lowerHigh;
  final long lowerLow;
  final long upperHigh;
  final long upperLow;
  final int ports;

  /** What both directions came under; streams under different ones are different streams. */
  final long network;

  /** What each direction alone came under last; means nothing before a packet of it came. */
  private long lowerPath;

  private long upperPath;
  private long packetsFromLower;
  private long packetsFromUpper;

  private final Encapsulation encapsulation;

  /** The tunnel that its first packet was the outside of, or null. */
  private final Tunnel outside;

  final long firstTime;
  private long lastTime;

  /** The number of its last packet among all packets of the table. */
  long lastPacket;

  /** What its first packet was, if that was an acknowledgement and nothing else. */
  private final boolean beganWithAck;

  private final boolean firstFromLower;
  private final int firstSequence;
  private final int firstAcknowledgement;

  /** What waits for a SYN; null where nothing does. */
  HeldSegments held;

  /** Whether the endpoint that comes first in the key is the client. */
  private boolean lowerIsClient;

  /** Counted among the open streams of this client; null if it is not open. */
  ClientCounts.Client client;

  /** Whether its client had more streams open than its share when it began. */
  boolean beyondShare;

  private StreamStart start;
  private StreamObserver observer;
  private TcpReassembler reassembler;
  private DatagramStream datagrams;
  private boolean ended;

  /** Of its map, which looks at it again where the flow moves or goes. */
  int hash;

  Flow nextInBucket;
  FlowList list;
  Flow older;
  Flow newer;

  /** The flow of a packet, which is not counted yet. */
  Flow(Cursor c, boolean sourceIsLower, long time) {
    tcp = c.tcp;
    ipv6 = c.ipv6;
    lowerHigh = sourceIsLower ? c.sourceHigh : c.destinationHigh;
    lowerLow = sourceIsLower ? c.sourceLow : c.destinationLow;
    upperHigh = sourceIsLower ? c.destinationHigh : c.sourceHigh;
    upperLow = sourceIsLower ? c.destinationLow : c.sourceLow;
    ports = FlowMap.ports(c, sourceIsLower);
    network = c.encapsulation.bothWays();
    encapsulation = c.encapsulation.describe();
    outside = tcp ? null : c.recognised;
    firstTime = time;
    lastTime = time;
    firstFromLower = sourceIsLower;
    lowerIsClient = sourceIsLower;
    beganWithAck =
        tcp
            && c.length() + c.missing() == 0
            && (c.flags & TcpReassembler.ALL) == TcpReassembler.ACK;
    firstSequence = c.sequence;
    firstAcknowledgement = c.acknowledgement;
  }

  /** Whether this is a stream of a packet whose endpoints are in order here. */
  boolean is(
      Cursor c, long lowerHigh, long lowerLow, long upperHigh, long upperLow, int wantedPorts) {
    return ports == wantedPorts
        && this.lowerLow == lowerLow
        && this.upperLow == upperLow
        && this.lowerHigh == lowerHigh
        && this.upperHigh == upperHigh
        && tcp == c.tcp
        && ipv6 == c.ipv6
        && network == c.encapsulation.bothWays();
  }

  /** Whether a packet came the way of those before it from the same side. */
  boolean isOnPath(Cursor c, boolean sourceIsLower) {
    return (sourceIsLower ? packetsFromLower : packetsFromUpper) > 0
        && (sourceIsLower ? lowerPath : upperPath) == c.encapsulation.oneWay();
  }

  /**
   * How well a packet fits that came another way than those before it from the same side: 0 if it
   * belongs elsewhere, 3 if it is the first of its side and came the way of the other side.
   */
  int fitsPath(Cursor c, boolean sourceIsLower) {
    boolean firstOfSide = (sourceIsLower ? packetsFromLower : packetsFromUpper) == 0;
    if (firstOfSide && (sourceIsLower ? upperPath : lowerPath) == c.encapsulation.oneWay()) {
      return 3;
    }
    boolean says =
        tcp
            && hasBegun()
            && reassembler.isNear(direction(sourceIsLower), c.sequence, c.acknowledgement, c.flags);
    if (firstOfSide) {
      return says || !tcp || !hasBegun() ? 2 : 0;
    }
    // A path changes within a connection; a SYN that comes another way opens another one.
    return says && (c.flags & TcpReassembler.SYN) == 0 ? 1 : 0;
  }

  /** Counts a packet. */
  void count(Cursor c, boolean sourceIsLower, long time, long number) {
    if (sourceIsLower) {
      packetsFromLower++;
      lowerPath = c.encapsulation.oneWay();
    } else {
      packetsFromUpper++;
      upperPath = c.encapsulation.oneWay();
    }
    // Where the capture's clock was set back, silence counts from the latest time.
    lastTime = Math.max(lastTime, time);
    lastPacket = number;
  }

  /** All packets so far. */
  long packets() {
    return packetsFromLower + packetsFromUpper;
  }

  /** Time of the latest packet. */
  long lastTime() {
    return lastTime;
  }

  /**
   * Whether a handshake ended with the first packet, though it was not seen: an acknowledgement
   * alone, and all that is held begins where that stood.
   */
  boolean isBegunByAck() {
    return beganWithAck
        && held != null
        && held.beginsAt(firstFromLower, firstSequence, firstAcknowledgement);
  }

  boolean firstFromLower() {
    return firstFromLower;
  }

  int port(boolean ofLower) {
    return ofLower ? ports >>> 16 : ports & 0xffff;
  }

  void setClient(boolean isLower) {
    lowerIsClient = isLower;
  }

  boolean lowerIsClient() {
    return lowerIsClient;
  }

  Encapsulation encapsulation() {
    return encapsulation;
  }

  /** The label of the tunnel that its packets are the outside of; empty if there is none. */
  String outsideOf() {
    return outside == null ? "" : outside.label();
  }

  /** The five-tuple, client first. */
  FlowKey key() {
    IpAddress lower = address(lowerHigh, lowerLow);
    IpAddress upper = address(upperHigh, upperLow);
    Transport transport = tcp ? Transport.TCP : Transport.UDP;
    return lowerIsClient
        ? new FlowKey(transport, lower, ports >>> 16, upper, ports & 0xffff)
        : new FlowKey(transport, upper, ports & 0xffff, lower, ports >>> 16);
  }

  private IpAddress address(long high, long low) {
    return ipv6 ? IpAddress.v6(high, low) : IpAddress.v4((int) low);
  }

  void beginTcp(StreamStart begun, StreamObserver told, TcpReassembler with) {
    start = begun;
    observer = told;
    reassembler = with;
  }

  void beginUdp(StreamStart begun, StreamObserver told, DatagramStream with) {
    start = begun;
    observer = told;
    datagrams = with;
  }

  /** Whether a stream began here, even if it ended. */
  boolean hasBegun() {
    return start != null;
  }

  boolean hasEnded() {
    return ended;
  }

  StreamStart start() {
    return start;
  }

  TcpReassembler reassembler() {
    return reassembler;
  }

  DatagramStream datagrams() {
    return datagrams;
  }

  /** Ends the stream and lets go of all that only an open one needs; returns its observer. */
  StreamObserver finish() {
    StreamObserver told = observer;
    ended = true;
    observer = null;
    if (tcp) {
      reassembler.release();
    }
    return told;
  }

  Direction direction(boolean sourceIsLower) {
    return sourceIsLower == lowerIsClient ? Direction.TO_SERVER : Direction.TO_CLIENT;
  }

  /** Payload bytes given out so far. */
  long bytes() {
    return bytes(Direction.TO_SERVER) + bytes(Direction.TO_CLIENT);
  }

  /** What is known of the stream now that it ends; tells the observer of what is still open. */
  StreamSummary summary(EndReason reason) {
    if (tcp) {
      reassembler.settle(lastTime);
    }
    long packetsToServer = lowerIsClient ? packetsFromLower : packetsFromUpper;
    long packetsToClient = lowerIsClient ? packetsFromUpper : packetsFromLower;
    return StreamSummary.builder(start)
        .endNanos(lastTime)
        .packets(packetsToServer, packetsToClient)
        .bytes(bytes(Direction.TO_SERVER), bytes(Direction.TO_CLIENT))
        .gaps(gap(Direction.TO_SERVER), gap(Direction.TO_CLIENT))
        .oneDirection(tcp && bytes() > 0 && (packetsToServer == 0 || packetsToClient == 0))
        .reason(reason)
        .proxyHeader(Optional.ofNullable(tcp ? reassembler.proxyHeader() : datagrams.proxyHeader()))
        .build();
  }

  private long bytes(Direction direction) {
    return tcp ? reassembler.bytes(direction) : datagrams.bytes(direction);
  }

  private boolean gap(Direction direction) {
    return tcp ? reassembler.gap(direction) : datagrams.gap(direction);
  }
}
