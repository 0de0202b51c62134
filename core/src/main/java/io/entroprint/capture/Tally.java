package io.entroprint.capture;

import io.entroprint.stream.StreamSummary.EndReason;

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
