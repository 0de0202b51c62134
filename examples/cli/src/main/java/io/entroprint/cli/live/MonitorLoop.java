package io.entroprint.cli.live;

import io.entroprint.capture.CaptureCounters;
import io.entroprint.capture.FlowCounters;
import io.entroprint.capture.FlowTable;
import io.entroprint.capture.LiveCapture;
import io.entroprint.capture.Packet;
import io.entroprint.cli.base.Terminal;
import io.entroprint.sensor.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Hands the packets of a live capture to a flow table until it is told to end. One thread, but for
 * {@link #metrics}.
 */
final class MonitorLoop {
  private static final long REPORT_NANOS = 10_000_000_000L;
  private static final long PUBLISH_NANOS = 1_000_000_000L;
  private static final long DRAIN_NANOS = 2_000_000_000L;

  /** How many packets may come before the output is looked after. */
  private static final int ROUND = 4096;

  private final Terminal terminal;
  private final String name;
  private final LiveCapture capture;
  private long latestNanos = Long.MIN_VALUE;
  private final long began = System.nanoTime();
  private long reportedAt = began;
  private long publishedAt = began;
  private long saidAt = began;
  private long reportedDrops;
  private long healthNanos;
  private Supplier<String> health = () -> "";
  private volatile CaptureCounters counters = new CaptureCounters(0, 0, 0);
  private volatile FlowCounters flows;

  MonitorLoop(Terminal terminal, String name, LiveCapture capture) {
    this.terminal = terminal;
    this.name = name;
    this.capture = capture;
  }

  /** Has it say how it goes every so many seconds, and what others have to add to that. */
  void sayEvery(int seconds, Supplier<String> more) {
    healthNanos = seconds * 1_000_000_000L;
    health = more;
  }

  /** The numbers of the capture and of the table, at most a second old; asked by any thread. */
  List<Metric> metrics() {
    FlowCounters latest = flows;
    return latest == null ? List.of() : metrics(counters, latest);
  }

  /** The same of these counters. */
  static List<Metric> metrics(CaptureCounters captured, FlowCounters flows) {
    List<Metric> metrics = new ArrayList<>(Metric.live(() -> captured));
    metrics.addAll(Metric.of(() -> flows));
    return metrics;
  }

  /**
   * Runs until it should end; what had come by then is taken.
   *
   * @throws IOException if the interface can be captured from no longer
   */
  void run(FlowTable table, BooleanSupplier isOver) throws IOException {
    Packet packet = new Packet();
    int packets = 0;
    while (!isOver.getAsBoolean()) {
      if (capture.next(packet)) {
        take(table, packet);
        if (++packets % ROUND == 0) {
          lookAfter(table);
        }
      } else {
        // Nothing waits, so no packet that is still to come is older than now.
        table.advance(now());
        lookAfter(table);
      }
    }
    long end = now();
    long ending = System.nanoTime();
    while (capture.next(packet)
        && packet.timeNanos() <= end
        && System.nanoTime() - ending < DRAIN_NANOS) {
      take(table, packet);
    }
  }

  private void take(FlowTable table, Packet packet) {
    latestNanos = Math.max(latestNanos, packet.timeNanos());
    table.accept(packet);
  }

  /** The latest time of a packet; {@link Long#MIN_VALUE} if none came. */
  long latestNanos() {
    return latestNanos;
  }

  private static long now() {
    return System.currentTimeMillis() * 1_000_000;
  }

  private void lookAfter(FlowTable table) throws IOException {
    long time = System.nanoTime();
    if (flows != null && time - publishedAt < PUBLISH_NANOS) {
      return;
    }
    publishedAt = time;
    flows = table.counters();
    counters = capture.counters();
    if (time - reportedAt >= REPORT_NANOS) {
      reportedAt = time;
      if (counters.dropped() > reportedDrops) {
        reportedDrops = counters.dropped();
        terminal.problem(summary());
      }
    }
    if (healthNanos > 0 && time - saidAt >= healthNanos) {
      saidAt = time;
      terminal.problem(
          summary()
              + "; "
              + flows.openStreams()
              + " streams open after "
              + (time - began) / 1_000_000_000
              + " s; "
              + health.get());
    }
  }

  /** The last word on what was seen and dropped. */
  String lastWord() throws IOException {
    counters = capture.counters();
    return summary();
  }

  private String summary() {
    return name
        + ": "
        + counters.received()
        + " packets, dropped by the kernel "
        + counters.droppedByKernel()
        + ", by the interface "
        + counters.droppedByInterface();
  }
}
