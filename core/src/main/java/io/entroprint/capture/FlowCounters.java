package io.entroprint.capture;

import io.entroprint.stream.StreamSummary.EndReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a {@link FlowTable} saw and what it dropped, up to one moment. Every packet is one of: TCP,
 * UDP, {@code unknownLinkType}, {@code notIp}, {@code otherTransport}, {@code malformed}, {@code
 * cutHeaders}, or a fragment that completed no datagram.
 *
 * @param packets all packets
 * @param tcpPackets packets with a TCP segment
 * @param udpPackets packets with a UDP datagram
 * @param unknownLinkType packets of a link type that cannot be decoded
 * @param notIp packets that are neither IPv4 nor IPv6, such as ARP
 * @param otherTransport IP packets that are neither TCP nor UDP, such as ICMP, or tunnels that are
 *     not entered
 * @param malformed packets with a header that contradicts itself
 * @param cutHeaders packets of which the snap length cut a header
 * @param cutPayloads TCP and UDP packets of which the snap length cut payload: a hole
 * @param fragments IP fragments
 * @param fragmentsDropped those of them that were given up: cut by the snap length, too late, or
 *     beyond the bounds
 * @param outsideStreams TCP segments with neither SYN nor payload that belong to no stream; they
 *     begin none
 * @param lateSegments TCP segments that came after the end of their stream; they are not in its
 *     summary
 * @param tcpStreams TCP streams begun
 * @param udpStreams UDP streams begun
 * @param openStreams streams that have not ended
 * @param ended streams that ended, by reason; every reason is a key
 * @param streamsWithoutPayload those ended without a byte of payload
 * @param streamsWithGap those ended with a hole
 * @param payloadBytes bytes given to observers
 * @param duplicateBytes TCP payload that had come before
 * @param outOfOrderSegments TCP segments that had to wait for others
 * @param droppedBytes TCP payload given up: behind a hole that never filled, beyond the bounds, or
 *     implausibly far ahead
 * @param bufferedBytes memory held now by segments and fragments that wait for others
 */
public record FlowCounters(
    long packets,
    long tcpPackets,
    long udpPackets,
    long unknownLinkType,
    long notIp,
    long otherTransport,
    long malformed,
    long cutHeaders,
    long cutPayloads,
    long fragments,
    long fragmentsDropped,
    long outsideStreams,
    long lateSegments,
    long tcpStreams,
    long udpStreams,
    long openStreams,
    Map<EndReason, Long> ended,
    long streamsWithoutPayload,
    long streamsWithGap,
    long payloadBytes,
    long duplicateBytes,
    long outOfOrderSegments,
    long droppedBytes,
    long bufferedBytes) {

  /** Copies the map. */
  public FlowCounters {
    ended = Collections.unmodifiableMap(new EnumMap<>(ended));
  }
}
