package io.entroprint.cli.option;

import io.entroprint.capture.FlowCounters;
import io.entroprint.capture.Tunnel;
import io.entroprint.capture.Undecoded;
import io.entroprint.output.EveLine;
import io.entroprint.stream.StreamSummary.EndReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was seen in all captures of a run and what was left out of it, so that nothing vanishes
 * unsaid. Thread-safe.
 */
public final class CaptureStatistics {
  /** As many reasons have a line of their own. */
  private static final int MAX_REASONS = 20;

  private final Map<Undecoded.Kind, Map<Integer, Long>> undecoded =
      new EnumMap<>(Undecoded.Kind.class);
  private final Map<Tunnel, Long> tunnelsNotEntered = new EnumMap<>(Tunnel.class);
  private final Map<EndReason, Long> ended = new EnumMap<>(EndReason.class);
  private long latest = Long.MIN_VALUE;
  private long packets;
  private long tcpPackets;
  private long udpPackets;
  private long unknownLinkType;
  private long notIp;
  private long otherTransport;
  private long malformed;
  private long cutHeaders;
  private long cutPayloads;
  private long fragments;
  private long fragmentsDropped;
  private long outsideStreams;
  private long lateSegments;
  private long tcpStreams;
  private long udpStreams;
  private long streamsWithoutPayload;
  private long streamsWithGap;
  private long payloadBytes;
  private long duplicateBytes;
  private long droppedBytes;
  private long droppedOutsideWindow;
  private long droppedForMemory;
  private long evictedWithPayload;
  private long midstreamStreams;
  private long conflictingSyns;

  /**
   * Adds what one flow table saw.
   *
   * @param latestNanos the latest time of its packets; {@link Long#MIN_VALUE} if there were none
   */
  public synchronized void add(FlowCounters counters, long latestNanos) {
    latest = Math.max(latest, latestNanos);
    packets += counters.packets();
    tcpPackets += counters.tcpPackets();
    udpPackets += counters.udpPackets();
    unknownLinkType += counters.unknownLinkType();
    notIp += counters.notIp();
    otherTransport += counters.otherTransport();
    malformed += counters.malformed();
    cutHeaders += counters.cutHeaders();
    cutPayloads += counters.cutPayloads();
    fragments += counters.fragments();
    fragmentsDropped += counters.fragmentsDropped();
    outsideStreams += counters.outsideStreams();
    lateSegments += counters.lateSegments();
    tcpStreams += counters.tcpStreams();
    udpStreams += counters.udpStreams();
    streamsWithoutPayload += counters.streamsWithoutPayload();
    streamsWithGap += counters.streamsWithGap();
    payloadBytes += counters.payloadBytes();
    duplicateBytes += counters.duplicateBytes();
    droppedBytes += counters.droppedBytes();
    for (Undecoded reason : counters.undecoded()) {
      if (reason.kind() != Undecoded.Kind.FRAGMENTS) {
        undecoded
            .computeIfAbsent(reason.kind(), kind -> new TreeMap<>())
            .merge(reason.number(), reason.packets(), Long::sum);
      }
    }
    counters
        .tunnelsNotEntered()
        .forEach((tunnel, count) -> tunnelsNotEntered.merge(tunnel, count, Long::sum));
    droppedOutsideWindow += counters.droppedOutsideWindow();
    droppedForMemory += counters.droppedForMemory();
    evictedWithPayload += counters.evictedWithPayload();
    midstreamStreams += counters.midstreamStreams();
    conflictingSyns += counters.conflictingSyns();
    counters.ended().forEach((reason, count) -> ended.merge(reason, count, Long::sum));
  }

  /**
   * A line for each reason that left packets or streams out, or made of one several.
   *
   * @param maxStreams how many streams could be followed at a time
   */
  public synchronized List<String> lines(int maxStreams) {
    List<String> lines = new ArrayList<>();
    notDecoded(lines);
    tunnelsNotEntered.forEach(
        (tunnel, count) ->
            lines.add(
                of(count, packets, "packet")
                    + " are the outside of a tunnel: --tunnels "
                    + tunnel.id()
                    + " looks inside"));
    if (cutPayloads > 0) {
      lines.add(
          of(cutPayloads, packets, "packet")
              + " lost payload to the snap length: their streams have holes");
    }
    if (fragmentsDropped > 0) {
      lines.add(
          of(fragmentsDropped, fragments, "IP fragment")
              + " dropped: without the others, too late, or beyond the bounds");
    }
    long evicted = ended.getOrDefault(EndReason.EVICTED, 0L);
    if (evicted > 0) {
      lines.add(
          many(evicted, "stream")
              + (evicted == 1 ? " was" : " were")
              + " ended early, as the table holds "
              + grouped(maxStreams)
              + " (--max-streams): "
              + (evictedWithPayload == evicted ? "" : grouped(evictedWithPayload) + " of them ")
              + "judged by what had come, and what came later is another stream");
    }
    dropped(lines, droppedForMemory, "too much waited for missing segments");
    dropped(lines, droppedOutsideWindow, "too far from what was due (sequence numbers)");
    dropped(
        lines,
        droppedBytes - droppedForMemory - droppedOutsideWindow,
        "behind bytes that never came");
    if (conflictingSyns > 0) {
      lines.add(
          many(conflictingSyns, "SYN or SYN+ACK")
              + " contradicted one before: of such streams the bytes of one may be missing");
    }
    return lines;
  }

  private static void dropped(List<String> lines, long bytes, String why) {
    if (bytes > 0) {
      lines.add(many(bytes, "byte") + " of payload dropped: " + why);
    }
  }

  /** A line for each reason, and one for all that are more than anybody reads. */
  private void notDecoded(List<String> lines) {
    List<Undecoded> reasons = notDecoded();
    for (Undecoded reason : reasons.subList(0, Math.min(MAX_REASONS, reasons.size()))) {
      String hint = reason.tunnel().map(tunnel -> ": --tunnels " + tunnel.id()).orElse("");
      lines.add(
          of(reason.packets(), packets, "packet") + " not decoded: " + reason.reason() + hint);
    }
    if (reasons.size() > MAX_REASONS) {
      List<Undecoded> rest = reasons.subList(MAX_REASONS, reasons.size());
      long count = rest.stream().mapToLong(Undecoded::packets).sum();
      lines.add(of(count, packets, "packet") + " not decoded: " + rest.size() + " other reasons");
    }
  }

  /** The reasons, those with the most packets first; fragments are said apart. */
  private List<Undecoded> notDecoded() {
    List<Undecoded> reasons = new ArrayList<>();
    undecoded.forEach(
        (kind, counts) ->
            counts.forEach((number, count) -> reasons.add(new Undecoded(kind, number, count))));
    reasons.sort(Comparator.comparingLong(Undecoded::packets).reversed());
    return reasons;
  }

  private static String of(long some, long all, String what) {
    return grouped(some) + " of " + many(all, what);
  }

  private static String many(long count, String what) {
    return grouped(count) + " " + what + (count == 1 ? "" : "s");
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** The same, and the rest, as one object on one line. */
  public synchronized byte[] json() {
    EveLine line = new EveLine("entroprint_stats", latest == Long.MIN_VALUE ? 0 : latest);
    line.object("packets")
        .field("total", packets)
        .field("tcp", tcpPackets)
        .field("udp", udpPackets)
        .field("unknown_link_type", unknownLinkType)
        .field("not_ip", notIp)
        .field("other_transport", otherTransport)
        .field("malformed", malformed)
        .field("header_cut", cutHeaders)
        .field("payload_cut", cutPayloads)
        .field("fragments", fragments)
        .field("fragments_dropped", fragmentsDropped)
        .field("outside_streams", outsideStreams)
        .field("after_end", lateSegments)
        .end();
    line.object("not_decoded");
    notDecoded().forEach(reason -> line.field(reason.reason(), reason.packets()));
    line.end().object("tunnels_not_entered");
    tunnelsNotEntered.forEach((tunnel, count) -> line.field(tunnel.id(), count));
    line.end();
    line.object("streams").field("tcp", tcpStreams).field("udp", udpStreams);
    for (EndReason reason : EndReason.values()) {
      String name = "ended_" + reason.name().toLowerCase(Locale.ROOT);
      line.field(name, ended.getOrDefault(reason, 0L));
    }
    line.field("evicted_with_payload", evictedWithPayload).field("midstream", midstreamStreams);
    line.field("conflicting_syn", conflictingSyns)
        .field("without_payload", streamsWithoutPayload)
        .field("gap", streamsWithGap)
        .end();
    return line.object("bytes")
        .field("payload", payloadBytes)
        .field("duplicate", duplicateBytes)
        .field("dropped", droppedBytes)
        .field("dropped_outside_window", droppedOutsideWindow)
        .field("dropped_for_memory", droppedForMemory)
        .end()
        .endLine();
  }
}
