package io.entroprint.cli.live;

import io.entroprint.capture.CaptureCounters;
import io.entroprint.capture.FlowTable;
import io.entroprint.capture.LiveCapture;
import io.entroprint.capture.Packet;
import io.entroprint.cli.base.Terminal;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Hands the packets of a live capture to a flow table until it is told to end. One thread. */
final class MonitorLoop {
  private static final long REPORT_NANOS = 10_000_000_000L;
  private static final long DRAIN_NANOS = 2_000_000_000L;

  /** How many packets may come before the output is looked after. */
  private static final int ROUND = 4096;

  private final Terminal terminal;
  private final String name;
  private final LiveCapture capture;
  private long latestNanos = Long.MIN_VALUE;
  private long reportedAt = System.nanoTime();
  private CaptureCounters counters = new CaptureCounters(0, 0, 0);

  MonitorLoop(Terminal terminal, String name, LiveCapture capture) {
    this.terminal = terminal;
    this.name = name;
    this.capture = capture;
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
          lookAfter();
        }
      } else {
        // Nothing waits, so no packet that is still to come is older than now.
        table.advance(now());
        lookAfter();
      }
    }
    long end = now();
    long began = System.nanoTime();
    while (capture.next(packet)
        && packet.timeNanos() <= end
        && System.nanoTime() - began < DRAIN_NANOS) {
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

  private void lookAfter() throws IOException {
    long time = System.nanoTime();
    if (time - reportedAt >= REPORT_NANOS) {
      reportedAt = time;
      long before = counters.dropped();
      counters = capture.counters();
      if (counters.dropped() > before) {
        terminal.problem(summary());
      }
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
