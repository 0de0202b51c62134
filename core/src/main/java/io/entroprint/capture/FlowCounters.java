package io.entroprint.capture;

import io.entroprint.stream.StreamSummary.EndReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link FlowTable} saw and what it dropped, up to one moment. Every packet is one of: TCP,
 * UDP, {@link #unknownLinkType}, {@link #notIp}, {@link #otherTransport}, {@link #malformed},
 * {@link #cutHeaders}, or a fragment that completed no datagram. Immutable.
 */
public final class FlowCounters {
  private final long packets;
  private final long tcpPackets;
  private final long udpPackets;
  private final long unknownLinkType;
  private final long notIp;
  private final long otherTransport;
  private final long malformed;
  private final long cutHeaders;
  private final long cutPayloads;
  private final long fragments;
  private final long fragmentsDropped;
  private final long outsideStreams;
  private final long lateSegments;
  private final long tcpStreams;
  private final long udpStreams;
  private final long midstreamStreams;
  private final long inferredStreams;
  private final long orientedByPorts;
  private final long proxiedStreams;
  private final long evictedWithPayload;
  private final long streamsWithoutPayload;
  private final long streamsWithGap;
  private final long payloadBytes;
  private final long duplicateBytes;
  private final long outOfOrderSegments;
  private final long conflictingSyns;
  private final long droppedBytes;
  private final long droppedOutsideWindow;
  private final long droppedForMemory;
  private final long openStreams;
  private final long bufferedBytes;
  private final List<Undecoded> undecoded;
  private final Map<Tunnel, Long> tunnelsNotEntered = new EnumMap<>(Tunnel.class);
  private final Map<EndReason, Long> ended = new EnumMap<>(EndReason.class);

  FlowCounters(Tally tally, long openStreams, long bufferedBytes) {
    packets = tally.packets;
    tcpPackets = tally.tcpPackets;
    udpPackets = tally.udpPackets;
    unknownLinkType = tally.unknownLinkType;
    notIp = tally.notIp;
    otherTransport = tally.otherTransport;
    malformed = tally.malformed;
    cutHeaders = tally.cutHeaders;
    cutPayloads = tally.cutPayloads;
    fragments = tally.fragments;
    fragmentsDropped = tally.fragmentsDropped;
    outsideStreams = tally.outsideStreams;
    lateSegments = tally.lateSegments;
    tcpStreams = tally.tcpStreams;
    udpStreams = tally.udpStreams;
    midstreamStreams = tally.midstreamStreams;
    inferredStreams = tally.inferredStreams;
    orientedByPorts = tally.orientedByPorts;
    proxiedStreams = tally.proxiedStreams;
    evictedWithPayload = tally.evictedWithPayload;
    streamsWithoutPayload = tally.streamsWithoutPayload;
    streamsWithGap = tally.streamsWithGap;
    payloadBytes = tally.payloadBytes;
    duplicateBytes = tally.duplicateBytes;
    outOfOrderSegments = tally.outOfOrderSegments;
    conflictingSyns = tally.conflictingSyns;
    droppedBytes = tally.droppedBytes;
    droppedOutsideWindow = tally.droppedOutsideWindow;
    droppedForMemory = tally.droppedForMemory;
    this.openStreams = openStreams;
    this.bufferedBytes = bufferedBytes;
    undecoded = tally.undecoded.snapshot(tally.fragmentsDropped);
    for (Tunnel tunnel : Tunnel.ALL) {
      if (tally.outsideTunnels[tunnel.ordinal()] > 0) {
        tunnelsNotEntered.put(tunnel, tally.outsideTunnels[tunnel.ordinal()]);
      }
    }
    for (EndReason reason : EndReason.values()) {
      ended.put(reason, tally.ended[reason.ordinal()]);
    }
  }

  /**
   * For which reasons packets held neither TCP nor UDP that could be found, those with the most
   * packets first; each has a sentence to print.
   */
  public List<Undecoded> undecoded() {
    return undecoded;
  }

  /**
   * The tunnels that were not entered although UDP datagrams are for certain the outside of one,
   * and how many datagrams; in the order of {@link Tunnel}.
   */
  public Map<Tunnel, Long> tunnelsNotEntered() {
    return Collections.unmodifiableMap(tunnelsNotEntered);
  }

  /** All packets. */
  public long packets() {
    return packets;
  }

  /** Packets with a TCP segment. */
  public long tcpPackets() {
    return tcpPackets;
  }

  /** Packets with a UDP datagram. */
  public long udpPackets() {
    return udpPackets;
  }

  /** Packets of a link type that cannot be decoded. */
  public long unknownLinkType() {
    return unknownLinkType;
  }

  /** Packets that are neither IPv4 nor IPv6, such as ARP. */
  public long notIp() {
    return notIp;
  }

  /** IP packets that are neither TCP nor UDP, such as ICMP, or tunnels that are not entered. */
  public long otherTransport() {
    return otherTransport;
  }

  /** Packets with a header that contradicts itself. */
  public long malformed() {
    return malformed;
  }

  /** Packets of which the snap length cut a header. */
  public long cutHeaders() {
    return cutHeaders;
  }

  /** TCP and UDP packets of which the snap length cut payload: a hole. */
  public long cutPayloads() {
    return cutPayloads;
  }

  /** IP fragments. */
  public long fragments() {
    return fragments;
  }

  /** Fragments that were given up: cut by the snap length, too late, or beyond the bounds. */
  public long fragmentsDropped() {
    return fragmentsDropped;
  }

  /** TCP segments with neither SYN nor payload that belong to no stream; they begin none. */
  public long outsideStreams() {
    return outsideStreams;
  }

  /** TCP segments that came after the end of their stream; they are not in its summary. */
  public long lateSegments() {
    return lateSegments;
  }

  /** TCP streams begun. */
  public long tcpStreams() {
    return tcpStreams;
  }

  /** UDP streams begun. */
  public long udpStreams() {
    return udpStreams;
  }

  /** TCP streams begun whose handshake was not seen, those included whose first byte is known. */
  public long midstreamStreams() {
    return midstreamStreams;
  }

  /** Those of them whose first byte is known, as {@code INFERRED} says. */
  public long inferredStreams() {
    return inferredStreams;
  }

  /** Streams whose client was told by the ports, against the first packet. */
  public long orientedByPorts() {
    return orientedByPorts;
  }

  /** TCP streams that began with a header of the PROXY protocol. */
  public long proxiedStreams() {
    return proxiedStreams;
  }

  /** Streams that had to give way and had at least eight bytes to judge. */
  public long evictedWithPayload() {
    return evictedWithPayload;
  }

  /** Streams ended without a byte of payload. */
  public long streamsWithoutPayload() {
    return streamsWithoutPayload;
  }

  /** Streams ended with bytes missing. */
  public long streamsWithGap() {
    return streamsWithGap;
  }

  /** Bytes given to observers. */
  public long payloadBytes() {
    return payloadBytes;
  }

  /** TCP payload that had come before. */
  public long duplicateBytes() {
    return duplicateBytes;
  }

  /** TCP segments that had to wait for others. */
  public long outOfOrderSegments() {
    return outOfOrderSegments;
  }

  /**
   * SYN and SYN+ACK segments with another sequence number than that of the same connection before.
   */
  public long conflictingSyns() {
    return conflictingSyns;
  }

  /** TCP payload given up, for whatever reason. */
  public long droppedBytes() {
    return droppedBytes;
  }

  /** Payload given up because it was further from what was due than any TCP window reaches. */
  public long droppedOutsideWindow() {
    return droppedOutsideWindow;
  }

  /** Payload given up because too much waited already, in the stream or in all. */
  public long droppedForMemory() {
    return droppedForMemory;
  }

  /** Streams that have not ended. */
  public long openStreams() {
    return openStreams;
  }

  /** Streams that ended, by reason; every reason is a key. */
  public Map<EndReason, Long> ended() {
    return Collections.unmodifiableMap(ended);
  }

  /** Memory held now by segments and fragments that wait for others, in bytes. */
  public long bufferedBytes() {
    return bufferedBytes;
  }
}
