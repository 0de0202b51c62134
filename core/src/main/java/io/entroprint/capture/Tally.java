package io.entroprint.capture;

import io.entroprint.stream.StreamStart;
import io.entroprint.stream.StreamStart.Beginning;
import io.entroprint.stream.StreamStart.Orientation;
import io.entroprint.stream.StreamSummary;
import io.entroprint.stream.StreamSummary.EndReason;
import io.entroprint.stream.Transport;

/** The running numbers behind {@link FlowCounters}. */
final class Tally {
  long packets;
  long tcpPackets;
  long udpPackets;
  long unknownLinkType;
  long notIp;
  long otherTransport;
  long malformed;
  long cutHeaders;
  long cutPayloads;
  long fragments;
  long fragmentsDropped;
  long outsideStreams;
  long lateSegments;
  long tcpStreams;
  long udpStreams;
  long midstreamStreams;
  long inferredStreams;
  long orientedByPorts;
  long proxiedStreams;
  long evictedWithPayload;
  long streamsWithoutPayload;
  long streamsWithGap;
  long payloadBytes;
  long duplicateBytes;
  long outOfOrderSegments;
  long conflictingSyns;
  long droppedBytes;
  long droppedOutsideWindow;
  long droppedForMemory;
  final UndecodedCounts undecoded = new UndecodedCounts();
  final long[] outsideTunnels = new long[Tunnel.ALL.length];
  final long[] ended = new long[EndReason.values().length];

  /** Counts a stream that begins. */
  void began(StreamStart start) {
    if (start.key().transport() == Transport.TCP) {
      tcpStreams++;
    } else {
      udpStreams++;
    }
    if (start.midstream()) {
      midstreamStreams++;
    }
    if (start.beginning() == Beginning.INFERRED) {
      inferredStreams++;
    }
    if (start.orientation() == Orientation.PORTS) {
      orientedByPorts++;
    }
  }

  /** Counts a stream that ends. */
  void ended(StreamSummary summary) {
    ended[summary.reason().ordinal()]++;
    if (summary.bytes() == 0) {
      streamsWithoutPayload++;
    }
    if (summary.gap()) {
      streamsWithGap++;
    }
    if (summary.reason() == EndReason.EVICTED && summary.bytes() >= FlowQueues.NOTHING_TO_JUDGE) {
      evictedWithPayload++;
    }
  }

  /** Counts a packet in which neither a TCP segment nor a UDP datagram was found. */
  void notDecoded(int outcome) {
    if (outcome == Layer.FRAGMENT) {
      // Counted where it waits.
      return;
    }
    undecoded.count(outcome);
    switch (Layer.kind(outcome)) {
      case LINK_TYPE -> unknownLinkType++;
      case IP_PROTOCOL -> otherTransport++;
      case CUT -> cutHeaders++;
      case MALFORMED -> malformed++;
      default -> notIp++;
    }
  }
}
