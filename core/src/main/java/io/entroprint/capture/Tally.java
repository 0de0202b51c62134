package io.entroprint.capture;

import io.entroprint.stream.StreamSummary.EndReason;
import java.util.EnumMap;
import java.util.Map;

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
  long streamsWithoutPayload;
  long streamsWithGap;
  long payloadBytes;
  long duplicateBytes;
  long outOfOrderSegments;
  long droppedBytes;
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

  FlowCounters snapshot(int openStreams, long bufferedBytes) {
    Map<EndReason, Long> byReason = new EnumMap<>(EndReason.class);
    for (EndReason reason : EndReason.values()) {
      byReason.put(reason, ended[reason.ordinal()]);
    }
    return new FlowCounters(
        packets,
        tcpPackets,
        udpPackets,
        unknownLinkType,
        notIp,
        otherTransport,
        malformed,
        cutHeaders,
        cutPayloads,
        fragments,
        fragmentsDropped,
        outsideStreams,
        lateSegments,
        tcpStreams,
        udpStreams,
        openStreams,
        byReason,
        streamsWithoutPayload,
        streamsWithGap,
        payloadBytes,
        duplicateBytes,
        outOfOrderSegments,
        droppedBytes,
        bufferedBytes);
  }
}
