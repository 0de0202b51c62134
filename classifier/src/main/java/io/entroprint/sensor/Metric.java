package io.entroprint.sensor;

import io.entroprint.capture.CaptureCounters;
import io.entroprint.capture.FlowCounters;
import io.entroprint.stream.StreamSummary.EndReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * A number that a metrics library reads whenever it likes. With Micrometer, whose meters hold the
 * object that they ask weakly, so that it must be one that stays:
 *
 * <pre>{@code
 * for (Metric metric : sensor.metrics()) {
 *   List<Tag> tags =
 *       metric.tags().entrySet().stream().map(t -> Tag.of(t.getKey(), t.getValue())).toList();
 *   switch (metric.kind()) {
 *     case COUNTER ->
 *         FunctionCounter.builder(metric.name(), registry, r -> metric.value().getAsLong())
 *             .tags(tags).description(metric.description()).register(registry);
 *     case GAUGE ->
 *         Gauge.builder(metric.name(), registry, r -> metric.value().getAsLong())
 *             .tags(tags).description(metric.description()).register(registry);
 *   }
 * }
 * }</pre>
 *
 * @param name lower case, parts separated by dots
 * @param tags what tells metrics of the same name apart; empty for most
 * @param kind whether it only grows
 * @param description one clause
 * @param value may be asked at any time on any thread
 */
public record Metric(
    String name, Map<String, String> tags, Kind kind, String description, LongSupplier value) {

  /** Copies the tags. */
  public Metric {
    tags = Map.copyOf(tags);
    Objects.requireNonNull(value);
  }

  /** How a number behaves. */
  public enum Kind {
    /** Counts what happened: it only grows. */
    COUNTER,
    /** Says what is now: it goes up and down. */
    GAUGE
  }

  /** A number that only grows. */
  public static Metric counter(String name, String description, LongSupplier value) {
    return new Metric(name, Map.of(), Kind.COUNTER, description, value);
  }

  /** A number that goes up and down. */
  public static Metric gauge(String name, String description, LongSupplier value) {
    return new Metric(name, Map.of(), Kind.GAUGE, description, value);
  }

  /**
   * The same with one more tag, or another value of it.
   *
   * @param key such as {@code worker}
   */
  public Metric tagged(String key, String tagValue) {
    Map<String, String> more = new HashMap<>(tags);
    more.put(key, tagValue);
    return new Metric(name, more, kind, description, value);
  }

  /**
   * The numbers of a flow table: packets, reassembly, and what was dropped.
   *
   * @param latest gives the latest {@code table.counters()} that the thread of the table has
   *     published; a table itself must not be asked by another thread
   */
  public static List<Metric> of(Supplier<FlowCounters> latest) {
    List<Metric> all = new ArrayList<>();
    add(all, latest, "packets", "packets seen", FlowCounters::packets);
    add(all, latest, "packets.tcp", "packets with a TCP segment", FlowCounters::tcpPackets);
    add(all, latest, "packets.udp", "packets with a UDP datagram", FlowCounters::udpPackets);
    dropped(all, latest, "unknown-link-type", FlowCounters::unknownLinkType);
    dropped(all, latest, "not-ip", FlowCounters::notIp);
    dropped(all, latest, "other-transport", FlowCounters::otherTransport);
    dropped(all, latest, "malformed", FlowCounters::malformed);
    dropped(all, latest, "cut-headers", FlowCounters::cutHeaders);
    dropped(all, latest, "fragments", FlowCounters::fragmentsDropped);
    dropped(all, latest, "outside-streams", FlowCounters::outsideStreams);
    dropped(all, latest, "late", FlowCounters::lateSegments);
    add(
        all,
        latest,
        "packets.truncated",
        "packets of which the snap length cut payload",
        FlowCounters::cutPayloads);
    add(all, latest, "streams.tcp", "TCP streams begun", FlowCounters::tcpStreams);
    add(all, latest, "streams.udp", "UDP streams begun", FlowCounters::udpStreams);
    for (EndReason reason : EndReason.values()) {
      add(all, latest, "streams.ended", "streams ended", c -> c.ended().get(reason));
      tagLast(all, "reason", reason.name().toLowerCase(Locale.ROOT));
    }
    add(all, latest, "streams.gapped", "streams ended with a hole", FlowCounters::streamsWithGap);
    add(all, latest, "payload.bytes", "payload bytes reassembled", FlowCounters::payloadBytes);
    add(
        all,
        latest,
        "payload.duplicate",
        "TCP payload bytes repeated",
        FlowCounters::duplicateBytes);
    add(all, latest, "payload.dropped", "TCP payload bytes given up", FlowCounters::droppedBytes);
    all.add(gaugeOf(latest, "streams.open", "streams open now", FlowCounters::openStreams));
    all.add(gaugeOf(latest, "buffered.bytes", "bytes that wait", FlowCounters::bufferedBytes));
    return List.copyOf(all);
  }

  /**
   * The numbers of a live capture: packets received, and those dropped by the capture layer, which
   * no flow table ever saw.
   *
   * @param latest gives the latest {@code capture.counters()} that the thread of the capture has
   *     published; a capture itself must not be asked by another thread
   */
  public static List<Metric> live(Supplier<CaptureCounters> latest) {
    String lost = "packets dropped by the capture layer";
    return List.of(
        counter(
            "entroprint.capture.packets.received",
            "packets that passed the capture filter",
            () -> latest.get().received()),
        counter("entroprint.capture.packets.lost", lost, () -> latest.get().droppedByKernel())
            .tagged("reason", "kernel"),
        counter("entroprint.capture.packets.lost", lost, () -> latest.get().droppedByInterface())
            .tagged("reason", "interface"));
  }

  private static void add(
      List<Metric> all,
      Supplier<FlowCounters> latest,
      String name,
      String description,
      ToLongFunction<FlowCounters> number) {
    all.add(
        counter("entroprint.capture." + name, description, () -> number.applyAsLong(latest.get())));
  }

  private static void dropped(
      List<Metric> all,
      Supplier<FlowCounters> latest,
      String reason,
      ToLongFunction<FlowCounters> number) {
    add(all, latest, "packets.dropped", "packets that belong to no stream", number);
    tagLast(all, "reason", reason);
  }

  private static void tagLast(List<Metric> all, String key, String tagValue) {
    all.set(all.size() - 1, all.get(all.size() - 1).tagged(key, tagValue));
  }

  private static Metric gaugeOf(
      Supplier<FlowCounters> latest,
      String name,
      String description,
      ToLongFunction<FlowCounters> number) {
    return gauge("entroprint.capture." + name, description, () -> number.applyAsLong(latest.get()));
  }
}
