package io.entroprint.capture;

import io.entroprint.stream.Direction;
import io.entroprint.stream.FlowKey;
import io.entroprint.stream.IpAddress;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.Transport;

/**
 * One five-tuple in a {@link FlowTable}, linked into its {@link FlowMap} and one {@link FlowList}.
 * First it may be seen without anything to begin a stream, then it is a stream, and once that ended
 * it may stay for a while to recognise what comes late.
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

  /** Whether the endpoint that comes first in the key is the client. */
  final boolean lowerIsClient;

  final long firstTime;
  long lastTime;

  /** The number of its last packet among all packets of the table. */
  long lastPacket;

  private StreamStart start;
  private StreamObserver observer;
  private TcpReassembler reassembler;
  private DatagramStream datagrams;
  private boolean ended;

  long packetsToServer;
  long packetsToClient;

  Flow nextInBucket;
  FlowList list;
  Flow older;
  Flow newer;

  Flow(Cursor c, boolean sourceIsLower, boolean sourceIsClient, long time) {
    tcp = c.tcp;
    ipv6 = c.ipv6;
    lowerHigh = sourceIsLower ? c.sourceHigh : c.destinationHigh;
    lowerLow = sourceIsLower ? c.sourceLow : c.destinationLow;
    upperHigh = sourceIsLower ? c.destinationHigh : c.sourceHigh;
    upperLow = sourceIsLower ? c.destinationLow : c.sourceLow;
    ports = FlowMap.ports(c, sourceIsLower);
    lowerIsClient = sourceIsLower == sourceIsClient;
    firstTime = time;
    lastTime = time;
  }

  /** Whether this is the stream of a packet whose endpoints are in order here. */
  boolean is(
      Cursor c, long lowerHigh, long lowerLow, long upperHigh, long upperLow, int wantedPorts) {
    return ports == wantedPorts
        && this.lowerLow == lowerLow
        && this.upperLow == upperLow
        && this.lowerHigh == lowerHigh
        && this.upperHigh == upperHigh
        && tcp == c.tcp
        && ipv6 == c.ipv6;
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

  /** Whether a stream began here, be it that it ended. */
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

  void countPacket(Direction from) {
    if (from == Direction.TO_SERVER) {
      packetsToServer++;
    } else {
      packetsToClient++;
    }
  }

  StreamSummary summary(EndReason reason) {
    long toServer = bytes(Direction.TO_SERVER);
    long toClient = bytes(Direction.TO_CLIENT);
    boolean oneDirection =
        tcp && toServer + toClient > 0 && (packetsToServer == 0 || packetsToClient == 0);
    return StreamSummary.builder(start)
        .endNanos(lastTime)
        .packets(packetsToServer, packetsToClient)
        .bytes(toServer, toClient)
        .gaps(gap(Direction.TO_SERVER), gap(Direction.TO_CLIENT))
        .oneDirection(oneDirection)
        .reason(reason)
        .build();
  }

  private long bytes(Direction direction) {
    return tcp ? reassembler.bytes(direction) : datagrams.bytes(direction);
  }

  private boolean gap(Direction direction) {
    return tcp ? reassembler.gap(direction) : datagrams.gap(direction);
  }
}
