package io.entroprint.capture;

import io.entroprint.stream.Direction;
import io.entroprint.stream.StreamObserver;
import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;

/**
 * One stream in a {@link FlowTable}, linked into its {@link FlowMap} and one {@link FlowList}. An
 * ended TCP stream may stay for a while, without observer, to recognise what comes late.
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

  final StreamStart start;
  final boolean lowerIsClient;
  final TcpReassembler reassembler;
  final DatagramStream datagrams;

  /** Null once it has ended. */
  StreamObserver observer;

  long lastTime;

  /** The number of its last packet among all packets of the table. */
  long lastPacket;

  long packetsToServer;
  long packetsToClient;

  Flow nextInBucket;
  FlowList list;
  Flow older;
  Flow newer;

  Flow(
      Cursor c,
      boolean sourceIsLower,
      boolean sourceIsClient,
      StreamStart start,
      StreamObserver observer,
      TcpReassembler reassembler,
      DatagramStream datagrams) {
    tcp = c.tcp;
    ipv6 = c.ipv6;
    lowerHigh = sourceIsLower ? c.sourceHigh : c.destinationHigh;
    lowerLow = sourceIsLower ? c.sourceLow : c.destinationLow;
    upperHigh = sourceIsLower ? c.destinationHigh : c.sourceHigh;
    upperLow = sourceIsLower ? c.destinationLow : c.sourceLow;
    ports = FlowMap.ports(c, sourceIsLower);
    lowerIsClient = sourceIsLower == sourceIsClient;
    this.start = start;
    this.observer = observer;
    this.reassembler = reassembler;
    this.datagrams = datagrams;
  }

  boolean hasEnded() {
    return observer == null;
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
    return new StreamSummary(
        start,
        lastTime,
        packetsToServer,
        packetsToClient,
        toServer,
        toClient,
        gap(Direction.TO_SERVER),
        gap(Direction.TO_CLIENT),
        oneDirection,
        reason);
  }

  private long bytes(Direction direction) {
    return tcp ? reassembler.bytes(direction) : datagrams.bytes(direction);
  }

  private boolean gap(Direction direction) {
    return tcp ? reassembler.gap(direction) : datagrams.gap(direction);
  }
}
